// SPDX-License-Identifier: Apache-2.0

/** What a comparison of two spellings comes to: the same text, the same thing written otherwise, or another thing. */
export type Likeness = "same" | "spelling" | "different";

/** A comparison, and what the two differ in where it is not the same text. */
export interface Comparison {
  readonly likeness: Likeness;
  /** What the two differ in, for people: "letter case", "legal form left out". */
  readonly differs?: string;
}

/** The two are the same text. */
export const SAME: Comparison = { likeness: "same" };

/** The two mean the same and are written otherwise. */
export function spelling(differs: string): Comparison {
  return { likeness: "spelling", differs };
}

/** The two are not the same. */
export function different(differs: string): Comparison {
  return { likeness: "different", differs };
}
