// SPDX-License-Identifier: Apache-2.0
import type { Disposition, Verdict } from "./schemas";
import { VERDICT_TABLE, type VerdictCode } from "./verdict-table";

/** What a verdict comes to on its own. */
export function leadsTo(code: string): Disposition {
  return VERDICT_TABLE[code as VerdictCode].leadsTo;
}

const GRAVITY: readonly Disposition[] = ["may-pass", "refer", "stop"];

/** What verdicts come to, and the codes that led there. */
export function dispositionOf(verdicts: readonly Pick<Verdict, "code">[]): {
  readonly disposition: Disposition;
  readonly reasons: string[];
} {
  const leads = verdicts.map(({ code }) => ({ code, comesTo: leadsTo(code) }));
  const gravest = Math.max(0, ...leads.map(({ comesTo }) => GRAVITY.indexOf(comesTo)));
  const disposition = GRAVITY[gravest] ?? "stop";
  const reasons = [...new Set(leads.filter(({ comesTo }) => comesTo !== "may-pass").map(({ code }) => code))];
  return { disposition, reasons };
}
