// SPDX-License-Identifier: Apache-2.0

/** Two officers of one matter. */
export interface SecondOfficer {
  /** Who acts now. */
  readonly officer: string;
  /** Who took the earlier steps. */
  readonly earlier: readonly string[];
}

/** Whose key made a signature, as the party's register lists it. */
export interface Signer {
  readonly party: string;
  /** Address that the signature recovered to. */
  readonly address: string;
}

/** What was reckoned: a day against the last day of a validity, or things counted against those that were to be counted. */
export type Arithmetic =
  { readonly day: string; readonly lastDay: string } | { readonly counted: number; readonly toCount: number };

/** What shows that a need is met, need by need. */
interface Evidence {
  readonly reason: string;
  readonly "legal-basis": string;
  readonly "second-officer": SecondOfficer;
  readonly signature: Signer;
  readonly arithmetic: Arithmetic;
}

/** Conditions that a transition may name. */
export type TransitionNeed = keyof Evidence;

/** What is handed in with a transition. */
export type NeedEvidence = { readonly [N in TransitionNeed]?: Evidence[N] | undefined };

const ADDRESS_PATTERN = /^0x[0-9a-fA-F]{40}$/;

/** How each need is met; a need that a table names and nothing here checks does not compile. */
const CHECKS: { readonly [N in TransitionNeed]: (evidence: Evidence[N]) => boolean } = {
  reason: isText,
  "legal-basis": isText,
  "second-officer": isSecondOfficer,
  signature: ({ party, address }) => isText(party) && ADDRESS_PATTERN.test(address),
  arithmetic: comesOut,
};

/** Every need there is. */
export const TRANSITION_NEEDS = Object.keys(CHECKS) as readonly TransitionNeed[];

/** Whether what was handed in shows that a need is met. */
export function isMet<N extends TransitionNeed>(need: N, evidence: NeedEvidence): boolean {
  const shown: Evidence[N] | undefined = evidence[need];
  return shown !== undefined && CHECKS[need](shown);
}

/** Four eyes: whether whoever acts took no earlier step of a matter that somebody else began. */
export function isSecondOfficer({ officer, earlier }: SecondOfficer): boolean {
  return isText(officer) && earlier.length > 0 && !earlier.includes(officer);
}

function isText(text: string): boolean {
  return text.trim() !== "";
}

function comesOut(reckoned: Arithmetic): boolean {
  return "day" in reckoned ? reckoned.day > reckoned.lastDay : reckoned.counted === reckoned.toCount;
}
