// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { differencesOf } from "../compare.js";
import type { Observation } from "@licet/scripts/wire/observation";
import type { LeftBehind } from "./left-behind.js";

/** A transaction that was ordered: its index in the program, and what became of it. */
export interface Submission {
  readonly transaction: number;
  readonly code: string;
  /** Its read/write set; versions are places in the order of submission. */
  readonly rwset: Observation;
  readonly event: Observation;
}

/** A transaction that was submitted once more: the code in its block, or how the ordering service refused it. */
export interface Replay {
  readonly transaction: number;
  readonly outcome: string;
}

/** How long a play took, and how the ledger cut it. */
export interface Timing {
  readonly playMs: number;
  readonly readMs: number;
  readonly blocks: number;
}

/** What became of a program on one ledger. */
export interface Outcome {
  readonly seed: number;
  readonly transactions: number;
  /** By transaction: the result that the endorsers agreed on, or their refusal. */
  readonly endorsements: readonly Observation[];
  /** In the order in which they were submitted. */
  readonly submissions: readonly Submission[];
  readonly replays: readonly Replay[];
  /** Endorsed and not submitted, because their outcome would hang on where blocks end. */
  readonly withheld: readonly number[];
  /** World state, histories, policies, private values and their hashes. */
  readonly left: LeftBehind;
  /** Whether all peers ended with one commit hash. */
  readonly peersAgree: boolean;
  /** How often transactions were sent once more because the ordering service was busy, by its answer. */
  readonly resubmissions: Readonly<Record<string, number>>;
  readonly timing: Timing;
}

/** An outcome in short: what two ledgers must have in common, and what is kept of real Fabric. */
export interface OutcomeSummary {
  readonly seed: number;
  readonly transactions: number;
  readonly endorsed: number;
  readonly submitted: number;
  /** Number of submissions by validation code. */
  readonly codes: Readonly<Record<string, number>>;
  /** Number of repeated submissions by what became of them. */
  readonly replays: Readonly<Record<string, number>>;
  readonly peersAgree: boolean;
  /** SHA-256 of each part. */
  readonly digests: Readonly<Record<Part, string>>;
}

const PARTS = ["endorsements", "withheld", "codes", "replays", "writes", "events", "left"] as const;
/** Raft orders a repeated transaction again and peers find it to be one; SmartBFT refuses it. */
const WITHOUT_EFFECT: readonly string[] = ["DUPLICATE_TXID", "SERVICE_UNAVAILABLE"];
type Part = (typeof PARTS)[number];

/** An outcome's parts as two ledgers are compared by them. */
function partsOf(outcome: Outcome): Readonly<Record<Part, Observation>> {
  const { endorsements, submissions, replays, withheld, left } = outcome;
  return {
    endorsements,
    withheld,
    codes: submissions.map(({ transaction, code }) => [transaction, code]),
    replays: replays.map((one) => [
      one.transaction,
      WITHOUT_EFFECT.includes(one.outcome) ? "without effect" : one.outcome,
    ]),
    writes: submissions.map(({ transaction, rwset }) => [transaction, rwset]),
    events: submissions.flatMap(({ transaction, code, event }) => {
      if (code !== "VALID" || event === null) return [];
      const { name, payload } = event as { readonly name: string; readonly payload: string };
      return [[transaction, name, payload]];
    }),
    left,
  };
}

export function summarise(outcome: Outcome): OutcomeSummary {
  const { seed, transactions, endorsements, submissions, replays, peersAgree } = outcome;
  const refused = endorsements.filter((one) => typeof one === "object" && one !== null && "error" in one).length;
  const digests = Object.entries(partsOf(outcome)).map(([part, value]) => [
    part,
    createHash("sha256").update(JSON.stringify(value)).digest("hex"),
  ]);
  return {
    seed,
    transactions,
    endorsed: transactions - refused,
    submitted: submissions.length,
    codes: countOf(submissions.map(({ code }) => code)),
    replays: countOf(replays.map(({ outcome: became }) => became)),
    peersAgree,
    digests: Object.fromEntries(digests) as Record<Part, string>,
  };
}

function countOf(names: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort());
}

/** Where two outcomes of one program differ, as `part place: one side, other side`. */
export function compareOutcomes(one: Outcome, other: Outcome): string[] {
  const [left, right] = [partsOf(one), partsOf(other)];
  return PARTS.flatMap((part) => differencesOf(part, left[part], right[part])).map(
    ({ caseId, path, recorded, seen }) =>
      `${caseId} ${path}: ${JSON.stringify(recorded ?? null)}, ${JSON.stringify(seen ?? null)}`,
  );
}
