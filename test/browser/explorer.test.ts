// SPDX-License-Identifier: Apache-2.0
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { playUntil } from "./support/case.js";
import { noChromium } from "./support/chromium.js";
import { Browsing, expectAccessible, expectReflow, picture } from "./support/pages.js";

const OFFICER = "licensing1@GBAuthorityMSP";
const CUSTOMS_ABROAD = "customs1@AEAuthorityMSP";
const NARROW = { viewport: { width: 360, height: 740 } };

describe.skipIf(noChromium !== undefined)(`the explorer (${noChromium ?? "in Chromium"})`, () => {
  let browsing: Browsing;
  let consignment: string;

  beforeAll(async () => {
    browsing = await Browsing.start();
    ({ consignment } = (await playUntil(browsing.licet, "accept-first-handoff")).references);
  });

  afterAll(() => browsing.close());

  async function find(page: Page, text: string): Promise<void> {
    await page.getByLabel("Number, id or reference").fill(text);
    await page.getByRole("button", { name: "Find it" }).click();
  }

  async function keptFile(page: Page, button: string): Promise<string> {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: button, exact: true }).click(),
    ]);
    return readFile(await download.path(), "utf8");
  }

  it("leads from the blocks to what a transaction changed, with what lay there before", async () => {
    const page = await browsing.open(OFFICER, { at: "/explorer" });
    await page.getByRole("link", { name: "Custody passed" }).first().waitFor();
    await expectAccessible(page);
    await picture(page, "explorer-desk");
    await find(page, consignment);
    await page.getByRole("link", { name: consignment }).first().click();
    await page.getByRole("heading", { level: 1, name: `History of ${consignment}` }).waitFor();
    await page.getByRole("link", { name: "Goods released for export" }).click();
    await page.getByText("fields differ").waitFor();
    await expectAccessible(page);
    await picture(page, "explorer-history-desk");
    await page.getByRole("link", { name: "Show the transaction" }).click();
    await page.getByRole("heading", { level: 1, name: "Goods released for export" }).waitFor();
    const status = page.getByRole("row", { name: /^Status registered released/ });
    await status.waitFor();
    await page.getByText("All records are proven").waitFor();
    await page.getByText("As its sender says. There is no second clock to compare.").waitFor();
    await expectAccessible(page);
    await picture(page, "explorer-transaction-desk");
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("gives what is seen as JSON and CSV", async () => {
    const page = await browsing.open(OFFICER, { at: `/explorer/records/consignment/${consignment}` });
    const json = JSON.parse(await keptFile(page, "JSON")) as readonly { readonly name: string }[];
    expect(json.map(({ name }) => name)).toContain("consignment:ReleaseForExport");
    const csv = await keptFile(page, "CSV");
    expect(csv.split("\r\n")[0]).toBe("Block,Transaction,Time,Event,Field,After");
    expect(csv).toContain("ConsignmentReleased,status,released");
  });

  it("shows another state's officer the same, and of confidential parts hashes", async () => {
    const page = await browsing.open(CUSTOMS_ABROAD, {
      at: `/explorer/records/consignment/${consignment}`,
      context: NARROW,
    });
    await page.getByRole("link", { name: "Consignment registered" }).click();
    await page.getByRole("link", { name: "Show the transaction" }).click();
    await page.getByText(/values are on the channel as hashes only/).click();
    await page.getByText(`Confidential part goods of ${consignment}`).waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, "explorer-transaction-360");
  });

  it("says of a block, a transaction and a record that there is none, and what to do", async () => {
    const page = await browsing.open(OFFICER, { at: "/explorer" });
    await find(page, "999999999");
    await page.getByRole("alert").waitFor();
    await expectAccessible(page);
    await page.goto(`/explorer/transactions/${"0".repeat(64)}`);
    await page.getByText("No block holds this transaction.").waitFor();
    await page.goto("/explorer/records/licence/GBSIEL0000000");
    await page.getByText("No record of this reference is proven.").waitFor();
    await page.goto("/explorer");
    await find(page, "NOBODY-KNOWS-THIS");
    await page.getByText("No record is called so").waitFor();
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("leads from a transaction's id to its page", async () => {
    const page = await browsing.open(OFFICER);
    const answer = await page.request.get(`/v1/records/consignment/${consignment}/history`);
    const { items } = (await answer.json()) as { items: { id: string; block: number }[] };
    await page.goto(`/explorer/transactions/${items[0]?.id ?? ""}`);
    await page.waitForURL(`**/explorer/blocks/${items[0]?.block.toString() ?? ""}/*`);
  });

  it("goes by keyboard from the box to a block and into its transaction", async () => {
    const page = await browsing.open(OFFICER, { at: "/explorer" });
    await page.getByLabel("Number, id or reference").focus();
    await page.keyboard.type("7");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Block 7" }).waitFor();
    expect(await page.locator(":focus").textContent()).toBe("Block 7");
    await page.getByRole("table").waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/explorer/blocks/7/0");
  });

  it.each([
    ["telephone", "dark", "ar"],
    ["tablet", "light", "fr"],
    ["narrow", "dark", "en"],
  ] as const)("is whole on a %s, %s, in %s", async (size, theme, language) => {
    const page = await browsing.open(OFFICER, {
      size,
      theme,
      language,
      at: `/explorer/records/consignment/${consignment}`,
    });
    await page.getByRole("table").waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, `explorer-history-${size}-${theme}-${language}`);
    await page.goto("/explorer");
    await page.getByRole("table").waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, `explorer-${size}-${theme}-${language}`);
    expect(browsing.problemsOf(page)).toEqual([]);
  });
});
