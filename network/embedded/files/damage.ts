// SPDX-License-Identifier: Apache-2.0

/** Something that should be on the disk and is missing or altered. */
export interface Damage {
  /** The file, below the channel's folder. */
  readonly file: string;
  /** Bytes from the file's start, where the place is known. */
  readonly offset?: number | undefined;
  /** The blocks that are in it, first and last, where they are known. */
  readonly blocks?: readonly [number, number] | undefined;
  /** What is wrong, as the rest of a sentence after the file's name. */
  readonly what: string;
  /** What cannot be had while it is so, as a sentence. */
  readonly affected: string;
}

/** A damage in one line: file, offset, blocks, what is wrong, what is affected. */
export function describeDamage({ file, offset, blocks, what, affected }: Damage): string {
  const at = offset === undefined ? "" : ` at offset ${offset}`;
  return `${file}${at}${describeBlocks(blocks)} ${what}. ${affected}`;
}

function describeBlocks(blocks: Damage["blocks"]): string {
  if (blocks === undefined) return "";
  const [first, last] = blocks;
  return first === last ? ` (block ${first})` : ` (blocks ${first} to ${last})`;
}
