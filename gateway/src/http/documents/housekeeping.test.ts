// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rotateDocumentKey } from "../../adapters/files/document-keys.js";
import { openPglite } from "../../adapters/pglite/database.js";
import type { SqlDatabase } from "../../database/sql-database.js";
import { codeOf, DocumentsUnderTest, INVOICE, pdf, TO_COME, WHO } from "../../testing-http/documents-under-test.js";

const AFTER_RETENTION = new Date("2032-01-01T00:00:00Z");

let database: SqlDatabase;
let tests: DocumentsUnderTest;

beforeAll(async () => {
  database = await openPglite();
});
afterAll(() => database.close());

describe("documents that are over", () => {
  beforeEach(async () => {
    tests = await DocumentsUnderTest.start(database);
  });
  afterEach(() => tests.stop());

  const at = (status: string): void => {
    tests.world.records.set("consignment:Read GB-CN-0001", { status });
    tests.world.records.set("checkpoint:ListHolds GB-CN-0001", { items: [], bookmark: "" });
  };

  it.each<[string, Date, () => unknown, boolean]>([
    ["a day before its end", new Date("2031-12-31T23:59:59Z"), () => at("received"), false],
    ["after it, of goods that have arrived", AFTER_RETENTION, () => at("received"), true],
    ["after it, of goods that were never exported", AFTER_RETENTION, () => at("invalidated"), true],
    ["after it, of goods on their way", AFTER_RETENTION, () => at("released"), false],
    [
      "after it, of goods that a state holds",
      AFTER_RETENTION,
      () => {
        at("received");
        tests.world.records.set("checkpoint:ListHolds GB-CN-0001", { items: [{ status: "open" }], bookmark: "" });
      },
      false,
    ],
    ["after it, of goods of which the ledger does not say", AFTER_RETENTION, () => undefined, false],
    [
      "after it, of a record that never came",
      AFTER_RETENTION,
      async () => {
        at("received");
        await tests.kept(WHO.officer, INVOICE, { about: TO_COME });
      },
      false,
    ],
  ])("are deleted by themselves: %s", async (_when, now, given, isDeleted) => {
    const document = await tests.kept(WHO.officer);
    await given();
    tests.now = now;
    const done = await tests.app.housekeeping.run();
    expect(done.expired).toBe(isDeleted ? 1 : 0);
    expect(tests.objects()).toHaveLength(isDeleted ? 0 : 1);
    expect(codeOf(await tests.content(WHO.officer, document))).toBe(
      isDeleted ? "410 DOCUMENT_CONTENT_GONE" : "200 done",
    );
    expect((await tests.acts()).includes("expired gateway")).toBe(isDeleted);
  });

  it("are not while they are preserved", async () => {
    const document = await tests.kept(WHO.officer);
    at("received");
    await tests.post(WHO.officer, document, "preservation", { preserved: true, reason: "case 2026/17" });
    tests.now = AFTER_RETENTION;
    expect(await tests.app.housekeeping.run()).toMatchObject({ expired: 0, heldBack: 0 });
    expect(codeOf(await tests.content(WHO.officer, document))).toBe("200 done");
  });

  it("are deleted by an officer then, as what they are", async () => {
    const document = await tests.kept(WHO.officer);
    tests.now = AFTER_RETENTION;
    expect(codeOf(await tests.withdraw(WHO.officer, document, "retention-ended"))).toBe("200 done");
  });

  it("leave no object behind that no document refers to", async () => {
    const kept = await tests.kept(WHO.officer);
    const folder = path.dirname(tests.objects()[0] ?? "");
    const stray = `${"f".repeat(40)}-${"0".repeat(16)}`;
    await tests.alter(async (db) => {
      await db
        .insertInto("kept.document_object")
        .values({ name: stray, organisation: "GBAuthorityMSP", made_at: tests.now })
        .execute();
    });
    const file = path.join(folder, "..", "ff", stray);
    mkdirSync(path.dirname(file), { recursive: true });
    copyFileSync(tests.objects()[0] ?? "", file);
    expect((await tests.app.housekeeping.run()).strays).toBe(0);
    tests.now = new Date(tests.now.getTime() + 25 * 3_600_000);
    expect((await tests.app.housekeeping.run()).strays).toBe(1);
    expect(existsSync(file)).toBe(false);
    expect(codeOf(await tests.content(WHO.officer, kept))).toBe("200 done");
  });

  it("are read under a new key as under the old one, and lie under it after the next start", async () => {
    const document = await tests.kept(WHO.officer);
    rotateDocumentKey(path.join(tests.app.folder, "document-keys"), "GBAuthorityMSP");
    await tests.app.restart();
    expect((await tests.content(WHO.officer, document)).text).toBe(INVOICE.toString());
    expect((await tests.app.housekeeping.run()).rekeyed).toBe(1);
    expect((await tests.app.housekeeping.run()).rekeyed).toBe(0);
    expect((await tests.content(WHO.officer, document)).text).toBe(INVOICE.toString());
    expect((await tests.store(WHO.officer)).status).toBe(200);
    expect(await tests.acts()).toContain("key-changed gateway");
  });

  it("leave nothing where there is no room for them, and say that it may pass", async () => {
    const objects = path.join(tests.app.folder, "documents", "objects");
    // A file stands where the folder is needed: whoever runs the tests may be allowed to write everywhere else.
    writeFileSync(objects, "");
    expect(codeOf(await tests.store(WHO.officer, pdf("no room")))).toBe("503 DOCUMENT_STORE_UNAVAILABLE");
    expect(tests.objects()).toEqual([objects]);
    expect(await tests.acts()).toEqual([]);
  });
});

describe("documents before a scanner", () => {
  /** Answers every file so, or closes without a word. */
  async function scanner(answer: string | undefined): Promise<Server> {
    const server = createServer((socket: Socket) => {
      let seen = Buffer.alloc(0);
      socket.on("error", () => undefined);
      socket.on("data", (bytes) => {
        seen = Buffer.concat([seen, bytes]);
        // A chunk of no bytes ends the file.
        if (!seen.subarray(-4).equals(Buffer.alloc(4))) return;
        if (answer === undefined) socket.destroy();
        else socket.end(`${answer}\0`);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  it.each<[string, string | undefined, string]>([
    ["clean", "stream: OK", "201 done"],
    ["with a signature found", "stream: Eicar-Test-Signature FOUND", "422 DOCUMENT_MALWARE_FOUND"],
    ["too large for it", "INSTREAM size limit exceeded. ERROR", "413 DOCUMENT_SCAN_TOO_LARGE"],
    ["of which it says something else", "stream: Can't allocate memory ERROR", "503 DOCUMENT_SCAN_UNAVAILABLE"],
    ["of which it says nothing", undefined, "503 DOCUMENT_SCAN_UNAVAILABLE"],
    ["clean of a fashion", "stream: OK FOUND", "422 DOCUMENT_MALWARE_FOUND"],
    ["which it answers without an end", "x".repeat(5_000), "503 DOCUMENT_SCAN_UNAVAILABLE"],
  ])("are taken when they are %s, and not otherwise", async (_what, answer, outcome) => {
    const server = await scanner(answer);
    const { port } = server.address() as AddressInfo;
    tests = await DocumentsUnderTest.start(database, { clamd: { host: "127.0.0.1", port } });
    try {
      const stored = await tests.store(WHO.officer);
      expect(codeOf(stored)).toBe(outcome);
      expect(tests.objects()).toHaveLength(outcome === "201 done" ? 1 : 0);
      if (outcome === "201 done") expect(stored.body).toMatchObject({ scan: "clean" });
    } finally {
      await tests.stop();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it("are not taken where it is not there", async () => {
    tests = await DocumentsUnderTest.start(database, { clamd: { path: "/nowhere/clamd.sock" } });
    expect(codeOf(await tests.store(WHO.officer))).toBe("503 DOCUMENT_SCAN_UNAVAILABLE");
    expect(tests.objects()).toEqual([]);
    await tests.stop();
  });
});
