// SPDX-License-Identifier: Apache-2.0

import { VarintReader } from "./varint.js";

/** Sequence number and count before the operations of a batch, in bytes. */
const HEAD = 12;
const PUT = 1;

/**
 * The values that a batch of LevelDB's log puts under one key, in order.
 * @throws {RangeError} when the bytes are no batch.
 */
export function valuesPut(batch: Buffer, key: Buffer): Buffer[] {
  const reader = new VarintReader(batch, HEAD);
  const found: Buffer[] = [];
  while (!reader.isAtEnd) {
    const isPut = reader.number() === PUT;
    const own = reader.string();
    if (!isPut) continue;
    const value = reader.string();
    if (own.equals(key)) found.push(value);
  }
  return found;
}
