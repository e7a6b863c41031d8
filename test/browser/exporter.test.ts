// SPDX-License-Identifier: Apache-2.0
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { playUntil } from "./support/case.js";
import { noChromium } from "./support/chromium.js";
import { tabTo } from "./support/keyboard.js";
import { Browsing, expectAccessible, expectReflow, picture } from "./support/pages.js";

const EXPORTER = "exporter1@GBAuthorityMSP";
const OFFICER = "licensing1@GBAuthorityMSP";
const OTHER_ROLE = "customs1@GBAuthorityMSP";

describe.skipIf(noChromium !== undefined)(`the exporter's place (${noChromium ?? "in Chromium"})`, () => {
  let browsing: Browsing;

  beforeAll(async () => {
    browsing = await Browsing.start();
  });

  afterAll(() => browsing.close());

  it("from signing in to an application that is followed: what is open is told, typing survives a reload, and it is sent once", async () => {
    await playUntil(browsing.licet, "apply-for-licence");
    const page = await browsing.open(undefined);
    await browsing.signInButton(page, EXPORTER).click();
    await page.getByRole("link", { name: "Applications and licences" }).first().click();
    await page.getByRole("link", { name: "Apply for a licence" }).click();
    await page.getByLabel("Exporter, name").waitFor();
    expect(await page.getByLabel("Exporter, name").inputValue()).toBe("Solent Switching Systems Ltd");
    await page.getByRole("button", { name: "Send the application" }).click();
    await page.locator(".error-summary").getByText("Say what the goods are for.").waitFor();
    await expectAccessible(page);
    await picture(page, "exporter-apply-open-desk");

    await fillKindAndParties(page);
    await page.getByText("Kept", { exact: true }).waitFor();
    const address = page.url();
    await page.reload();
    await page.getByLabel("Consignee, name").waitFor();
    expect(await page.getByLabel("Consignee, name").inputValue()).toBe("PK Rifle Ltd");
    expect(page.url()).toBe(address);

    await fillGoodsAndUse(page);
    await page.getByText("Telecommunications and information security").waitFor();
    await expectAccessible(page);
    await picture(page, "exporter-apply-filled-desk");
    await page.getByRole("button", { name: "Send the application" }).click();
    await page.locator(".error-summary").getByText("Give what is missing").waitFor();
    await page.getByLabel("I send it without what is missing").check();
    await page.getByRole("button", { name: "Send the application" }).click();

    await page.getByText("Sent to the authority").waitFor();
    await page.getByText("Submitted", { exact: true }).first().waitFor();
    await page.getByText("Exporter, name").waitFor({ state: "detached" });
    await expectAccessible(page);
    await picture(page, "exporter-follow-desk");
    const application = new URL(page.url()).pathname.split("/").at(-1) ?? "";

    await page.goto("/applications");
    await page.getByRole("link", { name: application }).waitFor();
    expect(await page.getByText("Begun and not sent").count()).toBe(0);
    await expectAccessible(page);
    await picture(page, "exporter-own-desk");
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("shows a refusal with its reason, takes a copy of it, and the ledger's own refusal in words at a reference that is taken", async () => {
    const { references } = await playUntil(browsing.licet, "apply-for-licence");
    const id = references.dualUseApplication;
    const page = await browsing.open(EXPORTER, { at: `/applications/${id}` });
    await page.getByRole("heading", { name: "What has happened" }).waitFor();
    await refuse(browsing, id);
    await page.getByText("Refused: Concern about the end use").waitFor();
    await page.getByText("Export Control Order 2008, Art. 26").waitFor();
    expect(await page.getByRole("button", { name: "See what withdrawing does" }).count()).toBe(0);
    await picture(page, "exporter-refused-desk");
    await page.getByRole("link", { name: "Apply with a copy" }).click();
    await page.getByLabel("Line 1, control code").waitFor();
    expect(await page.getByLabel("Consignee, register id").inputValue()).toBe("PK-EU-0001");
    expect(await page.getByLabel("Date of the contract").inputValue()).toBe("");
    await page.getByLabel("Reference of the application").fill(id);
    await page.getByLabel("I send it without what is missing").check();
    await page.getByRole("button", { name: "Send the application" }).click();
    await page.getByRole("alert").getByText("ALREADY_EXISTS").waitFor();
    expect(await page.getByLabel("Consignee, register id").inputValue()).toBe("PK-EU-0001");
    await expectAccessible(page);
    await picture(page, "exporter-taken-desk");
    await page.getByRole("button", { name: "Throw the draft away" }).click();
    await page.getByRole("link", { name: "Apply for a licence" }).waitFor();
    expect(await page.getByText("Begun and not sent").count()).toBe(0);
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("withdraws by the keyboard alone, with what it does shown first", async () => {
    const { references } = await playUntil(browsing.licet, "apply-for-licence");
    const page = await browsing.open(EXPORTER, { at: `/applications/${references.dualUseApplication}` });
    await tabTo(page, "See what withdrawing does");
    await page.keyboard.press("Enter");
    await page.getByText("It cannot be taken back").waitFor();
    await expectAccessible(page);
    await picture(page, "exporter-withdraw-desk");
    await tabTo(page, "Withdraw the application");
    await page.keyboard.press("Enter");
    await page.getByText("Withdrawn", { exact: true }).first().waitFor();
    await page.getByRole("button", { name: "See what withdrawing does" }).waitFor({ state: "detached" });
  });

  it("surrenders a licence once it has been seen what that stops", async () => {
    const { references } = await playUntil(browsing.licet, "issue-licence");
    const page = await browsing.open(EXPORTER, { at: `/licences/${references.dualUseLicence}` });
    await page.getByText("12.000 kg").first().waitFor();
    await page.getByRole("button", { name: "See what surrendering does" }).click();
    await page.getByText("Line 1: 12.000 kg left cannot be reserved.").waitFor();
    await expectAccessible(page);
    await picture(page, "exporter-surrender-desk");
    await page.getByRole("button", { name: "Surrender the licence" }).click();
    await page.getByText("Surrendered", { exact: true }).first().waitFor();
    await page.getByRole("button", { name: "Surrender the licence" }).waitFor({ state: "detached" });
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("is nobody else's", async () => {
    const page = await browsing.open(OTHER_ROLE, { at: "/applications" });
    expect(await page.getByRole("link", { name: "Apply for a licence" }).count()).toBe(0);
  });

  it.each([
    ["telephone", "light", "ar"],
    ["tablet", "dark", "fr"],
    ["narrow", "light", "en"],
    ["desk", "light", "en"],
  ] as const)("is whole on a %s, %s, in %s", async (size, theme, language) => {
    const { references } = await playUntil(browsing.licet, "issue-licence");
    for (const [name, at] of [
      ["own", "/applications"],
      ["apply", `/applications/new?from=${references.dualUseApplication}`],
      ["follow", `/applications/${references.dualUseApplication}`],
      ["licence", `/licences/${references.dualUseLicence}`],
    ] as const) {
      const page = await browsing.open(EXPORTER, { at, size, theme, language });
      await page.locator(".skeleton").first().waitFor({ state: "detached" });
      await expectAccessible(page);
      await expectReflow(page);
      await picture(page, `exporter-${name}-${size}-${theme}-${language}`);
      await page.context().close();
    }
  });
});

async function fillKindAndParties(page: Page): Promise<void> {
  await page.getByLabel("National kind").fill("SIEL");
  expect(await page.getByLabel("Scope").inputValue()).toBe("individual");
  await page.getByLabel("Find in the registers: Consignee").fill("PK-EU-0001");
  await page.getByRole("button", { name: /^PK-EU-0001/ }).click();
  if ((await page.getByLabel("Consignee, name").inputValue()) === "") {
    await page.getByLabel("Consignee, name").fill("PK Rifle Ltd");
    await page.getByLabel("Consignee, country").fill("PK");
  }
  await page.getByRole("button", { name: "Take the consignee as end user" }).click();
}

async function fillGoodsAndUse(page: Page): Promise<void> {
  await page.getByLabel("Line 1, description").fill("Switches for voice and data");
  await page.getByLabel("Line 1, control code").fill("5A002.a.1");
  await page.getByLabel("Line 1, commodity code").fill("85176200");
  await page.getByLabel("Country of destination").fill("PK");
  await page.getByLabel("End use", { exact: true }).fill("Switching in the end user's own network");
}

async function refuse(browsing: Browsing, application: string): Promise<void> {
  const page = await browsing.open(OFFICER, { at: `/cases/${application}` });
  await page.getByLabel("Refuse", { exact: true }).check();
  await page.getByLabel("Reason").selectOption("end-use-concern");
  await page.getByLabel("Legal basis").fill("Export Control Order 2008, Art. 26");
  await page.getByRole("button", { name: "Refuse the application" }).click();
  await page.getByRole("heading", { name: "Decision on record" }).waitFor();
  await page.context().close();
}
