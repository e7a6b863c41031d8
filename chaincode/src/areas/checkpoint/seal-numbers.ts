// SPDX-License-Identifier: Apache-2.0

/** Seal numbers that do not agree, in capital letters. */
export interface SealMismatch {
  /** Read and not stated. */
  readonly strange: string[];
  /** Stated and not read. */
  readonly missing: string[];
}

/** Seal numbers that were read against those that were stated. */
export function sealMismatch(seen: readonly string[], stated: readonly string[]): SealMismatch {
  const known = stated.map((number) => number.toUpperCase());
  const read = seen.map((number) => number.toUpperCase());
  return {
    strange: read.filter((number) => !known.includes(number)),
    missing: known.filter((number) => !read.includes(number)),
  };
}

/** Numbers of seals. */
export function numbersOf(seals: readonly { readonly number: string }[]): readonly string[] {
  return seals.map(({ number }) => number);
}
