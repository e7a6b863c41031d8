// SPDX-License-Identifier: Apache-2.0

/** How many keys of a kind a program uses; few, so that transactions meet on them. */
const HOT_KEYS = 4;
const COLD_KEYS = 30;
const LOCKED_KEYS = 8;
const PRIVATE_KEYS = 8;
const WIDE_ROWS = 120;

/** The keys of one program. They begin with what no other program or case uses. */
export interface ProgramKeys {
  readonly prefix: string;
  /** The end of the range that holds all keys. */
  readonly end: string;
  /** Keys that most read-modify-writes go for. */
  readonly hot: readonly string[];
  /** Keys that are written, deleted, copied and read as ranges. */
  readonly cold: readonly string[];
  /** Keys whose endorsement policy changes. */
  readonly locked: readonly string[];
  /** Keys of collections. */
  readonly hidden: readonly string[];
  /** Keys of a collection whose endorsement policy changes. */
  readonly lockedHidden: readonly string[];
  /** What the keys of a range of more than a hundred rows begin with, and how many there are. */
  readonly wide: string;
  readonly wideRows: number;
}

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => prefix + String(index).padStart(2, "0"));
}

/** The keys of the program that a seed determines. */
export function programKeys(seed: number): ProgramKeys {
  const prefix = `differential-${seed}-`;
  return {
    prefix,
    end: `${prefix}~`,
    hot: numbered(`${prefix}hot`, HOT_KEYS),
    cold: numbered(`${prefix}k`, COLD_KEYS),
    locked: numbered(`${prefix}locked`, LOCKED_KEYS),
    hidden: numbered(`${prefix}p`, PRIVATE_KEYS),
    lockedHidden: numbered(`${prefix}s`, LOCKED_KEYS),
    wide: `${prefix}wide`,
    wideRows: WIDE_ROWS,
  };
}
