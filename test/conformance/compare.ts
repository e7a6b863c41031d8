// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Observation } from "./harness/observation.js";
import { suiteFile } from "./ledgers/files.js";
import type { LedgerName } from "./ledgers/ledger.js";
import type { Observations } from "./run.js";

/** One place where a ledger and the recording of real Fabric do not say the same. */
export interface Difference {
  readonly caseId: string;
  /** Names and indexes from the observation's top to the place, joined by dots; empty for the whole observation. */
  readonly path: string;
  /** What real Fabric said; absent where it said nothing. */
  readonly recorded?: Observation | undefined;
  readonly seen?: Observation | undefined;
}

const KnownSchema = z.strictObject({
  ledger: z.enum(["embedded", "2.5"]),
  case: z.string(),
  /** Where in the case's observation; everything below belongs to it. */
  paths: z.array(z.string()).min(1),
  behaviour: z.string(),
  fabric: z.string(),
  here: z.string(),
  why: z.string(),
});
const KnownFileSchema = z.strictObject({
  known: z.array(KnownSchema),
  /** Behaviours that no case can show, because real Fabric does not survive them. */
  leftOut: z.array(z.strictObject({ behaviour: z.string(), fabric: z.string(), here: z.string() })),
});

/** A difference that is accepted, and why. */
export type KnownDifference = z.infer<typeof KnownSchema>;

/** What is known to differ, and what cannot be compared. */
export type KnownDifferences = z.infer<typeof KnownFileSchema>;

/** The outcome of a run against the recording. */
export interface Comparison {
  readonly ledger: LedgerName;
  readonly cases: number;
  /** Cases without any difference. */
  readonly agreed: number;
  /** Cases with differences that nobody has accepted. */
  readonly differed: number;
  /** Cases whose differences are all known. */
  readonly known: number;
  readonly differences: readonly Difference[];
  /** Known differences that were not seen, as `case path`: they must be struck from the list. */
  readonly stale: readonly string[];
}

function isBranch(value: Observation | undefined): value is Readonly<Record<string, Observation>> {
  return typeof value === "object" && value !== null;
}

function sameShape(a: Observation | undefined, b: Observation | undefined): boolean {
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && a.length === b.length;
  return isBranch(a) && isBranch(b);
}

/** Finds the deepest places where two observations differ. */
export function differencesOf(
  caseId: string,
  recorded: Observation | undefined,
  seen: Observation | undefined,
  path: readonly string[] = [],
): Difference[] {
  if (JSON.stringify(recorded) === JSON.stringify(seen)) return [];
  if (!isBranch(recorded) || !isBranch(seen) || !sameShape(recorded, seen)) {
    return [{ caseId, path: path.join("."), recorded, seen }];
  }
  const names = new Set([...Object.keys(recorded), ...Object.keys(seen)]);
  return [...names].flatMap((name) => differencesOf(caseId, recorded[name], seen[name], [...path, name]));
}

function covers(known: KnownDifference, difference: Difference): boolean {
  return (
    known.case === difference.caseId &&
    known.paths.some((path) => difference.path === path || difference.path.startsWith(`${path}.`))
  );
}

/** Compares what was seen on a ledger with the recording, leaving out what is known to differ. */
export function compare(
  ledger: LedgerName,
  seen: Observations,
  recorded: Observations,
  allKnown: readonly KnownDifference[],
): Comparison {
  const known = allKnown.filter((one) => one.ledger === ledger);
  const all = Object.keys(seen).flatMap((id) => differencesOf(id, recorded[id], seen[id]));
  const unknown = all.filter((difference) => !known.some((one) => covers(one, difference)));
  const differing = new Set(all.map(({ caseId }) => caseId));
  const differed = new Set(unknown.map(({ caseId }) => caseId));
  const stale = known
    .filter((one) => one.case in seen)
    .flatMap((one) => one.paths.map((path) => ({ ...one, paths: [path] })))
    .filter((one) => !all.some((difference) => covers(one, difference)))
    .map((one) => `${one.case} ${one.paths.join(" ")}`);
  const cases = Object.keys(seen).length;
  return {
    ledger,
    cases,
    agreed: cases - differing.size,
    differed: differed.size,
    known: differing.size - differed.size,
    differences: unknown,
    stale,
  };
}

const RecordingSchema = z.object({ fabric: z.string(), observations: z.record(z.string(), z.unknown()) });

/** Where the recording of real Fabric lies. */
export const RECORDING_FILE = suiteFile("observed", "fabric-2.5.json");

/** What real Fabric did, case by case, and its exact version. */
export function readRecording(): { readonly fabric: string; readonly observations: Observations } {
  const { fabric, observations } = RecordingSchema.parse(JSON.parse(readFileSync(RECORDING_FILE, "utf8")));
  return { fabric, observations: observations as Observations };
}

/** The list of accepted differences. */
export function readKnownDifferences(): KnownDifferences {
  return KnownFileSchema.parse(JSON.parse(readFileSync(suiteFile("knownDifferences.json"), "utf8")));
}
