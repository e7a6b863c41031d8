// SPDX-License-Identifier: Apache-2.0
import type { Check, Disposition, VerdictAnswer } from "./schemas";

/** One row of the table of verdicts: which check it answers, how, and what the officer should do. */
export interface VerdictRow {
  readonly check: Check;
  readonly verdict: VerdictAnswer;
  /** What this verdict comes to on its own. */
  readonly leadsTo: Disposition;
  readonly action: string;
}

/** What an officer does about what is satisfactory. */
export const NOTHING = "Nothing further on this point.";

/** What an officer does about what is not disclosed. */
export const ASK_OWNER =
  "Ask the authority that is named, or refer the consignment to an officer of a state concerned.";
