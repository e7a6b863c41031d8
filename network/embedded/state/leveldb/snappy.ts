// SPDX-License-Identifier: Apache-2.0

import { VarintReader } from "./varint.js";

/** The two low bits of an element say what it is. */
const LITERAL = 0;
const COPY_SHORT = 1;
const COPY_LONG = 2;
/** Lengths of a literal from here on stand in bytes of their own. */
const LITERAL_INLINE = 60;

/**
 * Undoes Snappy's compression.
 * @throws {RangeError} when the bytes are not compressed by it.
 */
export function uncompress(input: Buffer): Buffer {
  const reader = new VarintReader(input);
  const output = Buffer.alloc(reader.number());
  let at = 0;
  while (!reader.isAtEnd) {
    const tag = reader.bytes(1).readUInt8();
    if ((tag & 3) === LITERAL) {
      const literal = reader.bytes(literalLength(tag >> 2, reader));
      if (at + literal.length > output.length) throw new RangeError("Snappy's output is longer than it says");
      at += literal.copy(output, at);
    } else at = copyBack(output, at, ...copyOf(tag, reader));
  }
  if (at !== output.length) throw new RangeError("Snappy's output is shorter than it says");
  return output;
}

function literalLength(code: number, reader: VarintReader): number {
  if (code < LITERAL_INLINE) return code + 1;
  const bytes = code - LITERAL_INLINE + 1;
  return reader.bytes(bytes).readUIntLE(0, bytes) + 1;
}

/** Length and distance of a copy. */
function copyOf(tag: number, reader: VarintReader): [number, number] {
  switch (tag & 3) {
    case COPY_SHORT:
      return [((tag >> 2) & 7) + 4, ((tag >> 5) << 8) | reader.bytes(1).readUInt8()];
    case COPY_LONG:
      return [(tag >> 2) + 1, reader.bytes(2).readUInt16LE()];
    default:
      return [(tag >> 2) + 1, reader.bytes(4).readUInt32LE()];
  }
}

function copyBack(output: Buffer, start: number, length: number, distance: number): number {
  if (distance === 0 || distance > start || start + length > output.length) {
    throw new RangeError("Snappy copies from outside of its output");
  }
  for (let at = start; at < start + length; at++) output[at] = output[at - distance]!;
  return start + length;
}
