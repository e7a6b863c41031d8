// SPDX-License-Identifier: Apache-2.0

/** A check as far as its answer goes. */
interface Answered {
  readonly disposition: string;
}

/** The oldest check of those that had one answer in a row. */
export interface Change<Check> {
  readonly check: Check;
  /** Whether those before it, which were not read, may have had the same answer. */
  readonly maybeEarlier: boolean;
}

/**
 * A page that is open asks again: of checks with one answer in a row, the oldest tells since when it is so.
 * @param checks newest first
 * @param isWhole whether these are all that there are
 */
export function changesOf<Check extends Answered>(
  checks: readonly Check[],
  isWhole: boolean,
): readonly Change<Check>[] {
  return checks.flatMap((check, at) => {
    const before = checks[at + 1];
    if (before?.disposition === check.disposition) return [];
    return [{ check, maybeEarlier: before === undefined && !isWhole }];
  });
}
