// SPDX-License-Identifier: Apache-2.0
import { leadsTo } from "@licet/domain/checkpoint/disposition";
import type { Disposition, Verdict } from "@licet/domain/checkpoint/schemas";
import { VERDICT_TABLE } from "@licet/domain/checkpoint/verdict-table";

/**
 * What a check comes to, as its sign shows it; gravest first. `hidden` is "not disclosed", `na` is "not applicable", `wait` has not been
 * answered yet.
 */
export const OUTCOMES = ["stop", "refer", "hidden", "unknown", "wait", "pass", "na"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What each outcome leads to; what is not answered leads no further than to refer. */
export const LEADS_TO: Readonly<Record<Outcome, Disposition>> = {
  stop: "stop",
  refer: "refer",
  hidden: "refer",
  unknown: "refer",
  wait: "refer",
  pass: "may-pass",
  na: "may-pass",
};

const OF_ANSWER: Readonly<Record<Exclude<Verdict["verdict"], "not-satisfactory">, Outcome>> = {
  satisfactory: "pass",
  unknown: "unknown",
  "not-disclosed": "hidden",
  "not-applicable": "na",
};

const OF_DISPOSITION: Readonly<Record<Disposition, Outcome>> = { stop: "stop", refer: "refer", "may-pass": "refer" };

/** The outcome of a verdict. A code that this application does not know is `unknown`, whatever came with it. */
export function outcomeOf({ verdict, code }: Pick<Verdict, "verdict" | "code">): Outcome {
  if (!Object.hasOwn(VERDICT_TABLE, code)) return "unknown";
  return verdict === "not-satisfactory" ? OF_DISPOSITION[leadsTo(code)] : OF_ANSWER[verdict];
}

/** The same things, gravest first, in their own order within an outcome. */
export function gravestFirst<T extends { readonly outcome: Outcome }>(checks: readonly T[]): T[] {
  return [...checks].sort((left, right) => OUTCOMES.indexOf(left.outcome) - OUTCOMES.indexOf(right.outcome));
}

/** Whether a check is folded away: it is answered, and nothing has to be done about it. */
export function isSettled(outcome: Outcome): boolean {
  return LEADS_TO[outcome] === "may-pass";
}
