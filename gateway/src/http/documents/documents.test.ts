// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { SqlDatabase } from "../../database/sql-database.js";
import type { Person } from "../../testing-http/app-under-test.js";
import { describeDatabases } from "../../testing/databases.js";
import {
  codeOf,
  detailsOf,
  DocumentsUnderTest,
  GOODS,
  INVOICE,
  NOW,
  pdf,
  shaOf,
  TO_COME,
  TRANSPORT,
  WHO,
} from "../../testing-http/documents-under-test.js";
import { failure } from "../../testing/stub-ledger.js";

/** What follows upon a broken connection takes its time on a busy machine. */
const PATIENCE = { timeout: 60_000 };

describeDatabases("documents that are sent", (open) => {
  let database: SqlDatabase;
  let tests: DocumentsUnderTest;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    tests = await DocumentsUnderTest.start(database);
  });
  afterEach(() => tests.stop());

  it("are told by their hash and come back as they were, to be saved and not shown", async () => {
    const answer = await tests.store(WHO.officer, INVOICE, { parameters: { name: "Rechnung Zoë.PDF" } });
    expect(answer.status).toBe(201);
    const { id } = detailsOf(answer);
    expect(answer.headers.get("location")).toBe(`/v1/documents/${id}`);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
      sha256: shaOf(INVOICE),
      kind: "invoice",
      mediaType: "application/pdf",
      bytes: INVOICE.length,
      name: "Rechnung Zoë.PDF",
      scan: "not-scanned",
      storedBy: WHO.officer,
      storedAt: NOW.toISOString(),
      retainUntil: "2031-12-31",
      preserved: false,
      content: "held",
      subjects: [{ ...GOODS, foreseen: false }],
    });
    const content = await tests.content(WHO.customs, { id });
    expect(content.text).toBe(INVOICE.toString());
    expect(Object.fromEntries(content.headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-length": INVOICE.length.toString(),
      "content-disposition": `attachment; filename="document-${id.slice(0, 12)}.pdf"; filename*=UTF-8''Rechnung%20Zo%C3%AB.PDF`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "no-store",
      "content-digest": `sha-256=:${createHash("sha256").update(INVOICE).digest("base64")}:`,
    });
    expect(await tests.acts()).toEqual([`stored ${WHO.officer}`, `read ${WHO.customs}`]);
  });

  it("lie encrypted: neither content nor name nor hash is to be found in the store's folder", async () => {
    await tests.kept(WHO.officer, INVOICE, { parameters: { name: "invoice-4711.pdf" } });
    const files = tests.objects();
    expect(files).toHaveLength(1);
    expect(readFileSync(files[0] ?? "").includes("invoice")).toBe(false);
    expect(files.join()).not.toContain("4711");
    expect(files.join()).not.toContain(shaOf(INVOICE));
  });

  it.each<[string, Person, Readonly<Record<string, string>>, Readonly<Record<string, string>>, string]>([
    ["an officer, about what the state holds", WHO.officer, GOODS, {}, "201 done"],
    ["the exporter whom the goods concern", WHO.exporter, GOODS, {}, "201 done"],
    ["a competitor", WHO.competitor, GOODS, {}, "403 NOT_DISCLOSED"],
    ["a carrier, about the goods", WHO.carrier, GOODS, {}, "403 NOT_DISCLOSED"],
    ["an officer of a state without a copy: about what is to come", WHO.foreign, GOODS, {}, "201 done"],
    ["anybody, about a record to come", WHO.officer, TO_COME, {}, "201 done"],
    ["an invoice among what carriers read", WHO.officer, TRANSPORT, {}, "422 DOCUMENT_KIND_NOT_TAKEN"],
    ["a certificate there", WHO.officer, TRANSPORT, { kind: "certificate" }, "422 DOCUMENT_KIND_NOT_TAKEN"],
    ["a licence there", WHO.officer, TRANSPORT, { kind: "licence-document" }, "422 DOCUMENT_KIND_NOT_TAKEN"],
    ["a transport document there", WHO.officer, TRANSPORT, { kind: "transport-document" }, "201 done"],
    ["a part that there is not", WHO.officer, { ...GOODS, part: "findings" }, {}, "400 INVALID_INPUT"],
    ["a record that there is not", WHO.officer, { ...GOODS, record: "lorry" }, {}, "400 INVALID_INPUT"],
    ["a kind that there is not", WHO.officer, GOODS, { kind: "video" }, "400 INVALID_INPUT"],
    ["another organisation's name", WHO.officer, GOODS, { organisation: "AEAuthorityMSP" }, "400 INVALID_INPUT"],
    ["a name that is a path", WHO.officer, GOODS, { name: "../../etc/passwd" }, "400 INVALID_INPUT"],
    ["a name that is a path elsewhere", WHO.officer, GOODS, { name: "c:\\autorun.inf" }, "400 INVALID_INPUT"],
    ["a name with a second header", WHO.officer, GOODS, { name: "a.pdf\r\nSet-Cookie: x=y" }, "400 INVALID_INPUT"],
    ["a name that leaves its quotes", WHO.officer, GOODS, { name: 'a.pdf"; filename="b' }, "400 INVALID_INPUT"],
    ["a name that reads backwards", WHO.officer, GOODS, { name: "gpj.\u202Efdp.exe" }, "400 INVALID_INPUT"],
    ["a name without an end", WHO.officer, GOODS, { name: "a".repeat(201) }, "400 INVALID_INPUT"],
  ])("are taken from whom the part concerns, or refused: %s", async (_what, person, about, parameters, outcome) => {
    expect(codeOf(await tests.store(person, INVOICE, { about, parameters }))).toBe(outcome);
    expect(tests.objects()).toHaveLength(outcome === "201 done" ? 1 : 0);
  });

  it("are taken from nobody without a token", async () => {
    const sending = { method: "POST", body: new Uint8Array(INVOICE), headers: { "Content-Type": "application/pdf" } };
    expect(codeOf(await tests.app.send(undefined, tests.addressOf(), sending))).toBe("401 UNAUTHENTICATED");
  });

  const zeroes = `sha-256=:${Buffer.alloc(32).toString("base64")}:`;
  it.each<[string, Buffer, Readonly<Record<string, string>>, string]>([
    ["a page as a PDF", Buffer.from("<html>"), {}, "422 DOCUMENT_NOT_AS_DECLARED"],
    ["nothing at all", Buffer.alloc(0), {}, "422 DOCUMENT_NOT_AS_DECLARED"],
    ["HTML", Buffer.from("<html>"), { "Content-Type": "text/html" }, "415 UNSUPPORTED_MEDIA_TYPE"],
    ["SVG", Buffer.from("<svg/>"), { "Content-Type": "image/svg+xml" }, "415 UNSUPPORTED_MEDIA_TYPE"],
    ["SVG as XML", Buffer.from("<svg/>"), { "Content-Type": "application/xml" }, "422 DOCUMENT_CONTENT_REFUSED"],
    ["a form", INVOICE, { "Content-Type": "multipart/form-data; boundary=x" }, "415 UNSUPPORTED_MEDIA_TYPE"],
    ["compressed bytes", INVOICE, { "Content-Encoding": "gzip" }, "415 UNSUPPORTED_MEDIA_TYPE"],
    ["one byte too many", pdf("a".repeat(300_001 - pdf("").length)), {}, "413 BODY_TOO_LARGE"],
    ["another hash than is said", INVOICE, { "Content-Digest": zeroes }, "422 DOCUMENT_NOT_AS_DECLARED"],
    ["a hash that is none", INVOICE, { "Content-Digest": "sha-256=abc" }, "400 INVALID_INPUT"],
  ])("leave nothing where they are refused: %s", async (_what, bytes, headers, outcome) => {
    expect(codeOf(await tests.store(WHO.officer, bytes, { headers }))).toBe(outcome);
    expect(tests.objects()).toEqual([]);
    expect(await tests.acts()).toEqual([]);
  });

  it("may have as many bytes as are allowed, and the hash that is said", async () => {
    const bytes = pdf("a".repeat(300_000 - pdf("").length));
    const digest = `md5=:x:, sha-256=:${createHash("sha256").update(bytes).digest("base64")}:`;
    const answer = await tests.store(WHO.officer, bytes, { headers: { "Content-Digest": digest } });
    expect(codeOf(answer)).toBe("201 done");
    expect((await tests.content(WHO.officer, detailsOf(answer))).text).toBe(bytes.toString());
  });

  it("are not taken on the ledger's silence", async () => {
    tests.app.ledger.onEvaluate = () => {
      throw failure({ phase: "evaluate", code: "UNAVAILABLE" });
    };
    expect(codeOf(await tests.store(WHO.officer))).toBe("503 LEDGER_UNAVAILABLE");
    expect(tests.objects()).toEqual([]);
  });

  /** Sends the head of a request and a part of its body over a connection of its own. */
  async function begun(headers: readonly string[], body: Buffer) {
    const socket = connect(tests.app.port, "127.0.0.1");
    const head = [
      `POST ${tests.addressOf()} HTTP/1.1`,
      "Host: localhost",
      `Authorization: Bearer ${await tests.app.token(WHO.officer)}`,
      "Content-Type: application/pdf",
      ...headers,
      "",
      "",
    ];
    socket.write(head.join("\r\n"));
    socket.write(body);
    return socket;
  }

  it("that are interrupted leave nothing", async () => {
    const socket = await begun(["Content-Length: 100000"], pdf("a".repeat(50_000)));
    await vi.waitFor(() => expect(tests.objects()).toHaveLength(1), PATIENCE);
    socket.destroy();
    await vi.waitFor(() => expect(tests.objects()).toEqual([]), PATIENCE);
    expect(await tests.acts()).toEqual([]);
  });

  it("that announce no length are counted as they come", async () => {
    const chunk = `${(200_000).toString(16)}\r\n${"a".repeat(200_000)}\r\n`;
    const socket = await begun(["Transfer-Encoding: chunked"], Buffer.from(`6\r\n%PDF-1\r\n${chunk}${chunk}`));
    const answer = await new Promise<string>((resolve) => socket.once("data", (bytes) => resolve(bytes.toString())));
    socket.end();
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    await vi.waitFor(() => expect(tests.objects()).toEqual([]), PATIENCE);
  });

  it("are refused at once, and the client that is still sending hears why", async () => {
    const huge = Buffer.alloc(20_000_000, "a");
    const attempt = fetch(`http://127.0.0.1:${tests.app.port}${tests.addressOf()}`, {
      method: "POST",
      body: new Blob([huge]).stream(),
      duplex: "half",
      headers: { Authorization: `Bearer ${await tests.app.token(WHO.officer)}`, "Content-Type": "application/pdf" },
    });
    expect((await attempt).status).toBe(422);
    expect(tests.objects()).toEqual([]);
    expect(codeOf(await tests.store(WHO.officer))).toBe("201 done");
  });

  it("that a process left behind on their way are gone at the next start", async () => {
    const socket = await begun(["Content-Length: 100000"], pdf("a".repeat(50_000)));
    await vi.waitFor(() => expect(tests.objects()).toHaveLength(1), PATIENCE);
    await tests.app.restart();
    socket.destroy();
    expect(tests.objects()).toEqual([]);
  });

  it("are the same document when they are sent again, by any officer, also about another part", async () => {
    const first = await tests.store(WHO.officer, INVOICE, { parameters: { kind: "other" } });
    const again = await tests.store(WHO.customs, INVOICE, { about: TRANSPORT, parameters: { kind: "other" } });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(detailsOf(again).id).toBe(detailsOf(first).id);
    expect(detailsOf(again).subjects).toHaveLength(2);
    expect(tests.objects()).toHaveLength(1);
    expect(await tests.acts()).toEqual([`stored ${WHO.officer}`, `sent-again ${WHO.customs}`]);
  });

  it("are not the same for two parties, nor for two organisations: none learns what the other has", async () => {
    const ids = [WHO.officer, WHO.exporter, WHO.foreign].map(async (person) => {
      const answer = await tests.store(person);
      expect(answer.status).toBe(201);
      return detailsOf(answer).id;
    });
    expect(new Set(await Promise.all(ids)).size).toBe(3);
    const competitor = await tests.store(WHO.competitor, INVOICE, { about: TO_COME });
    expect(competitor.status).toBe(201);
    expect(detailsOf(competitor).subjects).toMatchObject([{ id: TO_COME.id }]);
  });

  it("are of one kind", async () => {
    await tests.kept(WHO.officer);
    const again = await tests.store(WHO.customs, INVOICE, { parameters: { kind: "other" } });
    expect(codeOf(again)).toBe("409 DOCUMENT_KEPT_AS_ANOTHER");
    expect(again.body).toMatchObject({ details: { kind: "invoice" } });
  });

  it("are one document where many send them at a time", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => tests.store(WHO.officer)));
    expect(new Set(answers.map((answer) => detailsOf(answer).id)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(tests.objects()).toHaveLength(1);
    expect((await tests.content(WHO.officer, detailsOf(answers[0]!))).text).toBe(INVOICE.toString());
  });

  it("go with twenty parts at most", async () => {
    for (let at = 0; at < 20; at += 1)
      await tests.kept(WHO.officer, INVOICE, { about: { ...GOODS, id: `GB-CN-1${at.toString()}` } });
    const answer = await tests.store(WHO.officer, INVOICE, { about: { ...GOODS, id: "GB-CN-199" } });
    expect(codeOf(answer)).toBe("413 LIMIT_EXCEEDED");
  });
});
