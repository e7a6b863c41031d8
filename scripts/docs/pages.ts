// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import { format, resolveConfig } from "prettier";
import { errorsPage } from "./errors-page.js";
import { transactionsPage } from "./transactions-page.js";

/** Text of every generated page by its path, laid out as all files of the project are. */
export async function generatedPages(root: string): Promise<Readonly<Record<string, string>>> {
  const pages = {
    "docs/reference/errors.md": errorsPage(),
    "docs/reference/transactions.md": transactionsPage(),
  };
  const laidOut: Record<string, string> = {};
  for (const [file, text] of Object.entries(pages)) {
    const options = await resolveConfig(path.join(root, file));
    laidOut[file] = await format(text, { ...options, parser: "markdown" });
  }
  return laidOut;
}
