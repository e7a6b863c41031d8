// SPDX-License-Identifier: Apache-2.0
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Where systems have Chromium; `CHROMIUM` names another place. */
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const executablePath = [process.env["CHROMIUM"], ...PLACES].find((place) => place !== undefined && existsSync(place));

/** Why suites in a browser are skipped; undefined where there is one. */
export const noChromium =
  executablePath === undefined ? "no Chromium: install the package chromium, or name one in CHROMIUM" : undefined;

/** Starts Chromium. As root, as build servers run, it has no sandbox of its own; it opens nothing but this machine's pages. */
export function launch(): Promise<Browser> {
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  // A camera that shows a test picture, for pages that scan.
  args.push("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream");
  return chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args });
}
