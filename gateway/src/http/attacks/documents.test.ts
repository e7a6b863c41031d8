// SPDX-License-Identifier: Apache-2.0
import { copyFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openPglite } from "../../adapters/pglite/database.js";
import type { SqlDatabase } from "../../database/sql-database.js";
import { GatewayError } from "../../errors/gateway-error.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import type { Person } from "../../testing-http/app-under-test.js";
import {
  codeOf,
  DocumentsUnderTest,
  GOODS,
  INVOICE,
  itemsOf,
  pdf,
  WHO,
} from "../../testing-http/documents-under-test.js";
import { UPLOAD_LIMITS, UploadPlaces } from "../documents/upload-places.js";

const PATIENCE = { timeout: 60_000, interval: 10 };
const JPEG = Buffer.concat([Buffer.from("ffd8ffe000104a464946", "hex"), Buffer.alloc(40), Buffer.from("ffd9", "hex")]);
const PAD = Buffer.alloc(90_000, "a");
const RAR = Buffer.from("526172211a070100", "hex");
const SEVEN_ZIP = Buffer.from("377abcaf271c0004", "hex");
const REFUSED = "422 DOCUMENT_CONTENT_REFUSED";
const DIFFERS = "422 DOCUMENT_NOT_AS_DECLARED";

let database: SqlDatabase;
let tests: DocumentsUnderTest;
beforeAll(async () => {
  database = await openPglite();
});
afterAll(() => database.close());
beforeEach(async () => {
  tests = await DocumentsUnderTest.start(database);
});
afterEach(() => tests.stop());

describe("a file that is not what it says", () => {
  const xml = (encoding: string): Buffer =>
    Buffer.from(`<?xml version="1.0" encoding="${encoding}"?><a>+ADw-script+AD4-</a>`);

  it.each<[string, string, Buffer, string]>([
    ["a picture that is a RAR archive", "image/jpeg", Buffer.concat([JPEG, RAR, PAD]), REFUSED],
    [
      "a picture that is a RAR archive of the former form",
      "image/jpeg",
      Buffer.concat([JPEG, Buffer.from("526172211a0700", "hex")]),
      REFUSED,
    ],
    ["a picture that is a 7z archive, far down", "image/jpeg", Buffer.concat([JPEG, PAD, SEVEN_ZIP, PAD]), REFUSED],
    [
      "a PDF that is a 7z archive",
      "application/pdf",
      Buffer.concat([INVOICE, SEVEN_ZIP, Buffer.from("%%EOF")]),
      REFUSED,
    ],
    ["XML that is said to be UTF-7", "application/xml", xml("UTF-7"), DIFFERS],
    ["XML that is said to be ISO-2022-KR", "application/xml", xml("ISO-2022-KR"), DIFFERS],
    ["XML that is said to be UTF-16", "application/xml", xml("utf-16"), DIFFERS],
    ["XML that is said to be EBCDIC", "application/xml", xml("cp037"), DIFFERS],
    ["XML that is what it is said to be", "application/xml", xml("utf-8"), "201 done"],
    [
      "a picture with half of an archive's mark",
      "image/jpeg",
      Buffer.concat([JPEG, RAR.subarray(0, 5), PAD]),
      "201 done",
    ],
  ])("is found out: %s", async (_attack, type, bytes, outcome) => {
    expect(codeOf(await tests.store(WHO.officer, bytes, { headers: { "Content-Type": type } }))).toBe(outcome);
  });

  it.each([
    ["a program's ending", "invoice.exe", "invoice.exe.pdf"],
    ["a page's ending", "invoice.pdf.html", "invoice.pdf.html.pdf"],
    ["a folder above", "..", "...pdf"],
    ["a hidden file", ".htaccess", ".htaccess.pdf"],
  ])("is saved under the ending of its type: %s", async (_attack, name, saved) => {
    const document = await tests.kept(WHO.officer, pdf(name), { parameters: { name } });
    const { headers } = await tests.content(WHO.officer, document);
    expect(headers.get("content-disposition")).toMatch(/^attachment; filename="document-[0-9a-f]{12}\.pdf"; /);
    expect(headers.get("content-disposition")).toContain(`filename*=UTF-8''${saved}`);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });
});

describe("whoever sends files slowly", () => {
  const sockets: Socket[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
  });

  /** Begins to send a file and does not go on. */
  const begin = async (person: Person): Promise<() => string> => {
    const token = await tests.app.token(person);
    const socket = connect(tests.app.port, "127.0.0.1");
    sockets.push(socket);
    let answer = "";
    socket.on("data", (piece) => (answer += piece.toString()));
    socket.on("error", () => undefined);
    const lines = [`POST ${tests.addressOf()} HTTP/1.1`, "Host: 127.0.0.1", `Authorization: Bearer ${token}`];
    socket.write(
      `${[...lines, "Content-Type: application/pdf", "Content-Length: 1000"].join("\r\n")}\r\n\r\n%PDF-1.7\n`,
    );
    return () => answer;
  };

  it("has so many places and keeps nobody else from sending", async () => {
    const answers = await Promise.all(Array.from({ length: UPLOAD_LIMITS.inAll }, () => begin(WHO.foreign)));
    const refused = (): number => answers.filter((answer) => answer().startsWith("HTTP/1.1 503")).length;
    await vi.waitFor(() => expect(refused()).toBe(UPLOAD_LIMITS.inAll - UPLOAD_LIMITS.perPerson), PATIENCE);
    expect(codeOf(await tests.store(WHO.foreign))).toBe("503 DOCUMENT_STORE_UNAVAILABLE");
    expect(codeOf(await tests.store(WHO.officer))).toBe("201 done");
    for (const socket of sockets.splice(0)) socket.destroy();
    await vi.waitFor(async () => expect(codeOf(await tests.store(WHO.foreign))).toBe("201 done"), PATIENCE);
  });

  it.each<[string, (index: number) => string, number]>([
    ["a person", () => "one@AMSP", UPLOAD_LIMITS.perPerson],
    ["the people of an organisation together", (index) => `${index.toString()}@AMSP`, UPLOAD_LIMITS.perOrganisation],
    ["everybody together", (index) => `one@${index.toString()}MSP`, UPLOAD_LIMITS.inAll],
  ])("has no more than what is %s's, until a place is given back", (_who, labelOf, max) => {
    const places = new UploadPlaces();
    const identity = (index: number): LedgerIdentity => {
      const label = labelOf(index);
      return { label, mspId: label.slice(label.indexOf("@") + 1) } as LedgerIdentity;
    };
    const taken = Array.from({ length: max }, (_, index) => places.take(identity(index)));
    expect(() => places.take(identity(max))).toThrow(GatewayError);
    taken[0]?.();
    taken[0]?.();
    places.take(identity(max));
    expect(() => places.take(identity(max + 1))).toThrow(GatewayError);
  });
});

describe("another's document", () => {
  it.each<[string, Person]>([
    ["another state's officer", WHO.foreign],
    ["a competitor", WHO.competitor],
    ["a carrier", WHO.carrier],
  ])("is not there for %s, by id, by hash or by sending the same file", async (_who, person) => {
    const document = await tests.kept(WHO.officer);
    for (const id of [document.id, document.sha256.slice(0, 40)])
      expect(codeOf(await tests.content(person, { id }))).toBe("404 NOT_FOUND");
    const about = { ...GOODS, id: "GB-CN-0404" };
    const own = await tests.store(person, INVOICE, { about });
    // The answer to a file that others have had is the one to a file that nobody has had.
    if (person !== WHO.carrier) expect(own).toMatchObject({ status: 201, body: { storedBy: person } });
    expect(JSON.stringify(own.body)).not.toContain(document.id);
    expect(codeOf(await tests.content(person, document))).toBe("404 NOT_FOUND");
  });

  it("does not come in the place of one's own, where their files are exchanged in the store", async () => {
    const own = await tests.kept(WHO.officer);
    const [first = ""] = tests.objects();
    const theirs = await tests.kept(WHO.foreign, pdf("theirs"), { about: { ...GOODS, id: "GB-CN-0404" } });
    const second = tests.objects().find((file) => file !== first) ?? "";
    copyFileSync(first, second);
    expect(codeOf(await tests.content(WHO.foreign, theirs))).toBe("500 DOCUMENT_DAMAGED");
    expect((await tests.content(WHO.officer, own)).text).toBe(INVOICE.toString());
  });

  it("is handed to others, and not to one's own organisation, which has it", async () => {
    const document = await tests.kept(WHO.officer);
    const answer = await tests.post(WHO.officer, document, "shares", { to: "GBAuthorityMSP" });
    expect(codeOf(answer)).toBe("400 INVALID_INPUT");
    expect(await tests.acts()).toEqual([`stored ${WHO.officer}`]);
  });

  it.each(["bytes=0-3", "bytes=-1", "bytes=0-0,1-1", `bytes=0-${"9".repeat(30)}`])(
    "comes whole or not at all, whatever part is asked for: %s",
    async (range) => {
      const document = await tests.kept(WHO.officer);
      const answer = await tests.app.send(WHO.officer, `/v1/documents/${document.id}/content`, {
        headers: { Range: range },
      });
      expect([answer.status, answer.text]).toEqual([200, INVOICE.toString()]);
    },
  );

  it.each(["x", "..%2F..%2Fetc%2Fpasswd", "%00", "__proto__", "A".repeat(40)])("is not a path: %s", async (id) => {
    expect(codeOf(await tests.content(WHO.officer, { id }))).toBe("400 INVALID_INPUT");
  });

  it.each(["x", "0,1", "%00", "__proto__"])("is listed behind no bookmark that is none: %s", async (bookmark) => {
    const about = new URLSearchParams({ ...GOODS, bookmark }).toString();
    expect(codeOf(await tests.app.send(WHO.officer, `/v1/documents?${about}`))).toBe("400 INVALID_INPUT");
    const log = await tests.app.send(WHO.officer, `/v1/document-log?bookmark=${encodeURIComponent(bookmark)}`);
    expect(codeOf(log)).toBe("400 INVALID_INPUT");
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "is about a record named %s as about any other: kept, found there and nowhere else, and for the same people",
    async (id) => {
      const about = { ...GOODS, id };
      const document = await tests.kept(WHO.officer, INVOICE, { about });
      const listed = await tests.app.send(WHO.officer, `/v1/documents?${new URLSearchParams(about).toString()}`);
      expect(itemsOf(listed)).toMatchObject([{ id: document.id }]);
      const elsewhere = new URLSearchParams({ ...GOODS, id: "GB-CN-0404" }).toString();
      expect(itemsOf(await tests.app.send(WHO.officer, `/v1/documents?${elsewhere}`))).toEqual([]);
      expect((await tests.content(WHO.officer, document)).text).toBe(INVOICE.toString());
      expect(codeOf(await tests.content(WHO.foreign, document))).toBe("404 NOT_FOUND");
    },
  );

  it("leaves its lines in its own organisation's log alone", async () => {
    await tests.kept(WHO.officer);
    expect(itemsOf(await tests.app.send(WHO.foreign, "/v1/document-log"))).toEqual([]);
    for (const person of [WHO.exporter, WHO.carrier])
      expect(codeOf(await tests.app.send(person, "/v1/document-log"))).toBe("403 ROLE_NOT_ALLOWED");
  });
});
