// SPDX-License-Identifier: Apache-2.0

const NO_BREAK_SPACE = "\u00a0";
const GROUP = 4;
const GROUPS = 2;

/** The beginning of what a release commits to, in groups, for two people to read to each other: `4F2A 90C1`. */
export function compareNumber(commitment: string): string {
  return Array.from({ length: GROUPS }, (_, at) => commitment.slice(at * GROUP, (at + 1) * GROUP).toUpperCase()).join(
    NO_BREAK_SPACE,
  );
}
