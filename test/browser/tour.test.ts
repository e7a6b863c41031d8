// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noChromium } from "./support/chromium.js";
import { Browsing, expectAccessible, expectReflow, picture } from "./support/pages.js";

const OFFICER = "licensing1@GBAuthorityMSP";

describe.skipIf(noChromium !== undefined)(`the tour (${noChromium ?? "in Chromium"})`, () => {
  let browsing: Browsing;

  beforeAll(async () => {
    browsing = await Browsing.start();
  });

  afterAll(() => browsing.close());

  it("goes through five steps by keyboard, along with the pages, and does not come back", async () => {
    const page = await browsing.open(OFFICER);
    const tour = page.getByRole("region", { name: "Tour of the demonstration" });
    await tour.getByText("Step 1 of 5").waitFor();
    await expectAccessible(page);
    await picture(page, "tour-desk");
    for (const step of [2, 3, 4, 5]) {
      await tour.getByRole("button", { name: "Next step of the tour" }).focus();
      await page.keyboard.press("Enter");
      await tour.getByText(`Step ${step.toString()} of 5`).waitFor();
    }
    await tour.getByRole("link", { name: "Open the explorer" }).click();
    await page.getByRole("heading", { level: 1, name: "Explorer" }).waitFor();
    await tour.getByText("Step 5 of 5").waitFor();
    await tour.getByRole("button", { name: "End the tour" }).click();
    await tour.waitFor({ state: "detached" });
    await page.goto("/");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.locator(".fresh-live").waitFor();
    expect(await tour.count()).toBe(0);
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("can be closed at once and begun again from the help, which says what words mean", async () => {
    const page = await browsing.open(OFFICER, { size: "narrow" });
    const tour = page.getByRole("region", { name: "Tour of the demonstration" });
    await tour.getByRole("button", { name: "Close the tour" }).click();
    await tour.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Menu", exact: true }).click();
    await page.getByRole("link", { name: "Help and tour" }).click();
    await page.getByText("Ownership proof").waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, "help-narrow");
    await page.getByRole("button", { name: "Begin the tour again" }).click();
    await page.getByText("Step 1 of 5").waitFor();
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("does not stand on a page that somebody came for", async () => {
    const page = await browsing.open(OFFICER, { at: "/explorer" });
    await page.getByRole("table").waitFor();
    expect(await page.getByText("Step 1 of 5").count()).toBe(0);
  });

  it("changes its language with the page", async () => {
    const page = await browsing.open(OFFICER, { language: "ar", size: "telephone" });
    await page.getByText("الخطوة 1 من 5").waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, "tour-telephone-ar");
    await page.getByRole("button", { name: "القائمة" }).click();
    await page.getByLabel("اللغة").selectOption("fr");
    await page.getByText("Étape 1 sur 5").waitFor();
  });
});
