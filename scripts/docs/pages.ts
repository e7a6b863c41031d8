// SPDX-License-Identifier: Apache-2.0
import { errorsPage } from "./errors-page.js";
import { laidOut } from "./lay-out.js";
import { transactionsPage } from "./transactions-page.js";

/** Text of every generated page by its path, laid out as all files of the project are. */
export async function generatedPages(root: string): Promise<Readonly<Record<string, string>>> {
  const pages = {
    "docs/reference/errors.md": errorsPage(),
    "docs/reference/transactions.md": transactionsPage(),
  };
  const texts: Record<string, string> = {};
  for (const [file, text] of Object.entries(pages)) texts[file] = await laidOut(root, file, text);
  return texts;
}
