// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import type { FabricLine } from "@licet/network/fabric/binaries";
import { z } from "zod";
import type { Observation } from "@licet/scripts/wire/observation";
import { suiteFile } from "./ledgers/files.js";
import { LEDGER_NAMES, type LedgerName } from "./ledgers/ledger.js";
import type { Observations } from "./run.js";

/** One place where a ledger and the recorded results of real Fabric do not say the same. */
export interface Difference {
  readonly caseId: string;
  /** Names and indexes from the observation's top to the place, joined by dots; empty for the whole observation. */
  readonly path: string;
  /** What real Fabric said; absent where it said nothing. */
  readonly recorded?: Observation | undefined;
  readonly seen?: Observation | undefined;
}

const KnownSchema = z.strictObject({
  ledger: z.enum(LEDGER_NAMES),
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

/** The outcome of a run against the recorded results. */
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

/** What a ledger is compared with. */
export interface Measure {
  /** What real Fabric 2.5 did, which is the reference for every ledger. */
  readonly reference: Observations;
  /** What this very kind of ledger did before, where that is recorded: it holds also where it differs from the reference. */
  readonly own?: Observations | undefined;
  readonly known: readonly KnownDifference[];
}

/** Compares what was seen on a ledger with the recorded results, leaving out what is known to differ. */
export function compare(ledger: LedgerName, seen: Observations, { reference, own, known: all }: Measure): Comparison {
  const known = all.filter((one) => one.ledger === ledger);
  const ids = Object.keys(seen);
  const found = ids.flatMap((id) => differencesOf(id, reference[id], seen[id]));
  const strange = found.filter((difference) => !known.some((one) => covers(one, difference)));
  const moved = own === undefined ? [] : ids.flatMap((id) => differencesOf(id, own[id], seen[id]));
  const differences = [...strange, ...moved.filter((one) => !strange.some((other) => samePlace(one, other)))];
  const differed = new Set(differences.map(({ caseId }) => caseId));
  const differing = new Set([...found.map(({ caseId }) => caseId), ...differed]);
  const stale = known
    .filter((one) => one.case in seen)
    .flatMap((one) => one.paths.map((path) => ({ ...one, paths: [path] })))
    .filter((one) => !found.some((difference) => covers(one, difference)))
    .map((one) => `${one.case} ${one.paths.join(" ")}`);
  return {
    ledger,
    cases: ids.length,
    agreed: ids.length - differing.size,
    differed: differed.size,
    known: differing.size - differed.size,
    differences,
    stale,
  };
}

function samePlace(one: Difference, other: Difference): boolean {
  return one.caseId === other.caseId && one.path === other.path;
}

const RecordingSchema = z.object({ fabric: z.string(), observations: z.record(z.string(), z.unknown()) });

/** Where the recorded results of a line of real Fabric lie. */
export function recordedFile(line: FabricLine): string {
  return suiteFile("observed", `fabric-${line}.json`);
}

/** What a line of real Fabric did, case by case, and its exact version. */
export interface RecordedResults {
  readonly fabric: string;
  readonly observations: Observations;
}

export function readRecorded(line: FabricLine): RecordedResults {
  const { fabric, observations } = RecordingSchema.parse(JSON.parse(readFileSync(recordedFile(line), "utf8")));
  return { fabric, observations: observations as Observations };
}

/** The list of accepted differences. */
export function readKnownDifferences(): KnownDifferences {
  return KnownFileSchema.parse(JSON.parse(readFileSync(suiteFile("knownDifferences.json"), "utf8")));
}

/** What a ledger is compared with, as it is written down. */
export function measureOf(ledger: LedgerName): Measure {
  const own = ledger === "embedded" ? undefined : readRecorded(ledger).observations;
  return { reference: readRecorded("2.5").observations, own, known: readKnownDifferences().known };
}
