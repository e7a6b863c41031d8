// SPDX-License-Identifier: Apache-2.0

/** `npm run docs`: writes the reference pages that are made from the chaincode's own tables. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { generatedPages } from "./docs/pages.js";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

for (const [file, text] of Object.entries(await generatedPages(root))) {
  writeFileSync(path.join(root, file), text);
  process.stdout.write(`${file}\n`);
}
