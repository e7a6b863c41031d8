// SPDX-License-Identifier: Apache-2.0

/** Why a record that was proven and legible once does not count. */
export interface Doubts {
  /** Its owner has taken its proof back, or has proven another one in its place. */
  readonly unproven: boolean;
  /** What lies at its address is deleted, or no such record. */
  readonly illegible: boolean;
}

const UNPROVEN = "is proven by its owner no more";
const ILLEGIBLE = "is not what such a record is";
const BOTH = `${UNPROVEN}, and ${ILLEGIBLE}`;

/** Doubts as a row has them, as the end of a sentence; null where there are none. */
export function doubtText({ unproven, illegible }: Doubts): string | null {
  if (unproven) return illegible ? BOTH : UNPROVEN;
  return illegible ? ILLEGIBLE : null;
}

/** Doubts that a row has. */
export function doubtsOf(text: string | null): Doubts {
  return { unproven: text === UNPROVEN || text === BOTH, illegible: text === ILLEGIBLE || text === BOTH };
}
