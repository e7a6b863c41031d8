// SPDX-License-Identifier: Apache-2.0
const HEX = 16;

/** Random bytes of the browser's own source. */
export function randomBytes(count: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(count));
}

/** Bytes as 0x-prefixed hexadecimal. */
export function hexlify(bytes: Uint8Array): string {
  return `0x${[...bytes].map((byte) => byte.toString(HEX).padStart(2, "0")).join("")}`;
}

/** The bytes of 0x-prefixed hexadecimal. */
export function getBytes(hex: string): Uint8Array<ArrayBuffer> {
  const pairs = hex.slice(2).match(/../g) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, HEX));
}
