// SPDX-License-Identifier: Apache-2.0

import { describe, expect, it } from "vitest";
import { maskedCrc } from "./crc32c.js";

/** Undoes LevelDB's mask. */
function unmasked(value: number): number {
  const rotated = (value - 0xa282ead8) >>> 0;
  return ((rotated >>> 17) | (rotated << 15)) >>> 0;
}

describe("the checksum of LevelDB", () => {
  // RFC 3720, B.4.
  it.each([
    [Buffer.alloc(32, 0), 0x8a9136aa],
    [Buffer.alloc(32, 0xff), 0x62a8ab43],
    [Buffer.from(Array.from({ length: 32 }, (_, at) => at)), 0x46dd794e],
    [Buffer.from("123456789"), 0xe3069283],
  ])("is CRC-32C", (bytes, expected) => {
    expect(unmasked(maskedCrc(bytes))).toBe(expected);
  });

  it("is the same wherever the bytes lie in memory", () => {
    const content = Buffer.from(Array.from({ length: 101 }, (_, at) => at * 7));
    const found = Array.from({ length: 9 }, (_, offset) => {
      const room = Buffer.alloc(content.length + offset);
      content.copy(room, offset);
      return maskedCrc(room.subarray(offset));
    });
    expect(new Set(found).size).toBe(1);
  });
});
