// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import path from "node:path";
import { filesOf } from "@licet/chaincode/internal/testing/ledgers/files";
import { playedLedger } from "@licet/chaincode/internal/testing/ledgers/story";
import { projectRoot } from "../lib/paths.js";
import { writeProjectFile } from "./files.js";

/**
 * Writes the ledger of this release into `test/data/ledgers`, from no source: the chaincode's rules play it. Later releases read it in
 * their tests.
 */
export async function deriveLedger(): Promise<readonly string[]> {
  const { version } = JSON.parse(readFileSync(path.join(projectRoot, "package.json"), "utf8")) as { version: string };
  const files = await filesOf(await playedLedger());
  return Object.entries(files).map(([name, text]) => writeProjectFile(`test/data/ledgers/${version}/${name}`, text));
}
