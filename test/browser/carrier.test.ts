// SPDX-License-Identifier: Apache-2.0
import type { Page } from "playwright-core";
import type { Stage } from "@licet/scripts/demonstration/step";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { playUntil } from "./support/case.js";
import { noChromium } from "./support/chromium.js";
import { Browsing, expectAccessible, expectReflow, picture } from "./support/pages.js";

const CARRIER = "carrier1@CarriersMSP";
const OTHER_CARRIER = "carrier3@CarriersMSP";
const CARRIER_PARTY = "CARRIERS-CR-0001";
const NARROW = { viewport: { width: 360, height: 740 } };

describe.skipIf(noChromium !== undefined)(`the carrier's place (${noChromium ?? "in Chromium"})`, () => {
  let browsing: Browsing;

  beforeAll(async () => {
    browsing = await Browsing.start();
  });

  afterAll(() => browsing.close());

  async function offered(): Promise<Stage> {
    return playUntil(browsing.licet, "propose-first-handoff");
  }

  function takeAddress({ references }: Stage): string {
    return `/goods/take/${references.consignment}`;
  }

  it("says how goods get into each list where it is empty", async () => {
    const page = await browsing.open(OTHER_CARRIER, { at: "/goods/offered", context: NARROW });
    await page.getByText("Nothing is offered to you").waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await page.getByRole("link", { name: "In your custody" }).last().click();
    await page.getByText("Nothing is in your custody").waitFor();
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("takes goods over from sign-in on, with every question answered", async () => {
    const stage = await offered();
    const { consignment, ucr } = stage.references;
    const page = await browsing.open(CARRIER, { context: NARROW });
    await page.goto("/goods/offered");
    await page.getByText(ucr, { exact: true }).waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, "carrier-offered-360");
    await page.getByRole("link", { name: `Look and answer ${consignment}` }).click();
    await answer(page, "Readable, the same number", "Next question", "carrier-seals-360");
    await answer(page, "It is whole", "Next question", "carrier-whole-360");
    await answer(page, "I counted the same", "Next question", "carrier-counts-360");
    await answer(page, "No reservations", "Check and sign", "carrier-reservations-360");
    await page.getByRole("heading", { name: "What you sign" }).waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, "carrier-review-360");
    await page.getByRole("button", { name: "Take the goods over" }).click();
    await page.getByText("On the ledger").waitFor();
    await expectAccessible(page);
    await picture(page, "carrier-recorded-360");
    await page.getByRole("link", { name: "Show what you have" }).click();
    await page.getByText(ucr, { exact: true }).waitFor();
    await picture(page, "carrier-custody-360");
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("a form edited while it is sent: nothing can be changed, and it is sent once", async () => {
    const stage = await offered();
    const page = await browsing.open(CARRIER, { at: takeAddress(stage), context: NARROW });
    const keys: (string | undefined)[] = [];
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route("**/custody/acceptances", async (route) => {
      keys.push(route.request().headers()["idempotency-key"]);
      await held;
      await route.continue();
    });
    await answerAll(page);
    const act = page.getByRole("button", { name: "Take the goods over" });
    await act.dblclick();
    await page.getByText("On its way").waitFor();
    expect(await page.getByRole("button", { name: "Change" }).count()).toBe(0);
    expect(await page.getByRole("button", { name: "Back", exact: true }).count()).toBe(0);
    letGo();
    await page.getByText("On the ledger").waitFor();
    expect(keys).toHaveLength(1);
  });

  it("a gateway that dies in mid-form: nothing is lost, and it is recorded once", async () => {
    const stage = await offered();
    const page = await browsing.open(CARRIER, { at: takeAddress(stage), context: NARROW });
    const keys: (string | undefined)[] = [];
    await page.route("**/custody/acceptances", async (route) => {
      keys.push(route.request().headers()["idempotency-key"]);
      // The ledger records it, and the answer is lost on its way.
      if (keys.length === 1) {
        await route.fetch();
        await route.abort();
      } else await route.continue();
    });
    await answerAll(page);
    await page.getByRole("button", { name: "Take the goods over" }).click();
    await page.getByText("Not known whether it was recorded").waitFor();
    await picture(page, "carrier-unknown-360");
    await page.getByRole("button", { name: "Ask again" }).click();
    await page.getByText("On the ledger").waitFor();
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it("hands a load on, with the number that the other telephone shows, and tells a refusal at its field", async () => {
    const stage = await playUntil(browsing.licet, "accept-first-handoff");
    const { ucr } = stage.references;
    const page = await browsing.open(CARRIER, { at: "/goods/handover", context: NARROW });
    await page.getByRole("link", { name: "Hand goods over" }).click();
    await page.getByLabel(ucr).check();
    await page.getByRole("button", { name: "Offer the consignment" }).click();
    await page.locator(".error-summary").waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, "carrier-release-errors-360");
    await page.getByLabel("To whom").fill("CARRIERS-CR-0002");
    await page.getByLabel("Where you hand over").selectOption("GBFXT");
    await page.getByLabel("Seen intact").check();
    await page.getByLabel("Seal 1: number that you read").fill("2589793487");
    await page.getByLabel("Seal 1: who affixed it").selectOption("CAR");
    await page.getByLabel("Packages of item 1 that you counted").fill("1");
    await page.getByLabel("To whom").fill(CARRIER_PARTY);
    await page.getByRole("button", { name: "Offer the consignment" }).click();
    await page.getByLabel("To whom").and(page.locator("[aria-invalid]")).waitFor();
    await picture(page, "carrier-release-refused-360");
    await page.getByLabel("To whom").fill("CARRIERS-CR-0002");
    await page.getByLabel("Where you hand over").selectOption("AEJEA");
    await picture(page, "carrier-release-360");
    await page.getByRole("button", { name: "Offer the consignment" }).click();
    await page.getByRole("heading", { name: "Compare with the other telephone" }).waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, "carrier-released-360");
    const number = await page.locator(".facts-compare dd").last().textContent();
    const other = await browsing.open("carrier2@CarriersMSP", { at: takeAddress(stage), context: NARROW });
    await answerAll(other);
    await other.getByText(number ?? "", { exact: true }).waitFor();
    await other.getByRole("button", { name: "Take the goods over" }).click();
    await other.getByText("On the ledger").waitFor();
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("reports an incident, records new seals and corrects an entry", async () => {
    const stage = await playUntil(browsing.licet, "accept-first-handoff");
    const { ucr, consignment } = stage.references;
    const page = await browsing.open(CARRIER, { at: "/goods/custody", context: NARROW });
    const card = page.getByRole("article").filter({ hasText: ucr });
    await card.getByText("Something happened").click();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, "carrier-own-360");
    await card.getByRole("link", { name: "Report an incident" }).click();
    await page.getByLabel("What happened", { exact: true }).selectOption({ label: "Transhipment" });
    await page.getByRole("button", { name: "Report the incident" }).click();
    await page.getByLabel("In your words").and(page.locator("[aria-invalid]")).waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, "carrier-incident-360");
    await page.getByLabel("In your words").fill("Crane out of order, moved to another vessel.");
    await page.getByLabel("Where").selectOption("GBFXT");
    await page.getByLabel("The containers stay").check();
    await page.getByLabel("New means of transport").fill("9321483");
    await page.getByRole("button", { name: "Report the incident" }).click();
    await page.getByText("On the ledger").waitFor();

    await page.goto(`/goods/reseal/${consignment}`);
    await page.getByLabel("Where").selectOption("GBFXT");
    await page.getByLabel("Seal 1 that is on the goods now").fill("NEW-1");
    await page.getByLabel("Seal 1: who affixed it").last().selectOption("CAR");
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, "carrier-reseal-360");
    await page.getByRole("button", { name: "Record the seals" }).click();
    await page.getByText("On the ledger").waitFor();

    await page.goto(`/goods/correct/${consignment}`);
    await page.getByLabel("Which entry is wrong").selectOption({ index: 2 });
    await page.getByLabel("It did not happen").check();
    await expectAccessible(page);
    await picture(page, "carrier-correct-360");
    await page.getByRole("button", { name: "Declare the error" }).click();
    await page.getByText("On the ledger").waitFor();

    await page.goto(`/goods/withdraw/${consignment}`);
    await page.getByText("No offer is open").waitFor();
    await expectAccessible(page);
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("withdraws an offer of its own", async () => {
    const { references } = await offered();
    const page = await browsing.open("exporter1@GBAuthorityMSP", {
      at: `/goods/withdraw/${references.consignment}`,
      context: NARROW,
    });
    await page.getByRole("button", { name: "Withdraw the offer" }).click();
    await page.getByText("On the ledger").waitFor();
    await expectAccessible(page);
  });

  it("shows no questions to a carrier that the offer does not name", async () => {
    const stage = await offered();
    const page = await browsing.open(OTHER_CARRIER, { at: takeAddress(stage), context: NARROW });
    await page.getByText("This is not offered to you now").waitFor();
    await expectAccessible(page);
    await page.goto(`/goods/refuse/${stage.references.consignment}`);
    await page.getByText("This is not offered to you now").waitFor();
    await page.getByRole("link", { name: "Show what is offered to you" }).click();
    await page.waitForURL("**/goods/offered");
  });

  it.each(["take", "refuse"])("says on the page to %s that an offer was answered already", async (act) => {
    const { references } = await playUntil(browsing.licet, "accept-first-handoff");
    const page = await browsing.open(CARRIER, { at: `/goods/${act}/${references.consignment}`, context: NARROW });
    await page.getByText("The offer is no longer open").waitFor();
    await page.getByRole("link", { name: "Show what is offered to you" }).waitFor();
    await expectAccessible(page);
    await expectReflow(page);
  });

  it("wants what an answer needs, at its field, and refuses with a code by the keyboard alone", async () => {
    const stage = await offered();
    const page = await browsing.open(CARRIER, { at: takeAddress(stage), context: NARROW });
    await page.getByLabel("Readable, another number").check();
    await page.getByRole("button", { name: "Next question" }).click();
    await page.getByLabel("Seal 1: number that you read").and(page.locator("[aria-invalid]")).waitFor();
    await expectAccessible(page);
    await picture(page, "carrier-seal-error-360");
    await page.getByRole("link", { name: "Refuse the goods" }).focus();
    await page.keyboard.press("Enter");
    const why = page.getByLabel("Why you refuse");
    await why.focus();
    await page.keyboard.press("I");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("On the ledger").waitFor();
    await expectAccessible(page);
    await picture(page, "carrier-refused-360");
  });

  it.each([
    ["telephone", "light", "ar"],
    ["tablet", "dark", "fr"],
    ["desk", "light", "en"],
  ] as const)("is whole on a %s, %s, in %s", async (size, theme, language) => {
    const stage = await offered();
    const page = await browsing.open(CARRIER, { at: "/goods/offered", size, theme, language });
    await page.getByText(stage.references.ucr, { exact: true }).waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, `carrier-offered-${size}-${theme}-${language}`);
    await page.goto(takeAddress(stage));
    await page.locator("fieldset").waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, `carrier-take-${size}-${theme}-${language}`);
  });
});

async function answer(page: Page, label: string, next: string, name?: string): Promise<void> {
  await page.getByLabel(label).check();
  await expectAccessible(page);
  await expectReflow(page);
  if (name !== undefined) await picture(page, name);
  await page.getByRole("button", { name: next }).click();
}

async function answerAll(page: Page): Promise<void> {
  await answer(page, "Readable, the same number", "Next question");
  await answer(page, "It is whole", "Next question");
  await answer(page, "I counted the same", "Next question");
  await answer(page, "No reservations", "Check and sign");
}
