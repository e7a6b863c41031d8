// SPDX-License-Identifier: Apache-2.0
import { PROBLEM_LANGUAGE, ProblemError } from "../../../api/problem";
import type { FieldError } from "../../../components/form-context";
import type { Words } from "../../../words/use-words";
import type { Entry } from "../outbox";
import type { Issue } from "./load";

const WORDS = [
  [/^receivedBy$/, "carrier.wrong.party"],
  [/^place$/, "carrier.wrong.place"],
  [/^sealState$/, "carrier.wrong.sealState"],
  [/\.number$/, "carrier.wrong.seal"],
  [/\.source$/, "carrier.wrong.source"],
  [/\.packages$/, "carrier.wrong.packages"],
] as const;

/** Fields that the ledger's refusals concern. */
const FIELDS: Readonly<Record<string, string>> = {
  PLACE_OFF_ROUTE: "place",
  PLACE_PROHIBITED: "place",
  PLACE_PASSED: "place",
  CARRIER_NOT_NAMED: "receivedBy",
  PARTY_NOT_IN_FORCE: "receivedBy",
  SAME_PARTY: "receivedBy",
  NOT_FOUND: "receivedBy",
  SEAL_STATE_CONFLICT: "sealState",
};

/** What was typed wrong, in words, each at its field. */
export function issueErrors(t: Words, issues: readonly Issue[]): readonly FieldError[] {
  return issues.map(({ path }) => {
    const [, key] = WORDS.find(([pattern]) => pattern.test(path)) ?? [undefined, "carrier.wrong.other" as const];
    return { field: path, message: t(key) };
  });
}

/** Refusals of the ledger that concern a field, in its own words; the others stand with their entry. */
export function refusalErrors(entries: readonly Entry[]): readonly FieldError[] {
  return entries.flatMap(({ failure }) => {
    if (!(failure instanceof ProblemError)) return [];
    const field = FIELDS[failure.problem.code];
    return field === undefined ? [] : [{ field, message: failure.problem.detail, language: PROBLEM_LANGUAGE }];
  });
}
