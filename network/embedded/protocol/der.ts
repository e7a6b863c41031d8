// SPDX-License-Identifier: Apache-2.0

/** One element of a DER encoding. */
export interface DerNode {
  readonly tag: number;
  readonly value: Uint8Array;
  /** The element with its tag and length. */
  readonly raw: Uint8Array;
}

export const DER_BOOLEAN = 0x01;
export const DER_INTEGER = 0x02;
export const DER_OCTET_STRING = 0x04;
export const DER_OID = 0x06;
export const DER_SEQUENCE = 0x30;

/** Lengths from here on are written as a count of bytes and the bytes. */
const LONG_FORM = 0x80;
const MAX_LENGTH_BYTES = 4;

/** The bytes are no DER of the expected shape. */
export class DerError extends Error {
  override readonly name = "DerError";
}

/** Length of an element, and where its value starts. */
function readLength(bytes: Uint8Array, offset: number): { start: number; length: number } {
  const first = bytes[offset];
  const start = offset + 1;
  if (first === undefined) throw new DerError("truncated element");
  if (first < LONG_FORM) return { start, length: first };
  const count = first - LONG_FORM;
  if (count === 0 || count > MAX_LENGTH_BYTES) throw new DerError("unsupported length");
  let length = 0;
  for (let index = 0; index < count; index++) length = length * 256 + (bytes[start + index] ?? 0);
  if (length < LONG_FORM || bytes[start] === 0) throw new DerError("length is not minimal");
  return { start: start + count, length };
}

/**
 * The element at `offset`. Lengths must be definite and minimal.
 * @throws {DerError}
 */
export function readDer(bytes: Uint8Array, offset = 0): DerNode {
  const tag = bytes[offset];
  if (tag === undefined) throw new DerError("truncated element");
  const { start, length } = readLength(bytes, offset + 1);
  const end = start + length;
  if (end > bytes.length) throw new DerError("truncated element");
  return { tag, value: bytes.subarray(start, end), raw: bytes.subarray(offset, end) };
}

/**
 * The elements inside a constructed one.
 * @throws {DerError}
 */
export function readDerAll(bytes: Uint8Array): DerNode[] {
  const nodes: DerNode[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const node = readDer(bytes, offset);
    nodes.push(node);
    offset += node.raw.length;
  }
  return nodes;
}

/** An object identifier in dotted form. */
export function readOid(value: Uint8Array): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of value) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [head = 0, ...rest] = arcs;
  const root = Math.min(Math.floor(head / 40), 2);
  return [root, head - root * 40, ...rest].join(".");
}

/** Encodes one element. */
export function writeDer(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, part) => sum + part.length, 0);
  const head = [tag];
  if (length < 0x80) head.push(length);
  else {
    const digits: number[] = [];
    for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
    head.push(0x80 + digits.length, ...digits);
  }
  return Buffer.concat([Uint8Array.from(head), ...contents]);
}

/** A non-negative integer given in big-endian bytes, with or without leading zeros. */
export function writeDerInteger(bigEndian: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bigEndian.length - 1 && bigEndian[start] === 0) start++;
  const digits = bigEndian.length === 0 ? Uint8Array.of(0) : bigEndian.subarray(start);
  const padding = (digits[0] ?? 0) >= 0x80 ? Uint8Array.of(0) : new Uint8Array(0);
  return writeDer(DER_INTEGER, padding, digits);
}
