// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Browser, BrowserContextOptions, ConsoleMessage, Page } from "playwright-core";
import { expect, inject } from "vitest";
import type { SharedLicet } from "./global-setup.js";
import { launch } from "./chromium.js";

/** How long a page may take to show what a test waits for, in milliseconds: a busy machine is slow. */
const PATIENCE_MS = 60_000;

/** Sizes that every page is looked at in. */
export const SIZES = {
  telephone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  desk: { width: 1440, height: 900 },
  narrow: { width: 320, height: 640 },
} as const;

/** How a page is opened. */
export interface PageOptions {
  /** Where; the start unless given. */
  readonly at?: string;
  readonly size?: keyof typeof SIZES;
  readonly theme?: "light" | "dark";
  readonly language?: "en" | "fr" | "ar";
  readonly context?: BrowserContextOptions;
}

/** Somebody's browser on the shared Licet. */
export class Browsing {
  readonly #browser: Browser;
  readonly #problems = new Map<Page, string[]>();

  private constructor(
    browser: Browser,
    readonly licet: SharedLicet,
  ) {
    this.#browser = browser;
  }

  /** Opens a browser; the first suite of a run waits until the demonstration is there. */
  static async start(): Promise<Browsing> {
    const answer = await fetch(inject("sharedLicet"));
    if (!answer.ok) throw new Error(`The shared Licet did not start: ${await answer.text()}`);
    return new Browsing(await launch(), (await answer.json()) as SharedLicet);
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  /** A page of somebody who is signed in, `customs1@AEAuthorityMSP`, or of nobody, in a browser of its own without a past. */
  async open(person: string | undefined, options: PageOptions = {}): Promise<Page> {
    const { at = "/", size = "desk", theme = "light", language = "en" } = options;
    const context = await this.#browser.newContext({
      baseURL: this.licet.gatewayUrl,
      viewport: SIZES[size],
      colorScheme: theme,
      locale: language,
      timezoneId: "Asia/Dubai",
      ...options.context,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    if (person !== undefined) await this.signIn(context.request, person);
    const page = await context.newPage();
    this.#watch(page);
    await page.goto(at);
    await page.getByRole("heading", { level: 1 }).waitFor();
    return page;
  }

  /** The button of somebody on the page to sign in at. */
  signInButton(page: Page, person: string): ReturnType<Page["getByRole"]> {
    const [name = "", organisation = ""] = person.split("@");
    return page.getByRole("button", { name: new RegExp(`^${name} ?${organisation}(,|$)`) });
  }

  /** Signs in by the demonstration's own form. */
  async signIn(request: Page["request"], person: string): Promise<void> {
    const answer = await request.post("/auth/demonstration", {
      form: { person, return: "/livez" },
      headers: { Origin: this.licet.gatewayUrl },
    });
    if (!answer.ok()) throw new Error(`${person} could not sign in: ${await answer.text()}`);
  }

  /**
   * What went wrong on a page so far: scripts that failed, what the content security policy refused. Refusals that the gateway
   * answers are no such thing: browsers note each.
   */
  problemsOf(page: Page): readonly string[] {
    return this.#problems.get(page) ?? [];
  }

  #watch(page: Page): void {
    const problems: string[] = [];
    this.#problems.set(page, problems);
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => {
      if (isProblem(message)) problems.push(message.text());
    });
  }
}

function isProblem(message: ConsoleMessage): boolean {
  return ["error", "warning"].includes(message.type()) && !message.text().startsWith("Failed to load resource");
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface AxeFinding {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Expects axe to find nothing on a page as it is now, best practices included. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await findingsOf(page)).toEqual([]);
}

/** What axe finds on a page as it is now: by its own choice of rules, or by those that are named. */
export async function findingsOf(page: Page, rules?: readonly string[]): Promise<readonly object[]> {
  await page.evaluate(axeSource);
  const findings = await page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: unknown[] }> } };
    return (await axe.run(runOnly === undefined ? {} : { runOnly: { type: "rule", values: runOnly } })).violations;
  }, rules);
  return (findings as AxeFinding[]).map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map(({ html, failureSummary }) => `${html}: ${failureSummary ?? ""}`),
  }));
}

/** Expects that nothing of a page lies beyond its width: it is read without scrolling sideways. */
export async function expectReflow(page: Page): Promise<void> {
  expect(await page.evaluate(beyondWidth)).toEqual([]);
}

/** What lies beyond the page's width, in the browser; nothing where the page does not scroll sideways. */
export function beyondWidth(): string[] {
  const { document } = globalThis as unknown as { document: PageDocument };
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const beyond = [...document.querySelectorAll("body *")].filter((element) => {
    const { left, right } = element.getBoundingClientRect();
    return right > clientWidth || left < 0;
  });
  return [
    `${(scrollWidth - clientWidth).toString()} px`,
    ...beyond.map(({ tagName, className }) => `${tagName} ${className}`),
  ];
}

/** As much of a document as is measured. */
interface PageDocument {
  readonly documentElement: { readonly scrollWidth: number; readonly clientWidth: number };
  querySelectorAll(selector: string): Iterable<PageElement>;
}

interface PageElement {
  readonly tagName: string;
  readonly className: string;
  getBoundingClientRect(): { readonly left: number; readonly right: number };
}

/** Takes a picture of a page for people to look at, into the folder that `BROWSER_PICTURES` names; takes none without it. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["BROWSER_PICTURES"];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}
