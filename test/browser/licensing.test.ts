// SPDX-License-Identifier: Apache-2.0
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { playUntil } from "./support/case.js";
import { noChromium } from "./support/chromium.js";
import { Browsing, expectAccessible, expectReflow, picture } from "./support/pages.js";

const OFFICER = "licensing1@GBAuthorityMSP";
const SENIOR = "licensing2@GBAuthorityMSP";
const OTHER_SENIOR = "senior1@GBAuthorityMSP";
const NARROW = { viewport: { width: 360, height: 740 } };

describe.skipIf(noChromium !== undefined)(`the licensing officer's places (${noChromium ?? "in Chromium"})`, () => {
  let browsing: Browsing;

  beforeAll(async () => {
    browsing = await Browsing.start();
  });

  afterAll(() => browsing.close());

  it("decides from the desk on, is told what is missing at its field, and is issued by a second officer and bound", async () => {
    const { references } = await playUntil(browsing.licet, "apply-for-licence");
    const { dualUseApplication: application, dualUseLicence: licence, certificate } = references;
    const page = await browsing.open(OFFICER, { at: "/desk" });
    await page.getByRole("link", { name: application }).waitFor();
    await expectAccessible(page);
    await picture(page, "desk");
    await page.getByRole("link", { name: application }).click();
    await page.getByLabel("Certificate to compare").selectOption(certificate);
    await page.getByText("No difference in").waitFor();
    await page.getByLabel("Approve", { exact: true }).check();
    await page.getByRole("button", { name: "Approve the application" }).click();
    await page.getByLabel("Reason").and(page.locator("[aria-invalid]")).waitFor();
    await expectAccessible(page);
    await picture(page, "case-errors");
    await approve(page);
    await page.getByRole("heading", { name: "Decision on record" }).waitFor();
    await page.getByText("A senior licensing officer issues it").waitFor();
    await expectAccessible(page);
    await picture(page, "case-decided");

    const second = await browsing.open(SENIOR, { at: `/cases/${application}`, context: NARROW });
    await second.getByLabel("Licence number").fill(licence);
    await second.getByRole("button", { name: "Issue the licence" }).click();
    await second.getByRole("link", { name: "Open the licence" }).click();
    await second.getByLabel("Certificate of this end user").selectOption(certificate);
    await second.getByText("No difference in").waitFor();
    await expectAccessible(second);
    await expectReflow(second);
    await picture(second, "licence-bind-360");
    await second.getByRole("button", { name: "Bind the certificate" }).click();
    await second.getByRole("button", { name: "Bind the certificate" }).waitFor({ state: "detached" });
    await second.getByText("It may be used", { exact: true }).waitFor();
    await second.getByLabel("State", { exact: true }).selectOption("AE");
    await second.getByRole("button", { name: "Share the content" }).click();
    await second.getByText(/hold a copy.*United Arab Emirates/).waitFor();
    expect(browsing.problemsOf(page)).toEqual([]);
    expect(browsing.problemsOf(second)).toEqual([]);
  });

  it("suspends after saying what that stops, by the keyboard alone, and takes two to take it back", async () => {
    const { references } = await playUntil(browsing.licet, "issue-second-licence");
    const at = `/licences/${references.militaryLicence}`;
    const page = await browsing.open(SENIOR, { at });
    await page.getByRole("button", { name: "Suspend this licence" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText(/20.*kg left cannot be reserved/).waitFor();
    await expectAccessible(page);
    await picture(page, "licence-suspend");
    await page.getByRole("button", { name: "Suspend now" }).focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("Reason").and(page.locator("[aria-invalid]")).waitFor();
    await page.getByLabel("Reason").focus();
    await page.keyboard.type("Diversion");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Export Control Order 2008, Art. 32");
    await page.keyboard.press("Enter");
    await page.getByText("It may not be used").waitFor();
    await page.getByRole("button", { name: "Reinstate this licence" }).click();
    await page.getByLabel("Reason").selectOption("cause-removed");
    await page.getByLabel("Legal basis").fill("Export Control Order 2008, Art. 32");
    await page.getByRole("button", { name: "Request the reinstatement" }).click();
    await page.getByText("Another senior officer has to answer it: you requested it yourself").waitFor();
    await page.getByText("Cause removed").waitFor();
    expect(await page.getByRole("button", { name: "Confirm as second officer" }).count()).toBe(0);
    await expectAccessible(page);

    const other = await browsing.open(OTHER_SENIOR, { at, size: "tablet", theme: "dark" });
    await other.getByRole("button", { name: "Confirm as second officer" }).click();
    await other.getByText("It may be used", { exact: true }).waitFor();
    await expectAccessible(other);
    expect(await other.getByText("Somebody else has changed this record").count()).toBe(0);
    // The first officer's page follows, and says that somebody else changed the record.
    await page.getByText("Somebody else has changed this record").waitFor();
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("a second officer changes the same record: it is told, nothing typed is lost, and the ledger's refusal is in words", async () => {
    const { references } = await playUntil(browsing.licet, "apply-for-licence");
    const at = `/cases/${references.dualUseApplication}`;
    const page = await browsing.open(OFFICER, { at });
    await page.getByLabel("Refuse", { exact: true }).check();
    await page.getByLabel("Legal basis").fill("Export Control Order 2008, Art. 26");
    const other = await browsing.open(SENIOR, { at });
    await other.getByLabel("Approve", { exact: true }).check();
    await approve(other);
    await other.getByRole("heading", { name: "Decision on record" }).waitFor();
    await page.getByText("Somebody else has changed this record").waitFor();
    expect(await page.getByLabel("Legal basis").inputValue()).toBe("Export Control Order 2008, Art. 26");
    await picture(page, "case-changed");
    await page.getByRole("button", { name: "Go on from the new state" }).click();
    await page.getByText("A senior licensing officer issues it").waitFor();
  });

  it("a pause without reason: a decision, suspension or request shows its reason and legal basis, never a pointer", async () => {
    const { references } = await playUntil(browsing.licet, "issue-licence");
    const page = await browsing.open(OFFICER, { at: `/cases/${references.dualUseApplication}` });
    await page.getByText("Criteria met").waitFor();
    await page.getByText("Export Control Order 2008, Art. 26").waitFor();
    await expectAccessible(page);
  });

  it("filters a list, keeps the view, and finds it again", async () => {
    await playUntil(browsing.licet, "issue-licence");
    const page = await browsing.open(OFFICER, { at: "/lists/licences?status=issued" });
    await page.getByText("until 31 Dec 2028").first().waitFor();
    await page.getByLabel("Name of the view").fill("Issued ones");
    await page.getByRole("button", { name: "Keep the view" }).click();
    await page.getByRole("link", { name: "Issued ones" }).first().waitFor();
    await expectAccessible(page);
    await picture(page, "list-licences");
    await page.getByRole("button", { name: "Remove Issued ones" }).click();
    await page.getByRole("button", { name: "Remove Issued ones" }).waitFor({ state: "detached" });
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.getByText("1 chosen").waitFor();
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it.each([
    ["telephone", "light", "ar"],
    ["tablet", "dark", "fr"],
    ["desk", "light", "en"],
  ] as const)("is whole on a %s, %s, in %s", async (size, theme, language) => {
    const { references } = await playUntil(browsing.licet, "bind-certificate");
    for (const [name, at] of [
      ["desk", "/desk"],
      ["list", "/lists/parties"],
      ["case", `/cases/${references.dualUseApplication}`],
      ["licence", `/licences/${references.dualUseLicence}`],
    ] as const) {
      const page = await browsing.open(SENIOR, { at, size, theme, language });
      await page.locator(".skeleton").first().waitFor({ state: "detached" });
      await expectAccessible(page);
      await expectReflow(page);
      await picture(page, `${name}-${size}-${theme}-${language}`);
      await page.context().close();
    }
  });
});

async function approve(page: Page): Promise<void> {
  await page.getByLabel("Reason").selectOption("criteria-met");
  await page.getByLabel("Legal basis").fill("Export Control Order 2008, Art. 26");
  await page.getByLabel("Valid from").fill("2026-01-01");
  await page.getByLabel("Last day of validity").fill("2028-12-31");
  await page.getByLabel("Issuing office, by code").fill("GB-ECJU");
  await page.getByLabel("Control", { exact: true }).selectOption("quantity");
  await page.getByLabel("Unit (UN/ECE code)").selectOption("KGM");
  await page.getByLabel("Authorised quantity").fill("12");
  await page.getByLabel("Required", { exact: true }).check();
  await page.getByLabel("Other states whose customs write off").fill("AE");
  await page.getByRole("button", { name: "Approve the application" }).click();
}
