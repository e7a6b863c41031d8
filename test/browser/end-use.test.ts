// SPDX-License-Identifier: Apache-2.0
import { randomInt } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { playUntil } from "./support/case.js";
import { noChromium } from "./support/chromium.js";
import { Browsing, expectAccessible, expectReflow, picture } from "./support/pages.js";

const END_USER = "enduser1@PKAuthorityMSP";
const CERTIFIER = "certifier1@PKAuthorityMSP";
const REGISTRAR = "registrar1@PKAuthorityMSP";
const OTHER_STATE = "licensing1@GBAuthorityMSP";
const NARROW = { viewport: { width: 360, height: 740 } };
const PASSPHRASE = "four words are long enough";
const NUMBERS = 1_000_000_000;

describe.skipIf(noChromium !== undefined)(`certificates where they are made (${noChromium ?? "in Chromium"})`, () => {
  let browsing: Browsing;

  beforeAll(async () => {
    browsing = await Browsing.start();
  });

  afterAll(() => browsing.close());

  it("from a key of one's own to a certificate that is certified, on screen alone", async () => {
    const page = await browsing.open(END_USER, { at: "/signing-key", context: NARROW });
    const address = await makeKey(page);
    await draft(page, `PK-EUC-${randomInt(NUMBERS)}`);
    const certificate = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    await answerClauses(page);

    // A key that nobody has registered signs nothing.
    await page.getByLabel("Passphrase").fill(PASSPHRASE);
    await page.getByRole("button", { name: "Sign the undertaking" }).click();
    await page.getByRole("alert").waitFor();
    await picture(page, "end-use-not-registered-360");

    await registerKey(address);

    await page.getByLabel("Passphrase").fill("another passphrase");
    await page.getByRole("button", { name: "Sign the undertaking" }).click();
    await page.locator(".error-summary").getByText("This passphrase does not open the key").waitFor();
    await page.getByLabel("Passphrase").fill(PASSPHRASE);
    await page.getByRole("button", { name: "Sign the undertaking" }).click();
    await page.getByText("Signed by the end user", { exact: true }).waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, "end-use-signed-360");

    await certify(certificate);
    await page.getByText("Certified", { exact: true }).first().waitFor();
    expect(browsing.problemsOf(page)).toEqual([]);
    await seesNothing(certificate);
  });

  it("an officer verifies a delivery or repudiates, with what that stops shown first, and the refusal of the ledger in words", async () => {
    const { references } = await playUntil(browsing.licet, "declare-export");
    const page = await browsing.open(CERTIFIER, { at: `/certificates/${references.certificate}` });
    await page.getByRole("button", { name: "Verify the delivery" }).click();
    await page.getByRole("button", { name: "Record the delivery" }).click();
    await page.locator(".error-summary").getByText("Give the day of arrival").waitFor();
    await expectAccessible(page);
    await page.getByLabel("Consignment that arrived").fill(references.consignment);
    await page.getByLabel("Place of arrival").fill("PKBQM");
    await page.getByLabel("Arrived on").fill("2026-11-26");
    await page.getByRole("button", { name: "Record the delivery" }).click();
    await page.getByRole("alert").getByText("DELIVERY_NOT_COMPLETE").waitFor();
    await picture(page, "end-use-delivery-desk");
    await page.getByRole("button", { name: "Leave it as it is" }).click();

    await page.getByRole("button", { name: "Repudiate the certificate" }).click();
    await page.getByText("1 consignment on its way is told Stop.").waitFor();
    await page.getByLabel("Reason").first().selectOption("content-false");
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, "end-use-repudiate-desk");
    await page.getByRole("button", { name: "Repudiate it now" }).click();
    await page.getByText("Repudiated", { exact: true }).first().waitFor();
    await page.getByRole("button", { name: "Lift the repudiation" }).waitFor();
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  async function seesNothing(certificate: string): Promise<void> {
    const page = await browsing.open(OTHER_STATE, { at: `/certificates/${certificate}` });
    await page.getByText("Not disclosed", { exact: true }).waitFor();
    expect(await page.getByText("Solent Switching Systems Ltd").count()).toBe(0);
    await expectAccessible(page);
    await picture(page, "end-use-hidden-desk");
  }

  async function makeKey(page: Page): Promise<string> {
    await expectAccessible(page);
    await picture(page, "end-use-key-360");
    await page.getByLabel("Passphrase", { exact: true }).fill("short");
    await page.getByRole("button", { name: "Make the key" }).click();
    await page.locator(".error-summary").waitFor();
    await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
    await page.getByLabel("Passphrase again").fill(PASSPHRASE);
    await page.getByRole("button", { name: "Make the key" }).click();
    const address = page.locator(".copyable .ref").first();
    await address.waitFor();
    await page.getByText("Not registered for").waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, "end-use-key-made-360");
    return (await address.textContent()) ?? "";
  }

  async function draft(page: Page, certificate: string): Promise<void> {
    await page.goto("/certificates/draw-up");
    await page.getByLabel("Reference").fill(certificate);
    await page.getByRole("button", { name: "Draw up the certificate" }).click();
    await page.locator(".error-summary").waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, "end-use-draw-up-errors-360");
    await page.getByLabel("Exporter: name").fill("Solent Switching Systems Ltd");
    await page.getByLabel("Exporter: country").fill("GB");
    await page.getByLabel("Line 1: description").fill("Switching equipment");
    await page.getByLabel("Line 1: control code").fill("5A002");
    await page.getByLabel("Line 1: quantity").fill("10.5");
    await page.getByLabel("End use", { exact: true }).fill("Switching of a civil telephone network");
    for (const clause of await page.getByLabel("We undertake this").all()) await clause.check();
    await page.getByLabel("Name of whoever signs").fill("A. Rahman");
    await page.getByLabel("Position of whoever signs").fill("Director");
    await page.getByRole("button", { name: "Draw up the certificate" }).click();
    await page.getByRole("heading", { name: certificate }).waitFor();
    await page.getByRole("heading", { name: "Read each clause and sign" }).waitFor();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, "end-use-to-sign-360");
  }

  async function answerClauses(page: Page): Promise<void> {
    await page.getByLabel("It is not so").first().check();
    await page.getByRole("button", { name: "Sign the undertaking" }).click();
    await page.locator(".error-summary").getByText("Do not sign").waitFor();
    await picture(page, "end-use-unread-360");
    for (const clause of await page.getByLabel("We undertake this").all()) await clause.check();
  }

  async function registerKey(address: string): Promise<void> {
    const page = await browsing.open(REGISTRAR, { at: "/registry/parties" });
    await page.getByRole("link", { name: "PK-EU-0001" }).click();
    await page.getByRole("heading", { name: "PK-EU-0001" }).waitFor();
    await page.getByLabel("Address of the key").fill(address.slice(0, -1));
    await page.getByRole("button", { name: "Register the key" }).click();
    await page.locator(".error-summary").waitFor();
    await page.getByLabel("Address of the key").fill(address);
    await page.getByRole("button", { name: "Register the key" }).click();
    await page.getByText(address, { exact: true }).first().waitFor();
    await expectAccessible(page);
    await picture(page, "registry-party-desk");
    expect(browsing.problemsOf(page)).toEqual([]);
  }

  async function certify(certificate: string): Promise<void> {
    const page = await browsing.open(CERTIFIER, { at: "/certificates" });
    await page.getByRole("link", { name: certificate }).waitFor();
    await expectAccessible(page);
    await picture(page, "end-use-list-desk");
    await page.getByRole("link", { name: certificate }).click();
    await page.getByRole("button", { name: "Certify the certificate" }).click();
    await page.locator(".error-summary").waitFor();
    await page.getByLabel("Valid to").fill("2027-06-30");
    await expectAccessible(page);
    await picture(page, "end-use-certify-desk");
    await page.getByRole("button", { name: "Certify the certificate" }).click();
    await page.getByText("Certified", { exact: true }).first().waitFor();
    await page.getByRole("heading", { name: "Refuse or withdraw the certificate" }).waitFor();
    expect(browsing.problemsOf(page)).toEqual([]);
  }

  it.each(["/certificates", "/certificates/draw-up", "/signing-key"])("reads from right to left: %s", async (at) => {
    const page = await browsing.open(END_USER, { at, size: "telephone", language: "ar", theme: "dark" });
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, `end-use${at.replaceAll("/", "-")}-telephone-dark-ar`);
  });

  it.each(["/registry/parties", "/registry/register", "/registry/signatories"])(
    "shows the registrar %s",
    async (at) => {
      for (const [size, theme, language] of [
        ["desk", "light", "en"],
        ["telephone", "dark", "ar"],
      ] as const) {
        const page = await browsing.open(REGISTRAR, { at, size, theme, language });
        await page.locator(".skeleton").first().waitFor({ state: "detached" });
        await expectAccessible(page);
        await expectReflow(page);
        await picture(page, `registry${at.replaceAll("/", "-")}-${size}-${theme}-${language}`);
        expect(browsing.problemsOf(page)).toEqual([]);
      }
    },
  );
});
