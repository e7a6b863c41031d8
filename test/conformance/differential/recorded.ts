// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { suiteFile } from "../ledgers/files.js";
import type { OutcomeSummary } from "./outcome.js";

const CountsSchema = z.record(z.string(), z.number());
const RecordedSchema = z.strictObject({
  /** The exact version of real Fabric. */
  fabric: z.string(),
  seed: z.number(),
  transactions: z.number(),
  endorsed: z.number(),
  submitted: z.number(),
  codes: CountsSchema,
  replays: CountsSchema,
  peersAgree: z.boolean(),
  digests: z.record(z.string(), z.string()),
});

/** What became of a program on a version of real Fabric. */
export type RecordedOutcome = z.infer<typeof RecordedSchema>;

const RECORDINGS_FILE = suiteFile("observed", "differential.json");

/** The programs that were played on real Fabric, and what became of them. */
export function readRecordedOutcomes(): RecordedOutcome[] {
  if (!existsSync(RECORDINGS_FILE)) return [];
  return z.array(RecordedSchema).parse(JSON.parse(readFileSync(RECORDINGS_FILE, "utf8")));
}

/** Writes an outcome down, in place of an earlier one of the same program on the same version. */
export function recordOutcome(fabric: string, summary: OutcomeSummary): void {
  const name = ({ fabric: version, seed, transactions }: RecordedOutcome): string =>
    `${version} ${transactions} ${seed}`;
  const recorded: RecordedOutcome = { fabric, ...summary };
  const others = readRecordedOutcomes().filter((one) => name(one) !== name(recorded));
  const all = [...others, recorded].sort((one, other) => name(one).localeCompare(name(other)));
  writeFileSync(RECORDINGS_FILE, `${JSON.stringify(all, null, 2)}\n`);
}

/** Where an outcome differs from a recorded one: the names of the parts and counts. */
export function differencesFrom(recorded: RecordedOutcome, summary: OutcomeSummary): string[] {
  const parts = Object.entries(summary.digests).filter(([part, digest]) => recorded.digests[part] !== digest);
  const counts = JSON.stringify(recorded.codes) === JSON.stringify(summary.codes) ? [] : ["count of codes"];
  return [...parts.map(([part]) => part), ...counts];
}
