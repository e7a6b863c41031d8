// SPDX-License-Identifier: Apache-2.0
import type { Page } from "playwright-core";

/** How many presses of Tab reach anything on a page. */
const PRESSES_MAX = 200;

/**
 * Goes on by the Tab key until a button is reached.
 * @throws {Error} where it is not reached so.
 */
export async function tabTo(page: Page, button: string): Promise<void> {
  await page.getByRole("button", { name: button }).waitFor();
  await tabUntil(page, page.locator("button:focus", { hasText: button }), button);
}

/**
 * Goes on by the Tab key until a field is reached, which is named as its form names it.
 * @throws {Error} where it is not reached so.
 */
export async function tabToField(page: Page, name: string): Promise<void> {
  await tabUntil(page, page.locator(`[name="${name}"]:focus`), name);
}

async function tabUntil(page: Page, focused: ReturnType<Page["locator"]>, name: string): Promise<void> {
  for (let presses = 0; presses < PRESSES_MAX; presses += 1) {
    if ((await focused.count()) > 0) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Nobody reaches ${name} by the keyboard.`);
}
