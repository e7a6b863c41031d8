// SPDX-License-Identifier: Apache-2.0

/** CRC-32C (Castagnoli), reflected. */
const POLYNOMIAL = 0x82f63b78;
const BYTE_VALUES = 256;
const BITS = 8;
/** Bytes taken in one step: one table for each. */
const STRIDE = 8;
/** LevelDB stores checksums rotated and shifted by this, since a checksum of data with checksums in it says little. */
const MASK_DELTA = 0xa282ead8;
const MASK_ROTATION = 15;

type Eight = readonly [
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
];

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

/** Words are taken as the machine has them: little-endian on every processor that Node.js runs on but one. */
const IS_LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

function crc32c(bytes: Uint8Array): number {
  const start = IS_LITTLE_ENDIAN ? Math.min(bytes.length, -bytes.byteOffset & (STRIDE / 2 - 1)) : bytes.length;
  const words = Math.floor((bytes.length - start) / STRIDE) * 2;
  let crc = oneByOne(0xffffffff, bytes, 0, start);
  if (words > 0) crc = twoWords(crc, new Uint32Array(bytes.buffer, bytes.byteOffset + start, words));
  return (oneByOne(crc, bytes, start + words * (STRIDE / 2), bytes.length) ^ 0xffffffff) >>> 0;
}

function oneByOne(before: number, bytes: Uint8Array, start: number, end: number): number {
  const first = TABLES[0]!;
  let crc = before;
  for (let at = start; at < end; at++) crc = (crc >>> BITS) ^ first[(crc ^ bytes[at]!) & 0xff]!;
  return crc;
}

function twoWords(before: number, words: Uint32Array): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES as unknown as Eight;
  let crc = before;
  for (let at = 0; at < words.length; at += 2) {
    const low = words[at]! ^ crc;
    const high = words[at + 1]!;
    crc =
      t7[low & 0xff]! ^
      t6[(low >>> 8) & 0xff]! ^
      t5[(low >>> 16) & 0xff]! ^
      t4[low >>> 24]! ^
      t3[high & 0xff]! ^
      t2[(high >>> 8) & 0xff]! ^
      t1[(high >>> 16) & 0xff]! ^
      t0[high >>> 24]!;
  }
  return crc;
}

/** The checksum of bytes as LevelDB stores it. */
export function maskedCrc(bytes: Uint8Array): number {
  const crc = crc32c(bytes);
  return (((crc >>> MASK_ROTATION) | (crc << (32 - MASK_ROTATION))) + MASK_DELTA) >>> 0;
}
