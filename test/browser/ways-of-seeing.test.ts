// SPDX-License-Identifier: Apache-2.0
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { playUntil } from "./support/case.js";
import { noChromium } from "./support/chromium.js";
import { beyondWidth, Browsing, findingsOf, picture } from "./support/pages.js";
import { PLACES } from "./support/places.js";
import { clippedText, movements, unmarkedControls } from "./support/seen.js";

/** How somebody has set their browser up: what makes a page so, what may be wrong on it then, and what ends it. */
interface Way {
  readonly begin: (page: Page) => Promise<unknown>;
  readonly wrong: (page: Page) => Promise<readonly unknown[]>;
  readonly end: (page: Page) => Promise<unknown>;
}

const DESK = { width: 1280, height: 720 } as const;
const TELEPHONE = { width: 360, height: 740 } as const;
const FONT_SIZE = 16;

const WIDER_TEXT =
  "(() => { const style = document.createElement('style'); style.id = 'wider'; style.textContent = " +
  "'* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } " +
  "p { margin-block-end: 2em !important }'; document.head.append(style); })()";

async function setFontSize(page: Page, standard: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Page.enable");
  await session.send("Page.setFontSizes", { fontSizes: { standard } });
  await page.waitForFunction(`getComputedStyle(document.documentElement).fontSize === "${standard.toString()}px"`);
}

async function outOfPlace(page: Page): Promise<readonly string[]> {
  return [...(await page.evaluate(beyondWidth)), ...(await page.evaluate(clippedText))];
}

const WAYS: Readonly<Record<string, Way>> = {
  "colours of the system (forced colours)": {
    begin: (page) => page.emulateMedia({ forcedColors: "active" }),
    wrong: (page) => page.evaluate(unmarkedControls),
    end: (page) => page.emulateMedia({ forcedColors: "none" }),
  },
  "no movement (reduced motion)": {
    begin: (page) => page.emulateMedia({ reducedMotion: "reduce" }),
    wrong: (page) => page.evaluate(movements),
    end: (page) => page.emulateMedia({ reducedMotion: "no-preference" }),
  },
  // A window of 1280 by 720 pixels shows half as many of the page's at that zoom.
  "a zoom of 200 % (WCAG 1.4.4)": {
    begin: (page) => page.setViewportSize({ width: DESK.width / 2, height: DESK.height / 2 }),
    wrong: outOfPlace,
    end: (page) => page.setViewportSize(DESK),
  },
  "letters of twice the size": {
    begin: (page) => setFontSize(page, 2 * FONT_SIZE),
    wrong: outOfPlace,
    end: (page) => setFontSize(page, FONT_SIZE),
  },
  "text set wider, on a telephone (WCAG 1.4.12)": {
    begin: async (page) => {
      await page.setViewportSize(TELEPHONE);
      await page.evaluate(WIDER_TEXT);
    },
    wrong: outOfPlace,
    end: (page) => page.evaluate("document.getElementById('wider').remove()"),
  },
  "touch, on a telephone (WCAG 2.5.8)": {
    begin: (page) => page.setViewportSize(TELEPHONE),
    wrong: async (page) => [...(await outOfPlace(page)), ...(await findingsOf(page, ["target-size"]))],
    end: (page) => page.setViewportSize(DESK),
  },
};

describe.skipIf(noChromium !== undefined)(
  `every working place bears how people see (${noChromium ?? "in Chromium"})`,
  () => {
    let browsing: Browsing;

    beforeAll(async () => {
      browsing = await Browsing.start();
      // So that a carrier has something that is offered.
      await playUntil(browsing.licet, "propose-first-handoff");
    });

    afterAll(() => browsing.close());

    it.each(PLACES)("%s", async (place, person, at) => {
      // What a person sets for themselves a page's policy does not keep from them.
      const page = await browsing.open(person, { at, context: { bypassCSP: true, viewport: DESK } });
      await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
      const wrong: Record<string, readonly unknown[]> = {};
      for (const [way, { begin, wrong: wrongIn, end }] of Object.entries(WAYS)) {
        await begin(page);
        await picture(page, `${way} ${place}`.replaceAll(/[^a-z0-9]+/gi, "-"));
        const found = await wrongIn(page);
        if (found.length > 0) wrong[way] = found;
        await end(page);
      }
      expect(wrong).toEqual({});
      expect(browsing.problemsOf(page)).toEqual([]);
      await page.context().close();
    });
  },
);
