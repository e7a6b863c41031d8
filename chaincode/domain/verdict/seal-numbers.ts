// SPDX-License-Identifier: Apache-2.0

/** Seal numbers that do not agree, in capital letters. */
export interface SealMismatch {
  /** Read and not on record. */
  readonly strange: string[];
  /** On record and not read. */
  readonly missing: string[];
}

/**
 * Seal numbers that were read against those on record.
 * @param mayRemain numbers of seals that may be on the goods still, and need not.
 */
export function sealMismatch(
  seen: readonly string[],
  recorded: readonly string[],
  mayRemain: readonly string[] = [],
): SealMismatch {
  const known = recorded.map((number) => number.toUpperCase());
  const allowed = [...known, ...mayRemain.map((number) => number.toUpperCase())];
  const read = seen.map((number) => number.toUpperCase());
  return {
    strange: read.filter((number) => !allowed.includes(number)),
    missing: known.filter((number) => !read.includes(number)),
  };
}

/** Numbers of seals. */
export function sealNumbersOf(seals: readonly { readonly number: string }[]): readonly string[] {
  return seals.map(({ number }) => number.toUpperCase());
}
