// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { S3DocumentStore } from "@licet/gateway/adapters/documents/s3-store";
import type { S3Settings } from "@licet/gateway/adapters/documents/s3-requests";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { S3Server, s3Unavailable } from "./s3-server.js";

const name = (digit: string): string => `${digit.repeat(40)}-${"0".repeat(16)}`;

describe("files in an S3-compatible service that others wrote", () => {
  const reason = s3Unavailable();
  if (reason !== undefined) {
    it("lie there encrypted", (context) => context.skip(reason));
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), "licet-s3-"));
  const stores: S3DocumentStore[] = [];
  let server: S3Server;

  function storeWith(change: Partial<S3Settings> = {}): S3DocumentStore {
    const store = new S3DocumentStore({ ...server.settings, ...change }, path.join(folder, stores.length.toString()));
    stores.push(store);
    return store;
  }

  beforeAll(async () => {
    server = await S3Server.start();
  });
  afterAll(async () => {
    for (const store of stores) store.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  async function put(store: S3DocumentStore, objectName: string, bytes: Buffer): Promise<void> {
    const incoming = await store.create();
    for (let at = 0; at < bytes.length; at += 100_000) await incoming.write(bytes.subarray(at, at + 100_000));
    await incoming.commit(objectName);
  }

  async function got(store: S3DocumentStore, objectName: string): Promise<Buffer> {
    const pieces: Uint8Array[] = [];
    for await (const piece of await store.read(objectName)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  it.each([0, 1, 65_536, 5_000_000])("come back as they were: %i bytes", async (length) => {
    const store = storeWith();
    const bytes = randomBytes(length);
    await put(store, name("a"), bytes);
    expect((await got(store, name("a"))).equals(bytes)).toBe(true);
    expect(await server.names()).toEqual([`gb/${name("a")}`]);
    await store.remove(name("a"));
    expect(await server.names()).toEqual([]);
  });

  it("are gone for good when they are removed, which may be done twice", async () => {
    const store = storeWith();
    await put(store, name("b"), randomBytes(10));
    await store.remove(name("b"));
    await store.remove(name("b"));
    await expect(got(store, name("b"))).rejects.toMatchObject({ name: "DocumentStoreError", fault: "missing" });
  });

  it("leave nothing in the spool, put or given up", async () => {
    const store = storeWith();
    await put(store, name("c"), randomBytes(10));
    const given = await store.create();
    await given.write(randomBytes(10));
    await given.discard();
    expect(readdirSync(path.join(folder, (stores.length - 1).toString()))).toEqual([]);
    await store.remove(name("c"));
  });

  it.each<[string, Partial<S3Settings>]>([
    ["whose secret is wrong", { secretAccessKey: "x".repeat(40) }],
    ["whom the service does not know", { accessKeyId: "AKIAUNKNOWNUNKNOWN00" }],
    ["whose bucket there is not", { bucket: "elsewhere" }],
    ["whose service is not there", { endpoint: "http://127.0.0.1:9" }],
  ])("are neither written nor read for somebody %s", async (_who, change) => {
    const store = storeWith(change);
    await expect(put(store, name("d"), randomBytes(10))).rejects.toMatchObject({ fault: "unavailable" });
    await expect(got(store, name("d"))).rejects.toMatchObject({ name: "DocumentStoreError", fault: "unavailable" });
    expect(await server.names()).toEqual([]);
  });

  it("lie under no name but an object's", async () => {
    const store = storeWith();
    await expect(put(store, "../../elsewhere", randomBytes(10))).rejects.toMatchObject({ name: "DocumentStoreError" });
    expect(await server.names()).toEqual([]);
  });
});
