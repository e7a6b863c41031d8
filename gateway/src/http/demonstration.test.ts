// SPDX-License-Identifier: Apache-2.0
import { request } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { requireDemonstrationNetwork } from "../application/sign-in/demonstration.js";
import { readConfig } from "../config/config.js";
import type { NetworkProfiles, OrganisationProfile } from "../ports/network-profiles.js";
import { AppUnderTest, PEOPLE } from "../testing-http/app-under-test.js";
import { Browser, type Page } from "../testing/browser.js";

const PERSON = "customs1@GBAuthorityMSP";
const HOST = "127.0.0.1";

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

/** Presses somebody's button on the demonstration's page. */
function press(form: Record<string, string>, headers: Record<string, string> = {}): Promise<Page> {
  return browser.send(at("/auth/demonstration"), {
    method: "POST",
    body: new URLSearchParams(form).toString(),
    headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: app.url, ...headers },
  });
}

describe("signing in to the demonstration", () => {
  it("is one click on a page that says what it is and lists everybody by organisation and role", async () => {
    const page = await browser.open(at("/auth/sign-in?return=/docs/"));
    expect(page.url.pathname).toBe("/auth/demonstration");
    expect(page.text).toContain("This is a demonstration.");
    for (const [label, attributes] of Object.entries(PEOPLE))
      expect(page.text.includes(`value="${label}"`), label).toBe("licet.role" in attributes);
    for (const text of ["<h2>GBAuthorityMSP</h2>", "<h2>CarriersMSP</h2>", "customs officer"])
      expect(page.text).toContain(text);
    expect(page.headers.get("content-security-policy")).toContain("form-action 'self'");
    const pressed = await press({ person: PERSON, return: "/docs/" });
    expect([pressed.status, pressed.headers.get("location")]).toEqual([303, "/docs/"]);
    const view = JSON.parse((await browser.send(at("/v1/session"))).text) as object;
    expect(view).toMatchObject({ person: PERSON, by: "session", session: { means: "demonstration" } });
  });

  it.each<[string, Record<string, string>, Record<string, string>, number]>([
    ["nobody of the consortium", { person: "nobody@GBAuthorityMSP" }, {}, 400],
    ["no person", {}, {}, 400],
    ["somebody on the way to elsewhere", { person: PERSON, return: "//evil.example" }, {}, 400],
    ["somebody from a page of elsewhere", { person: PERSON }, { Origin: "https://evil.example" }, 403],
    ["somebody from a page that hides where it is from", { person: PERSON }, { Origin: "null" }, 403],
    ["somebody from another site", { person: PERSON }, { "Sec-Fetch-Site": "cross-site" }, 403],
  ])("as %s is refused", async (_, form, headers, status) => {
    expect((await press(form, headers)).status).toBe(status);
    expect(app.sessions.kept.size).toBe(0);
  });

  it("is refused where nothing says which page sent it", async () => {
    const sent = {
      method: "POST",
      body: `person=${PERSON}`,
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    };
    // fetch sets Sec-Fetch-* itself in some versions, and never to a page of ours.
    expect((await browser.send(at("/auth/demonstration"), sent)).status).toBe(403);
  });

  it("takes what the way to a provider takes, and nothing else", async () => {
    expect((await browser.send(at("/auth/sign-in?max-age=600"))).status).toBe(303);
    expect((await browser.send(at("/auth/sign-in?max-age=86401"))).status).toBe(400);
  });

  it("puts a new session in the place of the old one", async () => {
    await press({ person: PERSON });
    const old = browser.cookie(HOST, "licet-session");
    await press({ person: "registrar1@GBAuthorityMSP" });
    expect(browser.cookie(HOST, "licet-session")).not.toBe(old);
    expect(app.sessions.kept.size).toBe(1);
  });

  it("ends with the demonstration: its sessions open nothing on a gateway without it", async () => {
    await press({ person: PERSON });
    const real = await AppUnderTest.start();
    for (const session of app.sessions.kept.values()) await real.sessions.add(session);
    const page = await browser.send(`${real.url}/v1/session`);
    expect([page.status, real.sessions.kept.size]).toEqual([401, 0]);
    await real.stop();
  });
});

describe("the demonstration on a network that is none", () => {
  const profile = (mspId: string, network: "embedded" | undefined): [string, OrganisationProfile] => [
    mspId,
    { mspId, network, endpoint: { address: "", tlsRootCertificate: undefined, hostAlias: undefined }, profile: {} },
  ];
  const network = (...organisations: [string, OrganisationProfile][]): NetworkProfiles => ({
    organisations: new Map(organisations),
    identities: new Map(),
  });

  it("is refused at the start, also where only one profile is a real network's", () => {
    const embedded = profile("AMSP", "embedded");
    expect(() => requireDemonstrationNetwork(network(embedded))).not.toThrow();
    expect(() => requireDemonstrationNetwork(network(embedded, profile("BMSP", undefined)))).toThrow(/BMSP/);
  });

  it.each(["0.0.0.0", "::", "10.0.0.1", "licet.example"])("is refused where others reach it: HOST=%s", (HOST) => {
    expect(() => readConfig({ LICET_DEMONSTRATION: "on", HOST })).toThrow(/HOST/);
  });

  it("is off unless it is switched on", () => {
    expect(readConfig({}).signIn.demonstration).toBe(false);
    expect(readConfig({ LICET_DEMONSTRATION: "on", HOST: "localhost" }).signIn.demonstration).toBe(true);
  });
});

describe("under another name that leads to this machine", () => {
  it("there is no demonstration", async () => {
    const status = await new Promise((resolve) => {
      request(at("/auth/demonstration"), { headers: { Host: "evil.example" } }, (answer) =>
        resolve(answer.statusCode),
      ).end();
    });
    expect(status).toBe(403);
  });
});
