// SPDX-License-Identifier: Apache-2.0

/** CRC-32C (Castagnoli), reflected. */
const POLYNOMIAL = 0x82f63b78;
const BYTE_VALUES = 256;
const BITS = 8;
/** Bytes taken in one step: one table for each. */
const STRIDE = 4;
/** LevelDB stores checksums rotated and shifted by this, since a checksum of data with checksums in it says little. */
const MASK_DELTA = 0xa282ead8;
const MASK_ROTATION = 15;

const TABLES = makeTables();

function makeTables(): readonly Uint32Array[] {
  const first = Uint32Array.from({ length: BYTE_VALUES }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < BITS; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
    return value;
  });
  const tables = [first];
  for (let at = 1; at < STRIDE; at++) {
    const before = tables[at - 1]!;
    tables.push(before.map((value) => (value >>> BITS) ^ first[value & 0xff]!));
  }
  return tables;
}

function crc32c(bytes: Uint8Array): number {
  const [t0, t1, t2, t3] = TABLES as unknown as readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  let crc = 0xffffffff;
  let at = 0;
  for (; at + STRIDE <= bytes.length; at += STRIDE) {
    crc ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    crc = t3[crc & 0xff]! ^ t2[(crc >>> 8) & 0xff]! ^ t1[(crc >>> 16) & 0xff]! ^ t0[crc >>> 24]!;
  }
  for (; at < bytes.length; at++) crc = (crc >>> BITS) ^ t0[(crc ^ bytes[at]!) & 0xff]!;
  return (crc ^ 0xffffffff) >>> 0;
}

/** The checksum of bytes as LevelDB stores it. */
export function maskedCrc(bytes: Uint8Array): number {
  const crc = crc32c(bytes);
  return (((crc >>> MASK_ROTATION) | (crc << (32 - MASK_ROTATION))) + MASK_DELTA) >>> 0;
}
