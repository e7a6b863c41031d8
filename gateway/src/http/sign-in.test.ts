// SPDX-License-Identifier: Apache-2.0
import type { JWTPayload } from "jose";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { AppUnderTest } from "../testing-http/app-under-test.js";
import { Browser } from "../testing/browser.js";
import type { ProviderUnderTest } from "../testing/provider-under-test.js";
import { codeOf, SigningIn } from "../testing-http/signing-in.js";

const PERSON = "customs1@GBAuthorityMSP";
const MINUTE_MS = 60_000;
const HOST = "127.0.0.1";
const SESSION = "licet-session";

let world: SigningIn;
let app: AppUnderTest;
let provider: ProviderUnderTest;
let browser: Browser;

beforeAll(async () => {
  world = await SigningIn.start();
  ({ app, provider } = world);
});
afterAll(() => world.stop());
beforeEach(() => {
  browser = new Browser();
  world.reset();
});
afterEach(() => void vi.useRealTimers());

describe("signing in at a provider", () => {
  it("opens a session of the one enrolment that the subject is, and goes where the person wanted", async () => {
    const page = await world.signIn(browser, "?return=%2Fdocs%2F%3Fa%3Db");
    expect(page.url.href).toBe(world.at("/docs/?a=b"));
    expect(await world.session(browser)).toMatchObject({
      person: PERSON,
      organisation: "GBAuthorityMSP",
      role: "customs-officer",
      by: "session",
      session: { means: "provider" },
    });
    await browser.send(world.at("/v1/me"));
    expect(app.ledger.evaluated).toMatchObject([{ identity: { label: PERSON } }]);
  });

  it("keeps of the secret in the cookie its hash, and of the attempt nothing", async () => {
    await world.signIn(browser);
    const secret = browser.cookie(HOST, SESSION) ?? "";
    const kept = JSON.stringify([...app.sessions.kept]);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(kept).not.toContain(secret);
    expect(world.attempts.kept.size).toBe(0);
  });

  it("sets cookies that no page reads and that other sites' requests do not carry", async () => {
    const first = await browser.send(world.at("/auth/sign-in"));
    const back = await world.callback(browser);
    const last = await browser.send(back.url);
    const lines = [...first.headers.getSetCookie(), ...last.headers.getSetCookie()];
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toMatch(/; Path=\/; HttpOnly; SameSite=Lax/);
    expect(last.headers.get("cache-control")).toBe("no-store");
  });

  it("puts a new session in the place of the old one", async () => {
    await world.signIn(browser);
    const old = browser.cookie(HOST, SESSION) ?? "";
    await world.signIn(browser);
    expect(browser.cookie(HOST, SESSION)).not.toBe(old);
    const thief = new Browser();
    thief.setCookie(HOST, SESSION, old);
    expect(codeOf(await thief.send(world.at("/v1/session")))).toBe("SESSION_EXPIRED");
  });

  it("goes on in two windows side by side", async () => {
    const one = await world.callback(browser, "?return=/problems");
    const other = await world.callback(browser, "?return=/docs/");
    expect((await browser.open(one.url)).url.pathname).toBe("/problems");
    expect((await browser.open(other.url)).url.pathname).toBe("/docs/");
  });

  it("begins at the one name that the provider sends people back to", async () => {
    const page = await world.signIn(browser, "?return=/problems");
    expect(page.status).toBe(200);
    const byOtherName = await new Browser().send(world.at("/auth/sign-in?return=/problems").replace(HOST, "localhost"));
    expect(byOtherName.headers.get("location")).toBe(world.at("/auth/sign-in?return=/problems"));
  });
});

describe("an address to return to that is not one of ours", () => {
  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "javascript:alert(1)",
    "docs",
    "http:docs",
    `/${"a".repeat(2_000)}`,
    "/a\r\nSet-Cookie: a=b",
  ])("is refused before anybody goes anywhere: %#", async (address) => {
    const page = await browser.send(world.at(`/auth/sign-in?return=${encodeURIComponent(address)}`), {
      headers: { Accept: "application/json" },
    });
    expect([page.status, codeOf(page)]).toEqual([400, "INVALID_INPUT"]);
    expect(provider.asked).toEqual([]);
    expect(world.attempts.kept.size).toBe(0);
  });
});

/** What may come back instead of the right answer. */
interface Situation {
  readonly name: string;
  readonly status: number;
  readonly code: string;
  readonly before?: () => void;
  readonly address?: (url: URL) => URL;
  /** Whose browser comes back. */
  readonly by?: () => Browser;
}

const SITUATIONS: readonly Situation[] = [
  {
    name: "a subject that the table does not know",
    status: 403,
    code: "SUBJECT_UNKNOWN",
    before: () => (provider.account = "a-stranger"),
  },
  { name: "a person who gave up", status: 401, code: "SIGN_IN_REFUSED", before: () => (provider.account = undefined) },
  {
    name: "a token for another gateway",
    status: 401,
    code: "SIGN_IN_REFUSED",
    before: () => (provider.forgery = forged({ aud: "b" })),
  },
  { name: "another browser than the one that began", status: 401, code: "SIGN_IN_REFUSED", by: () => new Browser() },
  { name: "a state of nobody", status: 401, code: "SIGN_IN_REFUSED", address: (url) => withState(url, "A".repeat(43)) },
  { name: "a state that is none", status: 401, code: "SIGN_IN_REFUSED", address: (url) => withState(url, "none") },
  {
    name: "two states",
    status: 401,
    code: "SIGN_IN_REFUSED",
    address: (url) => (url.searchParams.append("state", "b"), url),
  },
];

const forged = (claims: JWTPayload) => (given: JWTPayload, from: ProviderUnderTest) =>
  from.sign({ ...given, ...claims });

function withState(url: URL, state: string): URL {
  url.searchParams.set("state", state);
  return url;
}

describe("an address that names twice where to return to", () => {
  it("is refused, whichever of the two is ours", async () => {
    const page = await browser.send(world.at("/auth/sign-in?return=/a&return=//evil.example"), {
      headers: { Accept: "application/json" },
    });
    expect(codeOf(page)).toBe("INVALID_INPUT");
  });
});

describe("coming back from the provider", () => {
  it.each(SITUATIONS)("with $name opens no session", async ({ status, code, before, address, by }) => {
    before?.();
    const back = await world.callback(browser);
    const page = await (by?.() ?? browser).send(address?.(back.url) ?? back.url, {
      headers: { Accept: "application/json" },
    });
    expect([page.status, codeOf(page)]).toEqual([status, code]);
    expect(page.headers.getSetCookie()).toEqual([]);
    expect(app.sessions.kept.size).toBe(0);
  });

  it("with the code of somebody else's attempt opens nothing, though the state is the browser's own", async () => {
    const theirs = await world.callback(new Browser());
    const own = await world.callback(browser);
    own.url.searchParams.set("code", theirs.url.searchParams.get("code") ?? "");
    const page = await browser.send(own.url, { headers: { Accept: "application/json" } });
    expect([page.status, codeOf(page)]).toEqual([401, "SIGN_IN_REFUSED"]);
    expect(app.sessions.kept.size).toBe(0);
  });

  it("into a session that somebody has put into the browser before opens another one, and that one opens nothing", async () => {
    const attacker = new Browser();
    provider.account = "another";
    await world.signIn(attacker);
    const planted = attacker.cookie(HOST, SESSION) ?? "";
    provider.account = "a-subject";
    const back = await world.callback(browser);
    browser.setCookie(HOST, SESSION, planted);
    await browser.send(back.url);
    expect(browser.cookie(HOST, SESSION)).not.toBe(planted);
    expect((await world.session(browser)).person).toBe(PERSON);
    expect(app.sessions.kept.size).toBe(1);
  });

  it("a second time opens nothing", async () => {
    const back = await world.callback(browser);
    expect((await browser.send(back.url)).status).toBe(303);
    const again = await browser.send(back.url, { headers: { Accept: "application/json" } });
    expect(codeOf(again)).toBe("SIGN_IN_REFUSED");
    expect(app.sessions.kept.size).toBe(1);
  });

  it("after ten minutes opens nothing", async () => {
    const back = await world.callback(browser);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 11 * MINUTE_MS });
    expect(codeOf(await browser.send(back.url, { headers: { Accept: "application/json" } }))).toBe("SIGN_IN_REFUSED");
  });

  it("tells a person on a page what to do, and who to the provider they are", async () => {
    provider.account = "a-<stranger>";
    const page = await world.signIn(browser);
    expect(page.status).toBe(403);
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(page.text).toContain("You have no enrolment here");
    expect(page.text).toContain("a-&#60;stranger&#62;");
  });
});

describe("a provider that is down", () => {
  it("leaves everybody signed in who was", async () => {
    await world.signIn(browser);
    provider.outage = 502;
    // What the provider said of itself is still known, so that the next person is sent there, and gets its own words.
    expect((await world.signIn(new Browser())).status).toBe(502);
    expect((await world.session(browser)).person).toBe(PERSON);
    expect(app.sessions.kept.size).toBe(1);
  });

  it("when somebody comes back is told on a page, and opens nothing", async () => {
    const back = await world.callback(browser);
    provider.outage = 503;
    const page = await browser.send(back.url);
    expect(page.status).toBe(503);
    expect(page.text).toContain("cannot be reached");
    expect(page.headers.getSetCookie()).toEqual([]);
    expect(app.sessions.kept.size).toBe(0);
  });
});
