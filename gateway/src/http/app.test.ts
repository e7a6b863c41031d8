// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppUnderTest, type Sending } from "../testing-http/app-under-test.js";

const REGISTRAR = "registrar1@GBAuthorityMSP";
const KEY = { "Idempotency-Key": "a-key-of-its-own" };
const JSON_TYPE = { "Content-Type": "application/json" };
const XML_TYPE = { "Content-Type": "application/xml" };

let app: AppUnderTest;
beforeEach(async () => {
  app = await AppUnderTest.start();
});
afterEach(() => app.stop());

function expectNothingAsked(): void {
  expect(app.ledger.evaluated).toEqual([]);
  expect(app.ledger.submitted).toEqual([]);
}

describe("callers", () => {
  it.each([
    ["no token", {}],
    ["another scheme", { Authorization: "Basic dXNlcjpwYXNz" }],
    ["a token that is none", { Authorization: "Bearer not-a-token" }],
    ["two tokens", { Authorization: "Bearer a, Bearer b" }],
    ["an empty token", { Authorization: "Bearer " }],
  ])("with %s are refused before anything is read or sent", async (_, headers) => {
    const get: Sending = { headers };
    const post: Sending = { method: "POST", body: "{", headers: { ...headers, ...JSON_TYPE, ...KEY } };
    for (const answer of [await app.send(undefined, "/v1/me", get), await app.send(undefined, "/v1/parties", post)]) {
      expect(answer.status).toBe(401);
      expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="licet"');
      expect(answer.body).toMatchObject({ code: "UNAUTHENTICATED", status: 401 });
    }
    expectNothingAsked();
  });

  it("act with their own identity", async () => {
    await app.send(REGISTRAR, "/v1/me");
    expect(app.ledger.evaluated).toMatchObject([{ identity: { label: REGISTRAR }, transaction: "party:WhoAmI" }]);
  });
});

describe("requests that do not fit", () => {
  it.each<[string, string, Sending, number, string]>([
    ["an address that is not there", "/v1/nowhere", {}, 404, "ROUTE_NOT_FOUND"],
    ["an address outside the interface", "/nowhere", {}, 404, "ROUTE_NOT_FOUND"],
    ["an address that is not well-formed", "/v1/parties/%E0%A4%A", {}, 404, "ROUTE_NOT_FOUND"],
    ["a method that is not taken", "/v1/parties", { method: "DELETE" }, 405, "METHOD_NOT_ALLOWED"],
    [
      "text where JSON belongs",
      "/v1/parties",
      { method: "POST", body: "{}", headers: { "Content-Type": "text/plain" } },
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    [
      "XML where JSON belongs",
      "/v1/parties",
      { method: "POST", body: "<a/>", headers: XML_TYPE },
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    [
      "JSON where XML belongs",
      "/v1/declarations",
      { method: "POST", body: "{}", headers: JSON_TYPE },
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    [
      "an encoding that is not known",
      "/v1/parties",
      { method: "POST", body: "{}", headers: { ...JSON_TYPE, "Content-Encoding": "zip" } },
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    [
      "a character set that is not known",
      "/v1/parties",
      { method: "POST", body: "{}", headers: { "Content-Type": "application/json; charset=klingon" } },
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    [
      "JSON that is cut off",
      "/v1/parties",
      { method: "POST", body: '{"id":', headers: JSON_TYPE },
      400,
      "MALFORMED_BODY",
    ],
    ["a list of things", "/v1/parties", { method: "POST", body: "[{}]", headers: JSON_TYPE }, 400, "MALFORMED_BODY"],
    [
      "too large a body",
      "/v1/parties",
      { method: "POST", body: `{"id":"${"x".repeat(20_000)}"}`, headers: JSON_TYPE },
      413,
      "BODY_TOO_LARGE",
    ],
    [
      "too large a declaration",
      "/v1/declarations",
      { method: "POST", body: `<a>${"x".repeat(40_000)}</a>`, headers: XML_TYPE },
      413,
      "BODY_TOO_LARGE",
    ],
  ])("are refused: %s", async (_, address, sending, status, code) => {
    const answer = await app.send(REGISTRAR, address, { ...sending, headers: { ...KEY, ...sending.headers } });
    expect(answer.body).toMatchObject({ code, status, type: `/problems/${code}` });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expectNothingAsked();
  });

  it.each([
    ["/v1/parties", ["POST", "GET"]],
    ["/v1/declarations", ["POST"]],
    ["/v1/transactions/0a", ["GET"]],
  ])("are told which methods %s takes", async (address, allowed) => {
    const answer = await app.send(REGISTRAR, address, { method: "PATCH" });
    expect(answer.body).toMatchObject({ code: "METHOD_NOT_ALLOWED", details: { allowed } });
    expect(answer.headers.get("allow")).toBe(allowed.join(", "));
  });

  it("are told which media types are taken", async () => {
    const sending = { method: "POST", body: "{}", headers: { "Content-Type": "text/plain" } };
    const { body } = await app.send(REGISTRAR, "/v1/parties", sending);
    expect(body).toMatchObject({ details: { accepted: ["application/json", "application/*+json"] } });
  });
});

describe("answers", () => {
  it.each([
    ["a request's own id", "request-4711", "request-4711"],
    ["an id of ours for one that is too short", "4711", /^[0-9a-f-]{36}$/],
    ["an id of ours for one with other characters", "request 4711 <b>", /^[0-9a-f-]{36}$/],
  ])("carry %s", async (_, given, expected) => {
    const answer = await app.send(REGISTRAR, "/v1/nowhere", { headers: { "X-Request-Id": given } });
    const id = answer.headers.get("x-request-id");
    expect(id).toEqual(typeof expected === "string" ? expected : expect.stringMatching(expected));
    expect(answer.body).toMatchObject({ instance: `urn:licet:request:${id}` });
  });

  it("say nothing of what was not foreseen", async () => {
    app.ledger.onEvaluate = () => {
      throw new Error("the password is 1234");
    };
    const answer = await app.send(REGISTRAR, "/v1/me");
    expect(answer.body).toMatchObject({ code: "INTERNAL_ERROR", status: 500, retryable: false });
    expect(answer.text).not.toContain("1234");
  });

  it("are kept by nobody on the way, load nothing, and do not say what they are made with", async () => {
    for (const address of ["/v1/me", "/v1/nowhere", "/livez"]) {
      const { headers } = await app.send(REGISTRAR, address);
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect([headers.get("x-powered-by"), headers.get("etag")]).toEqual([null, null]);
    }
  });
});

describe("more requests than the limit", () => {
  it("are refused until the minute is over, and probes are not counted", async () => {
    await app.stop();
    app = await AppUnderTest.start({ requestsPerMinute: 2 });
    for (let probe = 0; probe < 5; probe += 1) expect((await app.send(undefined, "/livez")).status).toBe(200);
    const answers = [];
    for (let request = 0; request < 3; request += 1) answers.push(await app.send(REGISTRAR, "/v1/me"));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    const refused = answers[2];
    expect(refused?.body).toMatchObject({ code: "TOO_MANY_REQUESTS", retryable: true, details: { perMinute: 2 } });
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(app.ledger.evaluated).toHaveLength(2);
    expect((await app.send(undefined, "/readyz")).body).toEqual({
      status: "ready",
      height: 8,
      readModel: { state: "following", block: 6, behind: 1 },
    });
  });
});
