// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noChromium } from "./support/chromium.js";
import { Browsing, expectAccessible, expectReflow, picture } from "./support/pages.js";

interface Means {
  readonly demonstration: readonly { readonly people: readonly { readonly person: string }[] }[];
}

describe.skipIf(noChromium !== undefined)(`the frame (${noChromium ?? "in Chromium"})`, () => {
  let browsing: Browsing;

  beforeAll(async () => {
    browsing = await Browsing.start();
  });

  afterAll(() => browsing.close());

  it("lets everybody of the demonstration in by one press, and out again", async () => {
    const page = await browsing.open(undefined);
    await expectAccessible(page);
    await picture(page, "sign-in-desk");
    const means = (await (await page.request.get("/auth/means")).json()) as Means;
    const people = means.demonstration.flatMap((group) => group.people.map(({ person }) => person));
    expect(people.length).toBeGreaterThan(30);
    for (const person of people) {
      await browsing.signInButton(page, person).click();
      await page.getByRole("navigation", { name: "Main" }).waitFor();
      await page.getByRole("button", { name: "Menu", exact: true }).click();
      await page.getByText(`Signed in as ${person}`).waitFor();
      await page.getByRole("button", { name: "Sign out", exact: true }).click();
      await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    }
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("leads to the page that one came for", async () => {
    const page = await browsing.open(undefined, { at: "/nowhere" });
    await browsing.signInButton(page, "licensing1@GBAuthorityMSP").click();
    await page.getByRole("heading", { level: 1, name: "There is no such page" }).waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Go to the start" }).click();
    await page.getByRole("heading", { level: 1, name: "Licensing officer" }).waitFor();
    expect(await page.evaluate(() => (globalThis as unknown as { document: { title: string } }).document.title)).toBe(
      "Start – Licet",
    );
    // The keyboard goes on from the heading of the new page.
    expect(await page.locator(":focus").textContent()).toBe("Licensing officer");
  });

  it.each([
    ["telephone", "light", "en", "carrier1@CarriersMSP"],
    ["tablet", "dark", "fr", "exporter1@GBAuthorityMSP"],
    ["desk", "light", "ar", "customs1@AEAuthorityMSP"],
    ["narrow", "dark", "ar", "licensing2@GBAuthorityMSP"],
    ["narrow", "light", "fr", "registrar1@PKAuthorityMSP"],
  ] as const)("is whole on a %s, %s, in %s for %s", async (size, theme, language, person) => {
    const page = await browsing.open(person, { size, theme, language });
    await page.locator(".fresh-live").waitFor();
    await page.locator(".start-count[aria-busy=true]").first().waitFor({ state: "detached" });
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, `start-${size}-${theme}-${language}`);
    await page.locator(".menu-btn").click();
    await expectAccessible(page);
    await expectReflow(page);
    await picture(page, `menu-${size}-${theme}-${language}`);
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("changes its language and its colours at once, and keeps both", async () => {
    const page = await browsing.open("customs1@AEAuthorityMSP");
    await page.getByRole("button", { name: "Menu", exact: true }).click();
    await page.getByLabel("Light or dark").selectOption("dark");
    await page.getByLabel("Language").selectOption("ar");
    await page.getByRole("heading", { level: 1, name: "موظف الحدود" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "موظف الحدود" }).waitFor();
    const root = page.locator("html");
    expect([await root.getAttribute("dir"), await root.getAttribute("lang")]).toEqual(["rtl", "ar"]);
    expect(await root.getAttribute("data-theme")).toBe("dark");
  });

  it("is used by the keyboard alone", async () => {
    const page = await browsing.open("licensing1@GBAuthorityMSP");
    await page.locator(".start-count").first().waitFor();
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("Skip to the page");
    await page.keyboard.press("Enter");
    expect(await page.locator(":focus").getAttribute("id")).toBe("main");
    await page.locator(".menu-btn").focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("Language").waitFor();
    await page.keyboard.press("Escape");
    await page.getByLabel("Language").waitFor({ state: "detached" });
    expect(await page.locator(":focus").textContent()).toBe("Menu");
  });

  it("asks to sign in again over the page when the session has ended, and goes on as the same person", async () => {
    const page = await browsing.open("licensing1@GBAuthorityMSP");
    await page.locator(".fresh-live").waitFor();
    await page.context().clearCookies();
    await page.getByRole("link", { name: "Licet" }).click();
    // The page asks again when it is looked at again, as after another window.
    await page.evaluate(() => {
      const { document, Event } = globalThis as unknown as {
        document: { dispatchEvent(event: object): void };
        Event: new (name: string) => object;
      };
      document.dispatchEvent(new Event("visibilitychange"));
    });
    const sheet = page.getByRole("dialog", { name: "Your session has ended" });
    await sheet.waitFor();
    await expectAccessible(page);
    await picture(page, "session-ended-desk");
    await sheet.getByRole("button", { name: "licensing1@GBAuthorityMSP" }).click();
    await sheet.waitFor({ state: "detached" });
    await page.getByRole("heading", { level: 1, name: "Licensing officer" }).waitFor();
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("says that the gateway does not answer, keeps what is shown, and notices when it does", async () => {
    const page = await browsing.open("licensing1@GBAuthorityMSP");
    await page.locator(".fresh-live").waitFor();
    await page.context().setOffline(true);
    await page.getByText("No connection to the gateway").waitFor();
    await page.getByText("To decide").waitFor();
    await picture(page, "offline-desk");
    await expectAccessible(page);
    await page.context().setOffline(false);
    await page.locator(".fresh-live").waitFor();
    await page.getByText("No connection to the gateway").waitFor({ state: "detached" });
  });
});
