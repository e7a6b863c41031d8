// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AppUnderTest } from "../testing-http/app-under-test.js";
import { KeptNotices } from "../testing/kept-notices.js";

const CUSTOMS = "customs1@GBAuthorityMSP";
const CARRIER = "carrier1@CarriersMSP";
const SETTING = { address: "a@example.org", language: "fr", muted: ["hold"] };

let kept: KeptNotices;
let app: AppUnderTest;
beforeAll(async () => {
  kept = await KeptNotices.open();
  app = await AppUnderTest.start({ notices: kept.store });
});
afterAll(async () => {
  await app.stop();
  await kept.close();
});
beforeEach(() => kept.clear());

const post = (person: typeof CUSTOMS | typeof CARRIER, body: unknown) => app.post(person, "/v1/mail-settings", body);

describe("how one is told", () => {
  it("is nothing until one says so, and one's own from then on", async () => {
    expect((await app.send(CUSTOMS, "/v1/mail-settings")).body).toMatchObject({ address: null, sending: false });
    expect((await post(CUSTOMS, SETTING)).body).toMatchObject(SETTING);
    expect((await app.send(CUSTOMS, "/v1/mail-settings")).body).toMatchObject(SETTING);
    expect((await app.send(CARRIER, "/v1/mail-settings")).body).toMatchObject({ address: null });
    expect((await post(CUSTOMS, { address: null })).body).toMatchObject({ address: null, language: "en", muted: [] });
    expect(await kept.settings()).toEqual([]);
  });

  it.each<[string, unknown]>([
    ["no address", { language: "en" }],
    ["two addresses", { address: "a@example.org, b@example.org" }],
    ["an address with a line end", { address: "a@example.org\r\nBcc: b@example.org" }],
    ["an address that is none", { address: "somebody" }],
    [
      "an address that is too long",
      { address: `${"a".repeat(60)}@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(60)}.org` },
    ],
    ["an address with too much before the @", { address: `${"a".repeat(65)}@example.org` }],
    ["a language that is not there", { address: "a@example.org", language: "tlh" }],
    ["a kind that is not there", { address: "a@example.org", muted: ["gossip"] }],
    ["somebody else", { address: "a@example.org", person: CARRIER }],
    ["a list", []],
  ])("is not set by %s", async (_, body) => {
    expect((await post(CUSTOMS, body)).body).toMatchObject({ code: "INVALID_INPUT" });
    expect(await kept.settings()).toEqual([]);
  });
});

describe("one's notices", () => {
  it("are listed with what became of them, and to nobody else", async () => {
    const id = await kept.dead(CUSTOMS);
    expect((await app.send(CUSTOMS, "/v1/mails")).body).toMatchObject({
      notices: [{ id, kind: "hold", state: "dead", lastError: "550" }],
    });
    expect((await app.send(CARRIER, "/v1/mails")).body).toEqual({ notices: [] });
  });

  it("that were given up are sent again for their own reader alone", async () => {
    const id = await kept.dead(CUSTOMS);
    expect((await app.send(CARRIER, `/v1/mails/${id}/resend`, { method: "POST" })).body).toMatchObject({
      code: "NOT_FOUND",
    });
    expect((await app.send(CUSTOMS, `/v1/mails/${id}/resend`, { method: "POST" })).body).toEqual({ resent: id });
    expect((await app.send(CUSTOMS, `/v1/mails/${id}/resend`, { method: "POST" })).body).toMatchObject({
      code: "NOT_FOUND",
    });
    expect((await app.send(CUSTOMS, "/v1/mails/none/resend", { method: "POST" })).body).toMatchObject({
      code: "INVALID_INPUT",
    });
  });
});
