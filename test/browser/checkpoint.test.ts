// SPDX-License-Identifier: Apache-2.0
import type { Stage } from "@licet/scripts/demonstration/step";
import encodeQr from "qr";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { playUntil } from "./support/case.js";
import { noChromium } from "./support/chromium.js";
import { Browsing, expectAccessible, expectReflow, picture } from "./support/pages.js";

const DEPARTURE = "customs1@GBAuthorityMSP";
const TRANSIT = "customs1@AEAuthorityMSP";
const DESTINATION = "customs1@PKAuthorityMSP";
const NARROW = { viewport: { width: 360, height: 740 } };
const DAY_MS = 86_400_000;
/** Within which a page is told that something changed after its check, on a busy machine. */
const TOLD_MS = 30_000;
/** What a check says that leads to nothing: a code that the page knows. */
const SATISFACTORY = { verdict: "satisfactory", code: "LICENCE_USABLE" };
/** The number of the demonstration's seal, which nobody may see before reading it. */
const SEAL = "2589793487";

describe.skipIf(noChromium !== undefined)(`the border officer's place (${noChromium ?? "in Chromium"})`, () => {
  let browsing: Browsing;
  let transit: Stage;

  beforeAll(async () => {
    browsing = await Browsing.start();
    transit = await playUntil(browsing.licet, "accept-first-handoff");
  });

  afterAll(() => browsing.close());

  async function askFor(page: Page, text: string): Promise<void> {
    await page.getByLabel("What is before you?").fill(text);
    await page.getByRole("button", { name: "Check", exact: true }).click();
  }

  it("goes from a number to its verdict, reads the seal blind, and puts the verdict on record", async () => {
    const { ucr, consignment } = transit.references;
    const page = await browsing.open(TRANSIT, { at: "/check" });
    await expectAccessible(page);
    await picture(page, "check-desk");
    await askFor(page, ucr);
    await page.waitForURL(`**/check/${consignment}`);
    await page.locator(".verdict, .vline").first().waitFor();
    expect(await page.locator("main").innerText()).not.toContain(SEAL);
    await expectAccessible(page);
    await picture(page, "verdict-unread-desk");
    const before = page.getByRole("form", { name: "What you have before you" });
    await before.getByLabel("Place").fill("AEJEA");
    await before.getByLabel("Intact").check();
    await before.getByLabel("Seal numbers that you read").fill("2589793481");
    await before.getByRole("button", { name: "Check again" }).click();
    await page.getByRole("heading", { level: 1, name: "STOP" }).waitFor();
    await page.getByText("Seal number differs").first().waitFor();
    await expectAccessible(page);
    await picture(page, "verdict-stop-desk");
    await before.getByLabel("Seal numbers that you read").fill(SEAL);
    await before.getByRole("button", { name: "Check again" }).click();
    await page.getByRole("heading", { level: 1, name: "STOP" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Put the verdict on record" }).click();
    await page.getByRole("button", { name: "Put the verdict on record" }).click();
    await page.getByText("The verdict is on record").waitFor();
    await picture(page, "verdict-recorded-desk");
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("a hold without notice: says first what it stops and who is told, refuses at the field, and stops everywhere", async () => {
    const { consignment } = transit.references;
    const page = await browsing.open(TRANSIT, { at: `/check/${consignment}`, context: NARROW });
    await page.locator(".verdict, .vline").first().waitFor();
    await page.getByRole("button", { name: "Hold the goods" }).click();
    await page.getByText("Every check of these goods reads STOP").waitFor();
    await page.getByText("Everybody on the channel can read the hold").waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, "hold-360");
    await page.getByRole("button", { name: "Hold the goods" }).click();
    await page.getByLabel("Why you hold them").and(page.locator("[aria-invalid]")).waitFor();
    await page.getByLabel("Why you hold them").selectOption("seals");
    await page.getByLabel("Whom to call").fill("Inspection post 3, +971 4 555 0117");
    await page.getByLabel("Lapses on").fill("2020-01-01");
    await page.getByRole("button", { name: "Hold the goods" }).click();
    await page.getByLabel("Lapses on").and(page.locator("[aria-invalid]")).waitFor();
    await expectAccessible(page);
    await picture(page, "hold-refused-360");
    const until = new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 10);
    await page.getByLabel("Lapses on").fill(until);
    const held = page.waitForResponse("**/holds");
    await page.getByRole("button", { name: "Hold the goods" }).click();
    await page.getByText("The goods are held").waitFor();
    expect(await (await held).json()).toMatchObject({ result: { until: `${until}T23:59:59Z` } });
    await page.getByRole("heading", { level: 1, name: "STOP" }).waitFor();
    await page.getByRole("link", { name: "+971 4 555 0117" }).waitFor();
    await expectReflow(page);
    await picture(page, "held-360");

    const other = await browsing.open(DESTINATION, { at: `/check/${consignment}` });
    await other.getByRole("heading", { level: 1, name: "STOP" }).waitFor();

    await page.getByRole("button", { name: "Lift a hold" }).click();
    await page.getByRole("radio").first().waitFor();
    await page.getByRole("form", { name: "Lift a hold" }).getByRole("radio").first().check();
    await page.getByLabel("Why it ends").selectOption("cleared");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Lift a hold" }).click();
    await page.getByText("The hold is lifted or ended").waitFor();
    // Well before the minute after which the page asks by itself.
    await other.getByText("The answer changed while this page was open").waitFor({ timeout: TOLD_MS });
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("barcodes that cannot be read: says so, keeps the box, and takes a picture to its verdict", async () => {
    const { consignment } = transit.references;
    const page = await browsing.open(TRANSIT, { at: "/check", context: NARROW });
    await page.getByRole("button", { name: "Scan" }).click();
    const input = page.getByLabel("Picture of the code");
    await input.setInputFiles({ name: "blank.png", mimeType: "image/png", buffer: await blank(page) });
    await page.getByText("No code can be read in this picture").first().waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, "scan-unreadable-360");
    const buffer = Buffer.from(encodeQr(`https://licet.example/check/${consignment}`, "gif", { scale: 6 }));
    const began = Date.now();
    await input.setInputFiles({ name: "code.gif", mimeType: "image/gif", buffer });
    await page.waitForURL(`**/check/${consignment}`);
    await page.locator(".verdict, .vline").first().waitFor();
    console.info(`From a picture of a code to its verdict: ${Date.now() - began} ms`);
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("an empty search that waits 65 s: shows progress at once, and ends with what to do", async () => {
    const page = await browsing.open(TRANSIT, { at: "/check" });
    await page.clock.install();
    await page.route("**/v1/search?*", () => undefined);
    await askFor(page, "NOTHING1");
    await page.getByText("It takes 15 s at most").waitFor();
    await page.clock.runFor(16_000);
    await page.getByRole("alert").waitFor();
    await expectAccessible(page);
    await page.unroute("**/v1/search?*");
    await page.goto("/check?q=NOTHING1");
    await page.getByText("Nothing that may be asked about").waitFor();
    await page.getByText("is not disclosed to you").waitFor();
    await expectAccessible(page);
    await picture(page, "check-none-desk");
  });

  it("a gateway that does not answer: never more than refer", async () => {
    const { consignment } = transit.references;
    const page = await browsing.open(TRANSIT, { at: "/check" });
    await page.route("**/v1/checkpoint/verdicts", (route) => route.abort());
    await page.goto(`/check/${consignment}`);
    await page.getByRole("heading", { level: 1, name: "REFER" }).waitFor();
    await page.getByText("Nothing is known of these goods now").waitFor();
    await expectAccessible(page);
    await picture(page, "verdict-no-answer-desk");
  });

  it("an answer that nobody gives anew: not believed after two minutes, with its age, and no more than refer", async () => {
    const { consignment } = transit.references;
    const page = await browsing.open(TRANSIT, { at: "/check" });
    await page.clock.install();
    await page.route("**/v1/checkpoint/verdicts", async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as { verdicts: object[] };
      const verdicts = answer.verdicts.map((verdict) => ({ ...verdict, ...SATISFACTORY }));
      await route.fulfill({ response, json: { ...answer, verdicts, disposition: "may-pass" } });
    });
    await page.goto(`/check/${consignment}`);
    await page.getByRole("heading", { level: 1, name: "MAY PASS" }).waitFor();
    await page.unroute("**/v1/checkpoint/verdicts");
    await page.route("**/v1/checkpoint/verdicts", () => undefined);
    await page.clock.fastForward(125_000);
    await page.getByText(/^Answered .*ago: not confirmed$/).waitFor();
    await page.getByRole("heading", { level: 1, name: "REFER" }).waitFor();
    await expectAccessible(page);
    await picture(page, "verdict-old-desk");
    // What comes then is believed again.
    await page.unroute("**/v1/checkpoint/verdicts");
    await page.reload();
    await page.locator(".verdict, .vline").first().waitFor();
    expect(await page.getByText("not confirmed").count()).toBe(0);
  });

  it("inspects and re-seals, with what is wrong at its field", async () => {
    const { consignment } = transit.references;
    const page = await browsing.open(TRANSIT, { at: `/check/${consignment}`, context: NARROW });
    await page.getByRole("button", { name: "Record an inspection" }).click();
    const form = page.getByRole("form", { name: "Record an inspection" });
    await form.getByRole("button", { name: "Record an inspection" }).click();
    await form.locator(".error-summary").waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, "inspect-errors-360");
    await form.getByLabel("Check of the seals").check();
    await form.getByLabel("Place").fill("AEJEA");
    await form.getByLabel("Intact").check();
    await form.getByLabel("They conform").check();
    await form.getByLabel("They agree").check();
    await form.getByLabel("Result").selectOption("A1");
    const keys: (string | undefined)[] = [];
    await page.route("**/inspections", async (route) => {
      keys.push(route.request().headers()["idempotency-key"]);
      if (keys.length > 1) return route.continue();
      // It reaches the ledger, and its answer gets lost.
      await route.fetch();
      return route.abort();
    });
    await form.getByRole("button", { name: "Record an inspection" }).click();
    await form.getByText("It may be recorded already").waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, "inspect-unknown-360");
    await form.getByRole("button", { name: "Ask again whether it is recorded" }).click();
    await page.getByText("The inspection is on record").waitFor();
    expect(new Set(keys).size).toBe(1);
    await page.unroute("**/inspections");
    await page.getByRole("button", { name: "Record new seals" }).click();
    const seals = page.getByRole("form", { name: "Record new seals" });
    await seals.getByLabel("New seal numbers").fill("AE-0001");
    await seals.getByLabel("Seal numbers taken off").fill(SEAL);
    await seals.getByRole("button", { name: "Record new seals" }).click();
    const source = seals.getByLabel(`Who had put on seal ${SEAL}`);
    await source.and(page.locator("[aria-invalid]")).waitFor();
    await source.selectOption("SHI");
    await expectAccessible(page);
    await expectReflow(page);
    const resealed = page.waitForResponse("**/custody/reseals");
    await seals.getByRole("button", { name: "Record new seals" }).click();
    await page.getByText("The new seals are on record").waitFor();
    const { result } = (await (await resealed).json()) as { result: { event: string } };
    const part = await page.request.get(`/v1/parts/custody-event/${encodeURIComponent(result.event)}/content`);
    expect(await part.json()).toMatchObject({
      content: { affixed: [{ number: "AE-0001", source: "CUS" }], removed: [{ number: SEAL, source: "SHI" }] },
    });
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("receives at the destination by the keyboard alone, counted without the declared number", async () => {
    const { references } = await playUntil(browsing.licet, "accept-third-handoff");
    const page = await browsing.open(DESTINATION, { at: `/check/${references.consignment}` });
    await page.getByRole("button", { name: "Record the receipt" }).focus();
    await page.keyboard.press("Enter");
    const form = page.getByRole("form", { name: "Record the receipt" });
    await form.getByLabel("Place").focus();
    await page.keyboard.type("PKBQM");
    await form.getByLabel("Counted of item 1").focus();
    await page.keyboard.type("9");
    await form.getByLabel("Unit of item 1").focus();
    await page.keyboard.type("KGM");
    await expectAccessible(page);
    await picture(page, "receive-desk");
    await form.getByRole("button", { name: "Record the receipt" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("The receipt is on record").waitFor();
    // Explained by the state that registered the goods; the destination is not offered what the ledger would refuse it.
    await page.getByText("Difference: open").waitFor();
    expect(await page.getByRole("button", { name: "Resolve the difference" }).count()).toBe(0);
    const departure = await browsing.open(DEPARTURE, { at: `/check/${references.consignment}` });
    await departure.getByRole("button", { name: "Resolve the difference" }).click();
    const explained = departure.getByRole("form", { name: "Resolve the difference" });
    await explained.getByLabel("What explains it").selectOption("recounted");
    await explained.getByRole("button", { name: "Resolve the difference" }).click();
    await departure.getByText("The explanation is on record").waitFor();
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it.each([
    ["telephone", "light", "ar"],
    ["tablet", "dark", "fr"],
    ["desk", "light", "en"],
    ["narrow", "dark", "ar"],
  ] as const)("is whole on a %s, %s, in %s", async (size, theme, language) => {
    const { consignment } = transit.references;
    const page = await browsing.open(TRANSIT, { at: "/check", size, theme, language });
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, `check-${size}-${theme}-${language}`);
    await page.goto(`/check/${consignment}`);
    await page.locator(".verdict, .vline").first().waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, `verdict-${size}-${theme}-${language}`);
    await page.goto(`/check/${consignment}/journey`);
    await page.locator(".chain li").first().waitFor();
    await page.locator("svg.map .land").waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, `journey-${size}-${theme}-${language}`);
    expect(browsing.problemsOf(page)).toEqual([]);
  });
});

/** A picture in which there is no code. */
async function blank(page: Page): Promise<Buffer> {
  return page.screenshot({ clip: { x: 0, y: 0, width: 64, height: 64 } });
}
