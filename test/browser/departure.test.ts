// SPDX-License-Identifier: Apache-2.0
import { declarationText, withoutAttributions } from "@licet/scripts/demonstration/story/declaration";
import type { Stage } from "@licet/scripts/demonstration/step";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { playUntil } from "./support/case.js";
import { noChromium } from "./support/chromium.js";
import { tabTo, tabToField } from "./support/keyboard.js";
import { Browsing, expectAccessible, expectReflow, picture } from "./support/pages.js";

const CUSTOMS = "customs1@GBAuthorityMSP";
const EXPORTER = "exporter1@GBAuthorityMSP";
const OFFICE = "GB000051";

describe.skipIf(noChromium !== undefined)(`goods until they leave (${noChromium ?? "in Chromium"})`, () => {
  let browsing: Browsing;

  beforeAll(async () => {
    browsing = await Browsing.start();
  });

  afterAll(() => browsing.close());

  it("an exporter declares by a customs message, from signing in to what it has reserved; more than is left is refused in numbers", async () => {
    const stage = await playUntil(browsing.licet, "share-licence-with-destination");
    const page = await browsing.open(undefined);
    await browsing.signInButton(page, EXPORTER).click();
    await page.getByRole("link", { name: "Consignments" }).first().click();
    await page.getByRole("link", { name: "Declare goods for export" }).click();
    await page.getByRole("button", { name: "Send the message" }).click();
    await page.locator(".error-summary").getByText("Choose the message.").waitFor();
    await expectAccessible(page);

    await page.getByLabel("Route").fill("GBFXT AEJEA PKBQM");
    await choose(page, messageOf(stage).replaceAll(">10.00<", ">13.00<"));
    await page.getByRole("button", { name: "Send the message" }).click();
    await page.getByRole("alert").getByText("LICENCE_QUANTITY_EXCEEDED").waitFor();
    await expectAccessible(page);
    await picture(page, "departure-exceeded-desk");

    await choose(page, messageOf(stage));
    await page.getByRole("button", { name: "Send the message" }).click();
    await page.getByText("2.000 kg").waitFor();
    await expectAccessible(page);
    await picture(page, "departure-declared-desk");
    await page.getByRole("link", { name: stage.references.consignment }).click();
    await page.getByText("Machines for the reception").first().waitFor();
    await page.getByRole("button", { name: "Amend the declaration" }).waitFor();
    expect(await page.getByRole("button", { name: "Release for export" }).count()).toBe(0);
    await page.goto("/consignments");
    await page.getByRole("link", { name: stage.references.consignment }).waitFor();
    await expectAccessible(page);
    await picture(page, "departure-own-desk");
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("customs amend and release; a licence that is suspended meanwhile refuses in words, and nothing typed is lost", async () => {
    const stage = await playUntil(browsing.licet, "declare-export");
    const { references, client } = stage;
    const page = await browsing.open(CUSTOMS, { at: "/consignments" });
    await page.getByRole("link", { name: references.consignment }).click();
    await amend(page);

    await page.getByRole("button", { name: "Release for export" }).click();
    await page.getByText(`is written off on ${references.dualUseLicence}, line 1.`).waitFor();
    await page.getByLabel("Customs office").fill(OFFICE);
    await expectAccessible(page);
    await picture(page, "departure-release-desk");
    await suspend(client, references.dualUseLicence);
    await page.getByRole("button", { name: "Release the goods" }).click();
    await page.getByRole("alert").getByText("LICENCE_SUSPENDED").waitFor();
    expect(await page.getByLabel("Customs office").inputValue()).toBe(OFFICE);
    await picture(page, "departure-suspended-desk");
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("releases by the keyboard alone, and the quantities are written off", async () => {
    const { references } = await playUntil(browsing.licet, "amend-declaration");
    const page = await browsing.open(CUSTOMS, { at: `/consignments/${references.consignment}` });
    await tabTo(page, "Release for export");
    await page.keyboard.press("Enter");
    await page.getByLabel("Customs office").waitFor();
    await tabToField(page, "office");
    await page.keyboard.press("Control+A");
    await page.keyboard.type(OFFICE);
    await tabTo(page, "Release the goods");
    await page.keyboard.press("Enter");
    await page.getByText("Released", { exact: true }).first().waitFor();
    await page.getByRole("row").filter({ hasText: references.dualUseLicence }).getByText("10.000 kg").nth(1).waitFor();
    await expectAccessible(page);
    await picture(page, "departure-released-desk");
    expect(await page.getByRole("button", { name: "Invalidate the declaration" }).count()).toBe(0);
  });

  it("invalidates once it has been seen what that gives back", async () => {
    const { references } = await playUntil(browsing.licet, "declare-export");
    const page = await browsing.open(CUSTOMS, { at: `/consignments/${references.consignment}` });
    await page.getByRole("button", { name: "Invalidate the declaration" }).click();
    await page.getByText(`is free again on ${references.dualUseLicence}, line 1.`).waitFor();
    await page.getByLabel("Reason").selectOption("not-exported");
    await picture(page, "departure-invalidate-desk");
    await page.getByRole("button", { name: "Invalidate it now" }).click();
    await page.getByText("Invalidated", { exact: true }).first().waitFor();
    await page.getByText("Nothing now.").waitFor();
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it.each([
    ["telephone", "light", "ar"],
    ["tablet", "dark", "fr"],
    ["narrow", "light", "en"],
    ["desk", "light", "en"],
  ] as const)("is whole on a %s, %s, in %s", async (size, theme, language) => {
    const { references } = await playUntil(browsing.licet, "declare-export");
    for (const [name, at] of [
      ["list", "/consignments"],
      ["declare", "/consignments/declare"],
      ["consignment", `/consignments/${references.consignment}`],
    ] as const) {
      const page = await browsing.open(CUSTOMS, { at, size, theme, language });
      await page.locator(".skeleton").first().waitFor({ state: "detached" });
      await expectAccessible(page);
      await expectReflow(page);
      await picture(page, `departure-${name}-${size}-${theme}-${language}`);
      await page.context().close();
    }
  });
});

/** The real declaration, with the references of this playing. */
function messageOf({ references }: Stage): string {
  return references.declaration(withoutAttributions(declarationText("TT_EX009a.xml")));
}

async function choose(page: Page, xml: string): Promise<void> {
  const file = { name: "declaration.xml", mimeType: "application/xml", buffer: Buffer.from(xml, "utf8") };
  await page.getByLabel("Message", { exact: true }).setInputFiles(file);
}

async function amend(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Amend the declaration" }).click();
  await page.getByRole("button", { name: "Record the amendment" }).click();
  await page.locator(".error-summary").getByText("Give the reason’s code").waitFor();
  await page.getByLabel("Change reason code").fill("25");
  await page.getByLabel("licence after it").first().selectOption("EP");
  await expectAccessible(page);
  await picture(page, "departure-amend-desk");
  await page.getByRole("button", { name: "Record the amendment" }).click();
  await page.getByText("Partly used", { exact: true }).first().waitFor();
  await page.getByRole("button", { name: "Record the amendment" }).waitFor({ state: "detached" });
  expect(await page.getByText("Somebody else has changed this record").count()).toBe(0);
}

async function suspend(client: Stage["client"], licence: string): Promise<void> {
  const { status } = await client.call("gbSeniorOfficer", "licence:Suspend", {
    licence,
    reason: "investigation",
    legalBasis: "Export Control Order 2008, Art. 32",
  });
  expect(status).toBe(200);
}
