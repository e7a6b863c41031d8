// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LevelIdempotencyStore, KEY_LIFETIME_MS } from "./idempotency-store.js";

const response = { status: 201, contentType: "application/json", body: "{}" };

let folder: string;
let store: LevelIdempotencyStore;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "licet-idempotency-"));
  store = await LevelIdempotencyStore.open(folder);
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
  rmSync(folder, { recursive: true });
});

async function reopen(): Promise<void> {
  await store.close();
  store = await LevelIdempotencyStore.open(folder);
}

describe("LevelIdempotencyStore", () => {
  it("gives the kept response to the same request again, also after a restart", async () => {
    expect(await store.claim("a", "f")).toEqual({ state: "new" });
    await store.complete("a", "f", response);
    expect(await store.claim("a", "f")).toEqual({ state: "done", response });
    await reopen();
    expect(await store.claim("a", "f")).toEqual({ state: "done", response });
  });

  it("tells a different request and a request in flight apart", async () => {
    await store.claim("a", "f");
    expect(await store.claim("a", "f")).toEqual({ state: "in-flight" });
    await store.complete("a", "f", response);
    expect(await store.claim("a", "g")).toEqual({ state: "different" });
  });

  it("gives a released key up", async () => {
    await store.claim("a", "f");
    await store.noteSent("a", "f", "tx");
    await store.release("a");
    expect(await store.claim("a", "g")).toEqual({ state: "new" });
  });

  it("remembers the transaction of a request that was cut off", async () => {
    await store.claim("a", "f");
    await store.noteSent("a", "f", "tx");
    await reopen();
    expect(await store.claim("a", "f")).toEqual({ state: "interrupted", transactionId: "tx" });
    store.leave("a");
    expect(await store.claim("a", "g")).toEqual({ state: "different" });
    expect(await store.claim("a", "f")).toEqual({ state: "interrupted", transactionId: "tx" });
  });

  it("remembers what is recorded, apart from keys, for as long", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    await store.noteRecorded("somebody@GB!abc", "tx");
    await reopen();
    expect(await store.recordedAct("somebody@GB!abc")).toBe("tx");
    expect(await store.recordedAct("somebody@GB!abd")).toBeUndefined();
    expect(await store.claim("somebody@GB!abc", "f")).toEqual({ state: "new" });
    vi.setSystemTime(Date.now() + KEY_LIFETIME_MS + 1);
    expect(await store.recordedAct("somebody@GB!abc")).toBeUndefined();
  });

  it("is for one process at a time", async () => {
    await expect(LevelIdempotencyStore.open(folder)).rejects.toThrow(/another gateway uses it/);
  });

  it("forgets a key after its time", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    await store.claim("a", "f");
    await store.complete("a", "f", response);
    vi.setSystemTime(Date.now() + KEY_LIFETIME_MS + 1);
    expect(await store.claim("a", "g")).toEqual({ state: "new" });
  });
});
