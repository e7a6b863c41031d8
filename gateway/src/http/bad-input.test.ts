// SPDX-License-Identifier: Apache-2.0
import { connect } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppUnderTest } from "../testing-http/app-under-test.js";
import { failure } from "../testing/stub-ledger.js";

const REGISTRAR = "registrar1@GBAuthorityMSP";
const PARTIES = "/v1/parties";
const PARTY = {
  id: "GB-CO-0001",
  kinds: ["consignee"],
  jurisdiction: "OM",
  validFrom: "2026-01-01",
  confidential: { content: { name: "Somebody", address: "Somewhere", country: "OM" } },
};
const TEXT = JSON.stringify(PARTY);
/** A body that decompresses to more than is taken. */
const BOMB = Buffer.alloc(1_000_000, " ");

let app: AppUnderTest;
beforeEach(async () => {
  app = await AppUnderTest.start();
});
afterEach(() => app.stop());

/** Bytes in a buffer of their own, as `fetch` takes them, without the last of them. */
function bytes(buffer: Buffer, lost = 0): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer.subarray(0, buffer.length - lost));
}

function sent(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}, address = PARTIES) {
  const all = { "Content-Type": "application/json", "Idempotency-Key": "a-key-of-its-own", ...headers };
  return app.send(REGISTRAR, address, { method: "POST", body, headers: all });
}

describe("a body that is compressed", () => {
  it.each([
    ["gzip", gzipSync(TEXT)],
    ["deflate", deflateSync(TEXT)],
    ["br", brotliCompressSync(TEXT)],
  ])("with %s is taken", async (encoding, buffer) => {
    expect((await sent(bytes(buffer), { "Content-Encoding": encoding })).status).toBe(201);
  });

  it.each([
    ["gzip, cut off", "gzip", bytes(gzipSync(TEXT), 12), 400],
    ["deflate, cut off", "deflate", bytes(deflateSync(TEXT), 12), 400],
    ["br, cut off", "br", bytes(brotliCompressSync(TEXT), 12), 400],
    ["gzip, called br", "br", bytes(gzipSync(TEXT)), 400],
    ["gzip that is none", "gzip", TEXT, 400],
    ["deflate that is none", "deflate", TEXT, 400],
    ["br that is none", "br", TEXT, 400],
    ["gzip that holds more than is taken", "gzip", bytes(gzipSync(BOMB)), 413],
    ["two encodings", "gzip, gzip", bytes(gzipSync(TEXT)), 415],
    ["an encoding that there is not", "zip", TEXT, 415],
  ])("is refused: %s", async (_, encoding, body, status) => {
    const codes = { 400: "MALFORMED_BODY", 413: "BODY_TOO_LARGE", 415: "UNSUPPORTED_MEDIA_TYPE" };
    const answer = await sent(body, { "Content-Encoding": encoding });
    expect(answer.body).toMatchObject({ status, code: codes[status as keyof typeof codes], retryable: false });
    expect(app.ledger.submitted).toEqual([]);
  });
});

describe("JSON that no schema looks into", () => {
  const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

  it.each<[string, string, string, string]>([
    ["half a character in a field", PARTIES, TEXT.replace("GB-CO-0001", "GB-CO-\\ud800"), "INVALID_INPUT"],
    ["half a character in a name", PARTIES, TEXT.replace('"id"', '"\\udfff"'), "INVALID_INPUT"],
    [
      "half a character in what is confidential",
      PARTIES,
      TEXT.replace("Somebody", "Some\\ud83dbody"),
      "INVALID_CONFIDENTIAL_INPUT",
    ],
    ["NUL in a name", PARTIES, TEXT.replace("Somebody", "Some\\u0000body"), "INVALID_CONFIDENTIAL_INPUT"],
    ["a direction mark in a name", PARTIES, TEXT.replace("Somebody", "Some\u202ebody"), "INVALID_CONFIDENTIAL_INPUT"],
    ["a zero-width space in a name", PARTIES, TEXT.replace("Somebody", "Some\u200bbody"), "INVALID_CONFIDENTIAL_INPUT"],
    ["nesting in a field", PARTIES, TEXT.replace('"GB-CO-0001"', deep(3_000)), "INVALID_INPUT"],
    ["nesting in what is confidential", PARTIES, TEXT.replace('"Somebody"', deep(3_000)), "INVALID_CONFIDENTIAL_INPUT"],
    ["nesting of confidential parts", PARTIES, `{"confidential":${deep(3_000)}}`, "INVALID_INPUT"],
    ["nesting of salts", PARTIES, TEXT.replace("{", `{"salts":${deep(3_000)},`), "INVALID_CONFIDENTIAL_INPUT"],
    ["nesting to be committed to", "/v1/commitments", `{"content":${deep(3_000)}}`, "INVALID_INPUT"],
    ["half a character to be committed to", "/v1/commitments", '{"content":"\\udc00"}', "INVALID_INPUT"],
    ["a member called as objects call theirs", PARTIES, TEXT.replace("{", '{"__proto__":{},'), "INVALID_INPUT"],
  ])("is refused: %s", async (_, address, body, code) => {
    const answer = await sent(body, {}, address);
    expect(answer.body).toMatchObject({ code, status: 400 });
    expect(app.ledger.submitted).toEqual([]);
  });

  it("is refused where its bytes are not the characters that they announce", async () => {
    const latin1 = Buffer.from(TEXT.replace("Somebody", "Müller"), "latin1");
    expect((await sent(bytes(latin1))).body).toMatchObject({ code: "INVALID_CONFIDENTIAL_INPUT" });
  });
});

describe("organisations that are no members", () => {
  it("are the client's mistake, not a ledger that is away", async () => {
    app.ledger.onSubmit = () => {
      throw failure({ code: "UNAVAILABLE", message: "no peers available for OMAuthorityMSP" });
    };
    app.ledger.onEvaluate = () => ({ members: [{ mspId: "GBAuthorityMSP" }] });
    const answer = await sent(TEXT.replace("GB-CO-0001", "OM-CO-0001"));
    expect(answer.body).toMatchObject({ code: "NOT_A_MEMBER", status: 403, retryable: false });
  });
});

describe("what never becomes a request", () => {
  function raw(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(app.port, "127.0.0.1", () => socket.write(text));
      let answered = "";
      socket.on("data", (chunk: Buffer) => (answered += chunk.toString()));
      socket.once("end", () => resolve(answered));
      socket.once("error", reject);
    });
  }

  it.each([
    ["no HTTP", "hello\r\n\r\n", 400, "MALFORMED_REQUEST"],
    ["a header that is none", "GET / HTTP/1.1\r\nHost: a\r\nb\u0000: c\r\n\r\n", 400, "MALFORMED_REQUEST"],
    ["headers without end", `GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(40_000)}\r\n\r\n`, 431, "HEADERS_TOO_LARGE"],
  ])("is answered as a problem: %s", async (_, text, status, code) => {
    const [head = "", body = ""] = (await raw(text)).split("\r\n\r\n");
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status.toString()} .*application/problem\\+json`, "s"));
    expect(JSON.parse(body)).toMatchObject({ code, status });
  });
});
