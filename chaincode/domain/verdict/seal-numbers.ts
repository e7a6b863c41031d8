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
  return { strange: without(read, allowed), missing: without(known, read) };
}

/** Numbers less others, each taken away once: two seals of one number are not one seal. */
function without(numbers: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return numbers.filter((number) => {
    const at = left.indexOf(number);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Numbers of seals. */
export function sealNumbersOf(seals: readonly { readonly number: string }[]): readonly string[] {
  return seals.map(({ number }) => number.toUpperCase());
}
