// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noChromium } from "./support/chromium.js";
import { Browsing, expectAccessible, expectReflow, picture } from "./support/pages.js";

const REGISTRAR = "registrar1@GBAuthorityMSP";

describe.skipIf(noChromium !== undefined)(`the consortium and its counts (${noChromium ?? "in Chromium"})`, () => {
  let browsing: Browsing;

  beforeAll(async () => {
    browsing = await Browsing.start();
  });

  afterAll(() => browsing.close());

  it("shows each member's peer, who endorses for whom, and who the members are", async () => {
    const page = await browsing.open(REGISTRAR);
    await page.locator(".menu-btn").click();
    await page.getByRole("link", { name: "Consortium" }).click();
    const peers = page.getByRole("region", { name: "Peers, heights and certificates" });
    await peers.getByRole("row", { name: /^GBAuthorityMSP \(yours\) Up to date/ }).waitFor();
    expect(await peers.getByRole("row").count()).toBe(6);
    await page
      .getByRole("region", { name: "Transactions by sender and endorser" })
      .getByText("GBAuthorityMSP")
      .first()
      .waitFor();
    await page.getByRole("row", { name: /^CarriersMSP Carriers None CARRIERS/ }).waitFor();
    await expectAccessible(page);
    await picture(page, "consortium-desk");
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it("says of a member that is not heard of that it is unknown, and never that all is well", async () => {
    const page = await browsing.open(REGISTRAR);
    await page.route("**/v1/network", async (route) => {
      const answer = await route.fetch();
      const network = (await answer.json()) as { others: { organisation: string; behind: number }[] };
      const others = network.others
        .filter(({ organisation }) => organisation !== "PKAuthorityMSP")
        .map((peer) => (peer.organisation === "AEAuthorityMSP" ? { ...peer, behind: 40 } : peer));
      await route.fulfill({ response: answer, json: { ...network, others, certificates: [] } });
    });
    await page.goto("/consortium");
    await page.getByRole("row", { name: /^PKAuthorityMSP Unknown: not heard of Unknown Unknown/ }).waitFor();
    await page.getByRole("row", { name: /^AEAuthorityMSP Behind/ }).waitFor();
    await page.getByText("Unknown: it has not endorsed lately").first().waitFor();
    await expectAccessible(page);
    await picture(page, "consortium-unknown-desk");
  });

  it("counts what was recorded by day, week and month, each with its table", async () => {
    const page = await browsing.open(REGISTRAR, { at: "/statistics" });
    await page.getByRole("row", { name: /^Licence issued LicenceIssued/ }).waitFor();
    await page.getByText("The figures as a table").first().click();
    expect(await page.locator("details[open] tbody tr").count()).toBe(30);
    await expectAccessible(page);
    await picture(page, "statistics-desk");
    await page.getByRole("link", { name: "By month" }).click();
    await page.getByText("The figures as a table").first().waitFor();
    expect(browsing.problemsOf(page)).toEqual([]);
  });

  it.each([
    ["telephone", "dark", "ar"],
    ["tablet", "light", "fr"],
    ["narrow", "light", "en"],
  ] as const)("are whole on a %s, %s, in %s", async (size, theme, language) => {
    for (const at of ["/consortium", "/statistics"]) {
      const page = await browsing.open(REGISTRAR, { size, theme, language, at });
      await page.getByRole("table").last().waitFor();
      await expectAccessible(page);
      await expectReflow(page);
      await picture(page, `${at.slice(1)}-${size}-${theme}-${language}`);
      expect(browsing.problemsOf(page)).toEqual([]);
    }
  });
});
