// SPDX-License-Identifier: Apache-2.0
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { playUntil } from "./support/case.js";
import { noChromium } from "./support/chromium.js";
import { Browsing, expectAccessible, expectReflow, picture } from "./support/pages.js";

const CUSTOMS = "customs1@GBAuthorityMSP";
const EXPORTER = "exporter1@GBAuthorityMSP";
const NARROW = { viewport: { width: 360, height: 740 } };

const TEXT = { name: "packing list.txt", mimeType: "text/plain", buffer: Buffer.from("15 kg in one case\n") };
/** Says that it is a picture, and is none. */
const CUNNING = { name: "photo.png", mimeType: "image/png", buffer: Buffer.from("no picture at all\n") };

/** Holds goods as whoever is signed in on a page, by the interface. */
async function holdGoods({ request }: Page, consignment: string): Promise<void> {
  const session = (await (await request.get("/v1/session")).json()) as { session: { csrfToken: string } };
  const answer = await request.post(`/v1/consignments/${consignment}/holds`, {
    headers: { "X-CSRF-Token": session.session.csrfToken, "Idempotency-Key": `hold-${consignment}` },
    data: { reason: "seals" },
  });
  expect(await answer.text()).toContain("seals");
}

describe.skipIf(noChromium !== undefined)(`documents, notices and mail (${noChromium ?? "in Chromium"})`, () => {
  let browsing: Browsing;
  let consignment: string;

  beforeAll(async () => {
    browsing = await Browsing.start();
    ({ consignment } = (await playUntil(browsing.licet, "release-for-export")).references);
  });

  afterAll(() => browsing.close());

  it("keeps a file with a part of a record, gives it back, and says in the log who did what", async () => {
    const page = await browsing.open(CUSTOMS, { context: NARROW });
    await page.getByRole("button", { name: "Menu", exact: true }).click();
    await page.getByRole("link", { name: "Documents" }).click();
    await page.getByRole("button", { name: "Show the documents" }).click();
    await page.getByText("2 fields to mend").waitFor();
    await expectAccessible(page);
    await page.getByLabel("Part of the record").selectOption({ label: "Consignment: goods" });
    await page.getByLabel("Reference of the record").fill(consignment);
    await page.getByRole("button", { name: "Show the documents" }).click();
    await page.getByText("No document of this part is shown to you").waitFor();
    await page.getByLabel("What it is").selectOption({ label: "Another document" });
    await page.getByLabel("File", { exact: true }).setInputFiles(TEXT);
    await page.getByRole("button", { name: "Send the file" }).click();
    await page.getByText("The gateway keeps the file").waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, "documents-360");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "packing list.txt" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("packing list.txt");
    await page.getByRole("link", { name: "Show who read what" }).click();
    await page
      .getByRole("row", { name: /Content read customs1@GBAuthorityMSP/ })
      .first()
      .waitFor();
    await expectAccessible(page);
    await picture(page, "documents-log-360");
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("shows why a file is not taken, and keeps what was chosen", async () => {
    const page = await browsing.open(CUSTOMS, { at: `/documents?part=consignment.goods&id=${consignment}` });
    await page.getByRole("button", { name: "Send the file" }).click();
    await page.locator(".error-summary").getByText("Choose a file").waitFor();
    await page.getByLabel("What it is").selectOption({ label: "Photograph" });
    await page.getByLabel("File", { exact: true }).setInputFiles(CUNNING);
    await page.getByRole("button", { name: "Send the file" }).click();
    await page.getByRole("alert").waitFor();
    await page.getByText("photo.png").first().waitFor();
    await expectAccessible(page);
    await picture(page, "documents-refused-desk");
  });

  it("leaves the log to officers", async () => {
    const page = await browsing.open(EXPORTER, { at: "/documents/log" });
    await page.getByRole("heading", { level: 1, name: "This page is not for your role" }).waitFor();
  });

  it("keeps a mail setting, and refuses what is no address at its field", async () => {
    const page = await browsing.open(EXPORTER, { at: "/settings" });
    await page.getByLabel(/^Mail address/).fill("nobody");
    await page.getByRole("button", { name: "Keep the mail settings" }).click();
    await page.locator(".error-summary").waitFor();
    await expectAccessible(page);
    await page.getByLabel(/^Mail address/).fill("exporter@example.org");
    await page.getByLabel("Acts that await a countersignature").uncheck();
    await page.getByRole("button", { name: "Keep the mail settings" }).click();
    await page.getByText("Kept.", { exact: true }).waitFor();
    await picture(page, "settings-desk");
    await page.reload();
    await page.getByLabel("Goods that are offered to me").waitFor();
    expect(await page.getByLabel(/^Mail address/).inputValue()).toBe("exporter@example.org");
    expect(await page.getByLabel("Acts that await a countersignature").isChecked()).toBe(false);
    await page.getByLabel(/^Mail address/).fill("");
    await page.getByLabel("Acts that await a countersignature").check();
    await page.getByRole("button", { name: "Keep the mail settings" }).click();
    await page.getByText("Kept.", { exact: true }).waitFor();
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("tells live when something changes after a check, until it is read", async () => {
    const stage = await playUntil(browsing.licet, "release-for-export");
    const page = await browsing.open(CUSTOMS, { at: "/notices" });
    const checked = await page.request.get(`/v1/checkpoint/verdicts?consignment=${stage.references.consignment}`);
    expect(checked.ok()).toBe(true);
    await page.getByText(/notices? shown$/).waitFor({ state: "attached" });
    // Others of the suites that share this Licet are this officer too, and are told of their own checks.
    const row = page.getByRole("listitem").filter({ hasText: stage.references.consignment });
    expect(await row.count()).toBe(0);
    await holdGoods(page, stage.references.consignment);
    await row.getByText("Goods held").waitFor();
    await expectAccessible(page);
    await picture(page, "notices-desk");
    await row.getByRole("button", { name: "Mark as read" }).click();
    await row.waitFor({ state: "detached" });
    await page.getByRole("link", { name: "All", exact: true }).click();
    await row.getByText(/^Read on/).waitFor();
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it.each(["/documents", "/notices", "/settings", "/documents/log"])(
    "is whole on a telephone in Arabic: %s",
    async (at) => {
      const page = await browsing.open(CUSTOMS, { size: "narrow", theme: "dark", language: "ar", at });
      await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
      await expectAccessible(page);
      await expectReflow(page);
      await picture(page, `${at.slice(1).replace("/", "-")}-narrow-dark-ar`);
      expect(browsing.problemsOf(page)).toEqual([]);
    },
  );
});
