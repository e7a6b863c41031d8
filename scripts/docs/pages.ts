// SPDX-License-Identifier: Apache-2.0
import { areasSource } from "./areas-source.js";
import { domainIndexSource } from "./domain-index-source.js";
import { errorsPage } from "./errors-page.js";
import { eventsPage } from "./events-page.js";
import { formatted } from "./formatted.js";
import { recordsPage } from "./records-page.js";
import { signaturesPage } from "./signatures-page.js";
import { transactionsPage } from "./transactions-page.js";

/** Text of every generated page by its path, formatted as all files of the project are. */
export async function generatedPages(root: string): Promise<Readonly<Record<string, string>>> {
  const pages = {
    "chaincode/domain/index.ts": domainIndexSource(root),
    "chaincode/src/contracts/areas.ts": areasSource(),
    "docs/reference/errors.md": errorsPage(),
    "docs/reference/events.md": eventsPage(),
    "docs/reference/records.md": recordsPage(),
    "docs/reference/signatures.md": signaturesPage(),
    "docs/reference/transactions.md": transactionsPage(),
  };
  const texts: Record<string, string> = {};
  for (const [file, text] of Object.entries(pages)) texts[file] = await formatted(root, file, text);
  return texts;
}
