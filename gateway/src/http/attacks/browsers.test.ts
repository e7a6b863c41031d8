// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from "node:crypto";
import { type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { Sessions } from "../../application/sign-in/sessions.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { AppUnderTest, type Person } from "../../testing-http/app-under-test.js";
import { Browser, type Page } from "../../testing/browser.js";
import { MemorySessions } from "../../testing/memory-sessions.js";
import { Callers } from "../auth/callers.js";
import type { ClientCertificates } from "../auth/client-certificates.js";
import { Cookies } from "../auth/cookies.js";
import { Origin } from "../auth/origin.js";
import { TokenVerifier } from "../auth/tokens.js";

const PERSON: Person = "customs1@GBAuthorityMSP";
const OTHER: Person = "registrar1@GBAuthorityMSP";
const HOST = "127.0.0.1";
const COOKIE = "licet-session";
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

let app: AppUnderTest;
let browser: Browser;
beforeAll(async () => {
  app = await AppUnderTest.start({ demonstration: true });
});
afterAll(() => app.stop());
beforeEach(() => {
  browser = new Browser();
  app.sessions.kept.clear();
});

const at = (address: string): string => `${app.url}${address}`;

function press(by: Browser, person: Person, more: Record<string, string> = {}): Promise<Page> {
  const body = new URLSearchParams({ person, ...more }).toString();
  return by.send(at("/auth/demonstration"), { method: "POST", body, headers: { ...FORM, Origin: app.url } });
}

/** Token of a browser's session for its changes. */
async function tokenOf(by: Browser): Promise<string> {
  const { text } = await by.send(at("/v1/session"));
  return (JSON.parse(text) as { session: { csrfToken: string } }).session.csrfToken;
}

describe("a page of elsewhere", () => {
  it.each<[string, Record<string, string | undefined>]>([
    ["without the session's token", { "X-CSRF-Token": undefined }],
    ["with a token that it made up", { "X-CSRF-Token": "A".repeat(43) }],
    ["from another origin", { Origin: "https://evil.example" }],
    ["from an origin that begins as ours does", { Origin: "http://127.0.0.1:1.evil.example" }],
    ["from another port of this machine", { Origin: "http://127.0.0.1:1" }],
    ["from another name of this machine", { Origin: "http://localhost" }],
    ["from a frame without an origin", { Origin: "null" }],
    ["from another site", { "Sec-Fetch-Site": "cross-site" }],
    ["from another host of the site", { "Sec-Fetch-Site": "same-site" }],
    ["from no page", { "Sec-Fetch-Site": "none" }],
    ["in other letters", { "Sec-Fetch-Site": "SAME-ORIGIN" }],
  ])("has the browser change nothing, %s", async (_attack, headers) => {
    await press(browser, PERSON);
    const sent = {
      Origin: app.url,
      "Sec-Fetch-Site": "same-origin",
      "X-CSRF-Token": await tokenOf(browser),
      ...headers,
    };
    const given = Object.entries<string | undefined>(sent).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    const page = await browser.send(at("/auth/sign-out"), {
      method: "POST",
      body: "",
      headers: Object.fromEntries(given),
    });
    expect([page.status, app.sessions.kept.size]).toEqual([403, 1]);
  });

  it("cannot use the token of a session that it has itself", async () => {
    await press(browser, PERSON);
    const own = new Browser();
    await press(own, OTHER);
    const headers = { Origin: app.url, "X-CSRF-Token": await tokenOf(own) };
    expect((await browser.send(at("/auth/sign-out"), { method: "POST", body: "", headers })).status).toBe(403);
  });

  it.each([
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/a\r\nSet-Cookie: a=b",
  ])("is not where people are sent after signing in: %j", async (address) => {
    const page = await press(browser, PERSON, { return: address });
    expect([page.status, page.headers.get("location"), app.sessions.kept.size]).toEqual([400, null, 0]);
  });

  it("writes nothing into the page that it sends people to", async () => {
    const page = await browser.send(at(`/auth/demonstration?return=${encodeURIComponent('/"><script>x()</script>')}`));
    expect(page.text).not.toContain("<script");
  });
});

describe("a session", () => {
  it("is not the one that somebody has put into the browser before", async () => {
    browser.setCookie(HOST, COOKIE, "A".repeat(43));
    await press(browser, PERSON);
    expect(browser.cookie(HOST, COOKIE)).not.toBe("A".repeat(43));
  });

  it("is none where the browser sends two", async () => {
    await press(browser, PERSON);
    const own = `${COOKIE}=${browser.cookie(HOST, COOKIE) ?? ""}`;
    for (const cookie of [`${own}; ${COOKIE}=x`, `${COOKIE}=x; ${own}`]) {
      const answer = await app.send(undefined, "/v1/session", { headers: { Cookie: cookie } });
      expect(answer.status).toBe(401);
    }
  });

  it("opens nothing after it was ended everywhere, from another browser", async () => {
    const elsewhere = new Browser();
    await press(browser, PERSON);
    await press(elsewhere, PERSON);
    const headers = { Origin: app.url, "X-CSRF-Token": await tokenOf(browser) };
    await browser.send(at("/auth/sign-out-everywhere"), { method: "POST", body: "", headers });
    expect((await elsewhere.send(at("/v1/session"))).status).toBe(401);
  });
});

describe("who is known by something else than a session", () => {
  const identity = { label: PERSON, mspId: "GBAuthorityMSP" } as LedgerIdentity;
  const limits = { idleMs: 120_000, wholeMs: 600_000 };
  const held = { shownBy: () => ({ thumbprint: "x" }), holderOf: () => identity } as unknown as ClientCertificates;
  const none = { shownBy: () => undefined } as unknown as ClientCertificates;
  const callersWith = (certificates: ClientCertificates, sessions: Sessions): Callers =>
    new Callers({
      verifier: new TokenVerifier(generateKeyPairSync("ed25519")),
      identities: new Map([[PERSON, identity]]),
      sessions,
      cookies: new Cookies("http://127.0.0.1:8080"),
      origin: new Origin("http://127.0.0.1:8080"),
      certificates,
    });
  const sessions = (): Sessions => new Sessions(new MemorySessions(), limits, () => identity);
  const asked = (method: string, headers: Record<string, string>): IncomingMessage =>
    ({ method, headers }) as unknown as IncomingMessage;
  afterEach(() => void vi.useRealTimers());

  it.each<[string, string, Record<string, string>, boolean]>([
    ["a system, which sends neither header", "POST", {}, true],
    ["a page of the gateway's", "POST", { origin: "http://127.0.0.1:8080", "sec-fetch-site": "same-origin" }, true],
    [
      "a page of elsewhere that has the browser show its certificate",
      "POST",
      { origin: "https://evil.example" },
      false,
    ],
    ["the same, where the browser says so otherwise", "POST", { "sec-fetch-site": "cross-site" }, false],
    ["the same, deleting", "DELETE", { "sec-fetch-site": "same-site" }, false],
    ["the same, reading, whose answer the page does not get", "GET", { "sec-fetch-site": "cross-site" }, true],
  ])("by a certificate: a change of %s", async (_who, method, headers, isTaken) => {
    const caller = callersWith(held, sessions()).callerOf(asked(method, headers));
    if (isTaken) await expect(caller).resolves.toMatchObject({ by: "certificate" });
    else await expect(caller).rejects.toMatchObject({ code: "CROSS_SITE_REFUSED" });
  });

  it("by a stream that is left open: their session ends all the same when nobody uses it", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const kept = sessions();
    const subject = callersWith(none, kept);
    const stream = asked("GET", { cookie: `${COOKIE}=${await kept.open(identity, undefined)}` });
    const open: boolean[] = [];
    for (let minutes = 0; minutes <= 3; minutes += 1) {
      open.push(await subject.isStill(PERSON, stream));
      vi.setSystemTime(Date.now() + 60_000);
    }
    expect(open).toEqual([true, true, false, false]);
    await expect(subject.callerOf(stream)).rejects.toMatchObject({ code: "SESSION_EXPIRED" });
  });

  it("by a session that is used meanwhile: the stream goes on", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const kept = sessions();
    const subject = callersWith(none, kept);
    const stream = asked("GET", { cookie: `${COOKIE}=${await kept.open(identity, undefined)}` });
    for (let minutes = 0; minutes <= 5; minutes += 1) {
      expect(await subject.isStill(PERSON, stream)).toBe(true);
      await subject.callerOf(stream);
      vi.setSystemTime(Date.now() + 60_000);
    }
    expect(await subject.isStill(OTHER, stream)).toBe(false);
  });
});

describe("a request that one reader takes for another than the next does", () => {
  /** What is answered to lines that no client of Node.js sends. */
  const answerTo = (...lines: readonly string[]): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(app.port, HOST, () =>
        socket.write(`${[...lines, "Connection: close"].join("\r\n")}\r\n\r\n`),
      );
      let text = "";
      socket.on("data", (piece) => (text += piece.toString()));
      socket.on("error", () => undefined);
      socket.on("close", () => resolve(text.slice(0, "HTTP/1.1 400".length)));
    });

  it.each<[string, readonly string[]]>([
    ["two hosts", ["Host: 127.0.0.1", "Host: evil.example"]],
    ["two tokens", ["Host: 127.0.0.1", "Authorization: Bearer a", "Authorization: Bearer b"]],
    ["two origins", ["Host: 127.0.0.1", "Origin: http://127.0.0.1", "origin: https://evil.example"]],
    ["two lengths", ["Host: 127.0.0.1", "Content-Length: 0", "Content-Length: 5"]],
    ["a length and pieces", ["Host: 127.0.0.1", "Content-Length: 0", "Transfer-Encoding: chunked"]],
    ["a blank behind a header's name", ["Host: 127.0.0.1", "Authorization : Bearer a"]],
    ["a header that goes on", ["Host: 127.0.0.1", "X-Other: a", " b"]],
  ])("is refused: %s", async (_attack, headers) => {
    expect(await answerTo("GET /v1/session HTTP/1.1", ...headers)).toBe("HTTP/1.1 400");
  });

  it.each([["evil.example"], ["evil.example:8080"], ["127.0.0.1.evil.example"], ["metrics@evil.example"]])(
    "under a name that leads to this machine (%s) reads no metrics and signs nobody in",
    async (host) => {
      for (const path of ["/metrics", "/auth/demonstration"]) {
        const status = await new Promise((resolve) => {
          request(at(path), { headers: { Host: host } }, (answer) => resolve(answer.resume().statusCode)).end();
        });
        expect([401, 403]).toContain(status);
      }
    },
  );
});
