// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { findFabric, type FabricLine } from "@licet/network/fabric/binaries";
import { allCases } from "./cases/all-cases.js";
import { compare, measureOf, readRecorded, recordedFile, type Comparison, type RecordedResults } from "./compare.js";
import type { World } from "./harness/world.js";
import type { LedgerName } from "./ledgers/ledger.js";
import { ledgers, onLedger, onProfiles } from "./run-on.js";
import { runCases, runnable, type Observations } from "./run.js";

/** Longest excerpt of an observation in the printed list. */
const EXCERPT_LENGTH = 300;

export interface CasesOptions {
  readonly ledger: LedgerName;
  /** Profiles of a network that is up; absent where one is to be started. */
  readonly profiles: string | undefined;
  /** Only cases whose id contains the text. */
  readonly filter: string;
  readonly json: boolean;
  readonly record: boolean;
}

/** Runs the cases and compares them with the recorded results, or records them. @returns the exit status */
export async function runCasesOn(options: CasesOptions): Promise<number> {
  const { ledger, profiles, json } = options;
  const cases = runnable(allCases, ledger, profiles === undefined).filter(({ id }) => id.includes(options.filter));
  const progress = (id: string, _: unknown, milliseconds: number): void => {
    if (!json) process.stderr.write(`${id} (${milliseconds} ms)\n`);
  };
  const play = (world: World): Promise<Observations> => runCases(world, cases, progress);
  const observations = await (profiles === undefined ? onLedger(ledgers[ledger], play) : onProfiles(profiles, play));
  if (options.record && ledger !== "embedded") {
    record(ledger, observations);
    return 0;
  }
  const comparison = compare(ledger, observations, measureOf(ledger));
  if (json) process.stdout.write(`${JSON.stringify(comparison, null, 2)}\n`);
  else print(comparison);
  return comparison.differed + comparison.stale.length === 0 ? 0 : 1;
}

function excerpt(value: unknown): string {
  return (value === undefined ? "nothing" : JSON.stringify(value)).slice(0, EXCERPT_LENGTH);
}

function print(comparison: Comparison): void {
  const { ledger, cases, agreed, differed, known } = comparison;
  for (const { caseId, path, recorded, seen } of comparison.differences) {
    process.stdout.write(`${caseId} ${path}\n  recorded: ${excerpt(recorded)}\n  ${ledger}: ${excerpt(seen)}\n`);
  }
  for (const stale of comparison.stale) process.stdout.write(`no longer differs, but is listed: ${stale}\n`);
  process.stdout.write(`${ledger}: ${cases} cases, ${agreed} agreed, ${differed} differed, ${known} known to differ\n`);
}

/** Writes down what was seen; cases that were not run keep what was recorded of them. */
function record(line: FabricLine, observations: Observations): void {
  const { version } = findFabric(line);
  const file = recordedFile(line);
  const all: Observations = { ...readRecorded(line).observations, ...observations };
  const known = runnable(allCases, line, true)
    .filter(({ id }) => id in all)
    .map(({ id }) => [id, all[id]] as const);
  mkdirSync(dirname(file), { recursive: true });
  const results: RecordedResults = { fabric: version, observations: Object.fromEntries(known) as Observations };
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  process.stdout.write(`${file}: ${Object.keys(observations).length} cases on Fabric ${version}\n`);
}
