// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { answersIn, ANSWERS_FILE, type KeptAnswers, keptIn, LEDGER_FILE } from "./files";
import { Stage } from "./stage";
import { type KeptLedger, ledgerOf } from "./stored";

const ROOT = path.join(__dirname, "../../../..");
const FOLDER = path.join(ROOT, "test/data/ledgers");

/** The release that this source is to become. */
export function thisRelease(): string {
  return (JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as { version: string }).version;
}

/** Releases whose ledgers are kept, oldest first by name. */
export function keptReleases(): readonly string[] {
  return readdirSync(FOLDER).sort();
}

/** Text of a file that a release keeps. */
export function keptText(release: string, file: string): string {
  return readFileSync(path.join(FOLDER, release, file), "utf8");
}

/** The ledger that a release left, as it lies there. */
export function keptBy(release: string): KeptLedger {
  return keptIn(keptText(release, LEDGER_FILE));
}

/** What the ledger of a release answered. */
export function answersOf(release: string): KeptAnswers {
  return answersIn(keptText(release, ANSWERS_FILE));
}

/** The ledger that a release left, where the current rules go on with it. */
export async function stageOf(kept: KeptLedger): Promise<Stage> {
  const stage = new Stage(ledgerOf(kept), kept.at);
  await stage.skip(kept.transactions);
  return stage;
}
