// SPDX-License-Identifier: Apache-2.0

import { maskedCrc } from "./crc32c.js";
import { uncompress } from "./snappy.js";
import { VarintReader } from "./varint.js";

const FOOTER = 48;
/** Last eight bytes of a table. */
const MAGIC = Buffer.from("57fb808b247547db", "hex");
/** After each block: how it is compressed, and its checksum. */
const TRAILER = 5;
const SNAPPY = 1;
const UINT32 = 4;

interface Handle {
  readonly offset: number;
  readonly size: number;
}

/** The offset of the first block of a table file whose checksum does not hold; undefined where all do. */
export function faultInTable(file: Buffer): number | undefined {
  const footerAt = file.length - FOOTER;
  if (footerAt < 0 || !file.subarray(file.length - MAGIC.length).equals(MAGIC)) return Math.max(0, footerAt);
  let reading = footerAt;
  try {
    const footer = new VarintReader(file.subarray(footerAt));
    const metaIndex = readHandle(footer);
    const index = readHandle(footer);
    for (const own of [metaIndex, index]) {
      reading = own.offset;
      for (const handle of handlesIn(contentOf(file, own))) {
        reading = handle.offset;
        check(file, handle);
      }
    }
  } catch (error) {
    if (error instanceof RangeError) return reading;
    throw error;
  }
  return undefined;
}

function readHandle(reader: VarintReader): Handle {
  return { offset: reader.number(), size: reader.number() };
}

/** @throws {RangeError} where a block fails its checksum. */
function check(file: Buffer, { offset, size }: Handle): void {
  const end = offset + size;
  if (end + TRAILER > file.length) throw new RangeError("a block lies outside of its table");
  if (maskedCrc(file.subarray(offset, end + 1)) !== file.readUInt32LE(end + 1)) {
    throw new RangeError("a block fails its checksum");
  }
}

/** @throws {RangeError} where a block fails its checksum, or is not compressed as it says. */
function contentOf(file: Buffer, handle: Handle): Buffer {
  check(file, handle);
  const { offset, size } = handle;
  const end = offset + size;
  return file.readUInt8(end) === SNAPPY ? uncompress(file.subarray(offset, end)) : file.subarray(offset, end);
}

/** The places of blocks that an index block lists as its values. */
function handlesIn(block: Buffer): Handle[] {
  const restarts = block.readUInt32LE(block.length - UINT32);
  const reader = new VarintReader(block.subarray(0, block.length - UINT32 * (restarts + 1)));
  const handles: Handle[] = [];
  while (!reader.isAtEnd) {
    reader.number();
    const own = reader.number();
    const valueLength = reader.number();
    reader.bytes(own);
    handles.push(readHandle(new VarintReader(reader.bytes(valueLength))));
  }
  return handles;
}
