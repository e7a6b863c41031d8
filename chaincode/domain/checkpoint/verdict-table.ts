// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from "../json/canonical";
import type { Verdict } from "./schemas";
import { VERDICTS_ON_GOODS } from "./verdicts-on-goods";
import { VERDICTS_ON_PAPERS } from "./verdicts-on-papers";

/** Every verdict that a verification may give, by code. */
export const VERDICT_TABLE = { ...VERDICTS_ON_PAPERS, ...VERDICTS_ON_GOODS } as const;

/** Code of a verdict. */
export type VerdictCode = keyof typeof VERDICT_TABLE;

/** A verdict of the table, with the sentence and the facts of the case. */
export function verdictOf(
  code: VerdictCode,
  sentence: string,
  facts: Readonly<Record<string, JsonValue>> = {},
): Verdict {
  const { check, verdict, action } = VERDICT_TABLE[code];
  return { check, verdict, code, sentence, facts: facts as Verdict["facts"], action };
}
