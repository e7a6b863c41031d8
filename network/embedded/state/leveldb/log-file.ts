// SPDX-License-Identifier: Apache-2.0

import { maskedCrc } from "./crc32c.js";

/** LevelDB's log is cut into blocks of so many bytes; a record begins with its checksum, length and type. */
const LOG_BLOCK = 32_768;
const HEAD = 7;
const LENGTH_AT = 4;
const TYPE_AT = 6;
/** Types of a record's parts: whole, or first, middle and last. */
const FULL = 1;
const FIRST = 2;
const MIDDLE = 3;
const LAST = 4;

/** Where a log stops being what LevelDB wrote. */
export interface LogFault {
  readonly offset: number;
  /** Nothing whole lies behind it: the last record, which a crash left incomplete. */
  readonly torn: boolean;
  /** The file ends before the record says it does. */
  readonly incomplete: boolean;
}

export interface LogContent {
  readonly records: readonly Buffer[];
  readonly fault: LogFault | undefined;
}

interface Part {
  readonly type: number;
  readonly data: Buffer;
  readonly end: number;
}

/** Reads a log file, or a manifest, which has the same form: its records up to the first that is not whole. */
export function readLog(file: Buffer): LogContent {
  const records: Buffer[] = [];
  let parts: Buffer[] = [];
  let start = 0;
  let at = 0;
  for (;;) {
    at = skipTrailer(file, at);
    if (parts.length === 0) start = at;
    if (at >= file.length) break;
    const part = partAt(file, at);
    if (part === undefined || !follows(part.type, parts.length)) {
      return { records, fault: { offset: at, torn: !wholeBehind(file, at), incomplete: endsEarly(file, at) } };
    }
    parts.push(part.data);
    at = part.end;
    if (part.type === FULL || part.type === LAST) {
      records.push(Buffer.concat(parts));
      parts = [];
    }
  }
  return { records, fault: parts.length === 0 ? undefined : { offset: start, torn: true, incomplete: true } };
}

function follows(type: number, partsBefore: number): boolean {
  return partsBefore === 0 ? type === FULL || type === FIRST : type === MIDDLE || type === LAST;
}

/** What is too short for a record's head at a block's end is filled with zeros. */
function skipTrailer(file: Buffer, at: number): number {
  const left = LOG_BLOCK - (at % LOG_BLOCK);
  if (left >= HEAD) return at;
  const filled = file.subarray(at, at + left).every((byte) => byte === 0);
  return filled ? Math.min(at + left, file.length) : at;
}

function partAt(file: Buffer, at: number): Part | undefined {
  const left = LOG_BLOCK - (at % LOG_BLOCK);
  if (left < HEAD || at + HEAD > file.length) return undefined;
  const length = file.readUInt16LE(at + LENGTH_AT);
  const end = at + HEAD + length;
  const type = file.readUInt8(at + TYPE_AT);
  if (type < FULL || type > LAST || HEAD + length > left || end > file.length) return undefined;
  if (maskedCrc(file.subarray(at + TYPE_AT, end)) !== file.readUInt32LE(at)) return undefined;
  return { type, data: file.subarray(at + HEAD, end), end };
}

function endsEarly(file: Buffer, at: number): boolean {
  return at + HEAD > file.length || at + HEAD + file.readUInt16LE(at + LENGTH_AT) > file.length;
}

/** Whether a part that is whole begins anywhere behind an offset. */
function wholeBehind(file: Buffer, fault: number): boolean {
  for (let at = fault + 1; at + HEAD <= file.length; at++) {
    const part = partAt(file, at);
    if (part !== undefined && part.data.length > 0) return true;
  }
  return false;
}
