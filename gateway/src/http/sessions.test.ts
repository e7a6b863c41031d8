// SPDX-License-Identifier: Apache-2.0
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { AppUnderTest } from "../testing-http/app-under-test.js";
import { Browser } from "../testing/browser.js";
import type { ProviderUnderTest } from "../testing/provider-under-test.js";
import { codeOf, LIMITS, SigningIn } from "../testing-http/signing-in.js";

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

describe("a session", () => {
  it("ends when it is not used, whatever is sent then", async () => {
    await world.signIn(browser);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + LIMITS.idleMs + 1_000 });
    const page = await browser.send(world.at("/v1/me"), { headers: { Referer: world.at("/work?view=open") } });
    expect([page.status, codeOf(page)]).toEqual([401, "SESSION_EXPIRED"]);
    expect(page.text).toContain('"signIn":"/auth/sign-in?return=%2Fwork%3Fview%3Dopen"');
    expect(app.ledger.evaluated).toEqual([]);
    expect(app.sessions.kept.size).toBe(0);
  });

  it("says nothing of pages of elsewhere as the place to return to", async () => {
    browser.setCookie(HOST, SESSION, "A".repeat(43));
    const page = await browser.send(world.at("/v1/me"), { headers: { Referer: "https://evil.example/work" } });
    expect(page.text).toContain('"signIn":"/auth/sign-in"');
  });

  it("goes on while it is used, and ends at its time however busy", async () => {
    await world.signIn(browser);
    const start = Date.now();
    const answers: number[] = [];
    for (let minutes = 0; minutes <= 620; minutes += 20) {
      vi.useFakeTimers({ toFake: ["Date"], now: start + minutes * MINUTE_MS });
      answers.push((await browser.send(world.at("/v1/session"))).status);
    }
    expect(answers.indexOf(401)).toBe(30);
    expect(answers.slice(30)).toEqual([401, 401]);
  });

  it.each(["", "short", "A".repeat(44), `${"A".repeat(42)}!`])(
    "of a cookie that is none (%j) is none",
    async (secret) => {
      browser.setCookie(HOST, SESSION, secret);
      expect((await browser.send(world.at("/v1/session"))).status).toBe(401);
    },
  );

  it("counts for nothing where two cookies of its name come: somebody else may have set one", async () => {
    await world.signIn(browser);
    const own = browser.cookie(HOST, SESSION) ?? "";
    const page = await new Browser().send(world.at("/v1/session"), {
      headers: { Cookie: `${SESSION}=${own}; ${SESSION}=${own}` },
    });
    expect(codeOf(page)).toBe("UNAUTHENTICATED");
  });

  it("does not count where a token is sent, good or bad", async () => {
    await world.signIn(browser);
    const page = await browser.send(world.at("/v1/session"), { headers: { Authorization: "Bearer nonsense" } });
    expect(codeOf(page)).toBe("UNAUTHENTICATED");
  });

  it("of one person is one of twenty at most", async () => {
    for (let count = 0; count < 21; count += 1) await world.signIn(new Browser());
    expect(app.sessions.kept.size).toBe(20);
  });
});

describe("a change with a session", () => {
  it("is taken from a page of ours", async () => {
    await world.signIn(browser);
    expect(codeOf(await world.change(browser, "/v1/parties"))).toBe("INVALID_INPUT");
  });

  it.each<[string, Record<string, string>]>([
    ["another origin", { Origin: "https://evil.example" }],
    ["no origin that can be named", { Origin: "null" }],
    ["the origin's name with another port", { Origin: "http://127.0.0.1:1" }],
    ["another site", { "Sec-Fetch-Site": "cross-site" }],
    ["a site beside ours", { "Sec-Fetch-Site": "same-site" }],
    ["no page at all", { "Sec-Fetch-Site": "none" }],
    ["a page that does not know the token", { "X-CSRF-Token": "" }],
    ["a page with another session's token", { "X-CSRF-Token": "A".repeat(43) }],
  ])("is refused from %s", async (_, headers) => {
    await world.signIn(browser);
    const page = await world.change(browser, "/v1/parties", headers);
    expect([page.status, codeOf(page)]).toEqual([403, "CROSS_SITE_REFUSED"]);
    expect(app.ledger.submitted).toEqual([]);
  });

  it("is refused without the token, whatever the headers say", async () => {
    await world.signIn(browser);
    const page = await browser.send(world.at("/auth/sign-out"), { method: "POST", headers: { Origin: app.url } });
    expect(page.status).toBe(403);
    expect(app.sessions.kept.size).toBe(1);
  });
});

describe("signing out", () => {
  it("ends this session and no other, and says where the provider's own ends", async () => {
    const elsewhere = new Browser();
    await world.signIn(browser);
    await world.signIn(elsewhere);
    const page = await world.change(browser, "/auth/sign-out");
    const answer = JSON.parse(page.text) as { readonly providerSignOut: string };
    expect(new URL(answer.providerSignOut).origin).toBe(provider.issuer);
    expect(browser.cookie(HOST, SESSION)).toBeUndefined();
    expect((await browser.send(world.at("/v1/session"))).status).toBe(401);
    expect((await world.session(elsewhere)).person).toBe(PERSON);
  });

  it("everywhere ends all of the person's and nobody else's", async () => {
    const others = new Browser();
    provider.account = "another";
    await world.signIn(others);
    provider.account = "a-subject";
    const second = new Browser();
    await world.signIn(second);
    await world.signIn(browser);
    expect((await world.change(browser, "/auth/sign-out-everywhere")).status).toBe(200);
    expect(codeOf(await second.send(world.at("/v1/session")))).toBe("SESSION_EXPIRED");
    expect((await world.session(others)).person).toBe("registrar1@GBAuthorityMSP");
  });

  it("of a session that has ended says that it has", async () => {
    browser.setCookie(HOST, SESSION, "A".repeat(43));
    expect((await browser.send(world.at("/auth/sign-out"), { method: "POST" })).status).toBe(200);
    expect(browser.cookie(HOST, SESSION)).toBeUndefined();
  });

  it("at the provider, which tells without a browser, ends the session here", async () => {
    await world.signIn(browser);
    const [kept] = [...app.sessions.kept.values()];
    const sid = kept?.providerSession ?? "";
    expect((await world.tellOfSignOut({ sid: "another" })).status).toBe(200);
    expect(app.sessions.kept.size).toBe(1);
    expect((await world.tellOfSignOut({ sid })).status).toBe(200);
    expect(codeOf(await browser.send(world.at("/v1/session")))).toBe("SESSION_EXPIRED");
  });

  it("of somebody by a token that the provider did not make is refused", async () => {
    await world.signIn(browser);
    const form = { method: "POST", headers: { "Content-Type": "application/x-www-form-urlencoded" } };
    for (const body of ["logout_token=none", "", "logout_token=a&logout_token=b"]) {
      expect((await new Browser().send(world.at("/auth/back-channel-logout"), { ...form, body })).status).toBe(400);
    }
    expect(app.sessions.kept.size).toBe(1);
  });
});

describe("an act that nobody takes back", () => {
  const ACT = "/v1/licences/GB-LIC-2026-0000001/actions/a1/confirmation";

  it("asks for a proof that is young, says where to give it, and then goes on", async () => {
    await world.signIn(browser);
    expect(codeOf(await world.change(browser, ACT))).not.toBe("STEP_UP_NEEDED");
    const later = Date.now() + 11 * MINUTE_MS;
    vi.useFakeTimers({ toFake: ["Date"], now: later });
    const page = await world.change(browser, ACT, { Referer: world.at("/licences") });
    expect([page.status, codeOf(page)]).toEqual([401, "STEP_UP_NEEDED"]);
    const { details } = JSON.parse(page.text) as { details: { signIn: string } };
    expect(details.signIn).toBe("/auth/sign-in?return=%2Flicences&max-age=600");
    const there = await browser.send(world.at(details.signIn));
    const asked = new URL(there.headers.get("location") ?? "").searchParams;
    expect([asked.get("max_age"), asked.get("prompt")]).toEqual(["600", "login"]);
    vi.useRealTimers();
  });

  it("is not done on another subject's proof: the session is that one's from then on, and the first one has ended", async () => {
    await world.signIn(browser);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 11 * MINUTE_MS });
    expect(codeOf(await world.change(browser, ACT))).toBe("STEP_UP_NEEDED");
    const first = new Set(app.sessions.kept.keys());
    provider.account = "another";
    await world.signIn(browser, "?max-age=600");
    expect((await world.session(browser)).person).toBe("registrar1@GBAuthorityMSP");
    expect([...app.sessions.kept.keys()].filter((secret) => first.has(secret))).toEqual([]);
    vi.useRealTimers();
  });

  it("asks a person of whom the provider does not say when they proved who they are", async () => {
    provider.forgery = (claims, from) => from.sign({ ...claims, auth_time: undefined });
    await world.signIn(browser);
    expect(codeOf(await world.change(browser, ACT))).toBe("STEP_UP_NEEDED");
    expect((await world.session(browser)).session?.authenticatedAt).toBeNull();
  });

  it("does not ask systems, which have tokens", async () => {
    const { body } = await app.post(PERSON, ACT, {});
    expect(body).not.toMatchObject({ code: "STEP_UP_NEEDED" });
  });

  it.each(["0", "-1", "86401", "soon", "1e3"])("takes no such age as %s", async (age) => {
    const page = await browser.send(world.at(`/auth/sign-in?max-age=${age}`), {
      headers: { Accept: "application/json" },
    });
    expect(codeOf(page)).toBe("INVALID_INPUT");
  });
});

describe("a gateway without a provider", () => {
  it("says that nobody signs in there, and takes tokens as before", async () => {
    const plain = await AppUnderTest.start();
    for (const address of ["/auth/sign-in", "/auth/callback"]) {
      expect((await plain.send(undefined, address)).body).toMatchObject({ code: "SIGN_IN_NOT_SET_UP" });
    }
    expect((await plain.send(undefined, "/auth/demonstration")).status).toBe(404);
    expect((await plain.send(PERSON, "/v1/session")).body).toMatchObject({
      person: PERSON,
      by: "token",
      session: null,
    });
    await plain.stop();
  });
});
