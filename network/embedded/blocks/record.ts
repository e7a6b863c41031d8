// SPDX-License-Identifier: Apache-2.0

import { crc32 } from "node:zlib";
import type { Place } from "../state/keys.js";
import { WireError } from "../protocol/wire.js";
import { decodeBlock, type BlockParts } from "./block.js";

/** Length and CRC-32 before each block, four bytes each, big-endian. */
export const RECORD_HEAD = 8;
const CHECKSUM_AT = 4;
/** A block begins with its header, which is field 1 of its message. */
const FIRST_BYTE = 0x0a;
const FILE_NAME = /^blocks_(\d{6})$/;

/** The bytes of a block and where they lie. */
export interface BlockRecord {
  readonly bytes: Uint8Array;
  readonly place: Place;
}

/** A record that is whole, with its block taken apart. */
export interface WholeRecord extends BlockRecord {
  readonly parts: BlockParts;
}

export function blockFileName(index: number): string {
  return `blocks_${String(index).padStart(6, "0")}`;
}

/** The number in the name of a block file; undefined for another name. */
export function blockFileIndex(name: string): number | undefined {
  const digits = FILE_NAME.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

export function recordHead(block: Uint8Array): Buffer {
  const head = Buffer.allocUnsafe(RECORD_HEAD);
  head.writeUInt32BE(block.length, 0);
  head.writeUInt32BE(crc32(block), CHECKSUM_AT);
  return head;
}

/** Bytes of a block file from an offset on. */
export interface FilePart {
  readonly file: number;
  readonly start: number;
  readonly bytes: Buffer;
}

/** The record at an offset of the file; undefined where none is whole there. */
export function recordAt({ file, start, bytes }: FilePart, offset: number): WholeRecord | undefined {
  const at = offset - start;
  const from = at + RECORD_HEAD;
  if (from >= bytes.length || bytes[from] !== FIRST_BYTE) return undefined;
  const length = bytes.readUInt32BE(at);
  if (length === 0 || from + length > bytes.length) return undefined;
  const block = bytes.subarray(from, from + length);
  if (crc32(block) !== bytes.readUInt32BE(at + CHECKSUM_AT)) return undefined;
  try {
    return { bytes: block, place: { file, offset: offset + RECORD_HEAD, length }, parts: decodeBlock(block) };
  } catch (error) {
    if (error instanceof WireError) return undefined;
    throw error;
  }
}

/** Where the record ends. */
export function endOf({ place }: BlockRecord): number {
  return place.offset + place.length;
}

/** The first whole record that begins behind an offset. */
export function recordBehind(part: FilePart, offset: number): WholeRecord | undefined {
  const last = part.start + part.bytes.length - RECORD_HEAD;
  for (let at = offset + 1; at < last; at++) {
    const record = recordAt(part, at);
    if (record !== undefined) return record;
  }
  return undefined;
}
