// SPDX-License-Identifier: Apache-2.0

import type { Version } from "../protocol/rwset.js";

/**
 * Layout of the ledger's LevelDB. The first byte of a key tells what it is:
 *
 * | byte | key after it                                        | value                                    |
 * |------|-----------------------------------------------------|------------------------------------------|
 * | d    | namespace 00 key                                    | version, metadata, value                 |
 * | h    | namespace 00 collection 00 key hash                 | version, metadata, value hash            |
 * | p    | MSP 00 namespace 00 collection 00 key               | version, value (plaintext)               |
 * | x    | MSP 00 namespace 00 collection 00 key hash          | key: finds the plaintext of a hash       |
 * | w    | MSP 00 block tx namespace 00 collection             | collection's private write set           |
 * | y    | MSP 00 namespace 00 collection 00 key hash block tx | empty: which write sets hold a key       |
 * | e    | expiry block, block, tx, namespace 00 collection    | key hashes that expire                   |
 * | H    | namespace 00 key length, key, inverted block and tx | place of the transaction, newest first   |
 * | t    | transaction id                                      | validation code, block, tx, place        |
 * | n    | block number                                        | place of the block                       |
 * | c    | block hash                                          | block number                             |
 * | T    | transaction id 00 hash of the write set             | private write set waiting for commit     |
 * | m    | MSP 00 namespace 00 collection 00 key hash          | why the plaintext of the hash is missing |
 * | s    |                                                     | savepoint                                |
 * | S    |                                                     | block before which the state was synced  |
 *
 * Numbers are big-endian: blocks 8 bytes, transactions 4. Names hold no 00 byte. Keys of the world state sort by their UTF-8 bytes, as
 * in Fabric's LevelDB.
 */
export const SAVEPOINT_KEY = Buffer.from("s");
export const SYNCED_KEY = Buffer.from("S");

const SEPARATOR = "\0";
const AFTER_SEPARATOR = "\x01";
const BLOCK_BYTES = 8;
const TX_BYTES = 4;
const MAX_UINT32 = 0xffffffff;
/** SHA-256. */
export const KEY_HASH_BYTES = 32;

/** Where a block or an envelope lies in the block files. */
export interface Place {
  readonly file: number;
  readonly offset: number;
  readonly length: number;
}

export interface VersionedValue {
  readonly value: Uint8Array;
  /** Serialised metadata entries; empty where there are none. */
  readonly metadata: Uint8Array;
  readonly version: Version;
}

function text(...parts: readonly string[]): Buffer {
  return Buffer.from(parts.join(""), "utf8");
}

function numbers(block: number, tx: number): Buffer {
  const buffer = Buffer.allocUnsafe(BLOCK_BYTES + TX_BYTES);
  writeBlock(buffer, block, 0);
  buffer.writeUInt32BE(tx, BLOCK_BYTES);
  return buffer;
}

function writeBlock(buffer: Buffer, block: number, offset: number): void {
  buffer.writeUInt16BE(0, offset);
  buffer.writeUIntBE(block, offset + 2, 6);
}

export function blockNumberBytes(block: number): Buffer {
  const buffer = Buffer.allocUnsafe(BLOCK_BYTES);
  writeBlock(buffer, block, 0);
  return buffer;
}

export function readBlockNumber(buffer: Buffer, offset: number): number {
  return buffer.readUIntBE(offset + 2, 6);
}

// -------------------------------------------------------------------------------------------------------------- world state

export function stateKey(ns: string, key: string): Buffer {
  return text("d", ns, SEPARATOR, key);
}

/** From `start` on, before `end`; an empty end is that of the namespace. */
export function stateRange(ns: string, start: string, end: string): { gte: Buffer; lt: Buffer } {
  return { gte: stateKey(ns, start), lt: end === "" ? text("d", ns, AFTER_SEPARATOR) : stateKey(ns, end) };
}

/** The key in the namespace a state key belongs to. */
export function keyOfState(ns: string, dbKey: Buffer): string {
  return dbKey.toString("utf8", Buffer.byteLength(ns) + 2);
}

export function hashedKey(ns: string, collection: string, keyHash: Uint8Array): Buffer {
  return Buffer.concat([text("h", ns, SEPARATOR, collection, SEPARATOR), keyHash]);
}

// ------------------------------------------------------------------------------------------------------------- private data

export function privateKey(mspId: string, ns: string, collection: string, key: string): Buffer {
  return text("p", mspId, SEPARATOR, ns, SEPARATOR, collection, SEPARATOR, key);
}

export function privateRange(
  mspId: string,
  ns: string,
  collection: string,
  start: string,
  end: string,
): { gte: Buffer; lt: Buffer; prefix: number } {
  const head = text("p", mspId, SEPARATOR, ns, SEPARATOR, collection);
  const lt = end === "" ? Buffer.concat([head, text(AFTER_SEPARATOR)]) : privateKey(mspId, ns, collection, end);
  return { gte: privateKey(mspId, ns, collection, start), lt, prefix: head.length + 1 };
}

export function privateIndexKey(mspId: string, ns: string, collection: string, keyHash: Uint8Array): Buffer {
  return Buffer.concat([text("x", mspId, SEPARATOR, ns, SEPARATOR, collection, SEPARATOR), keyHash]);
}

function missingHead(mspId: string, ns: string, collection: string): Buffer {
  return text("m", mspId, SEPARATOR, ns, SEPARATOR, collection, SEPARATOR);
}

/** Marks that an organisation has not the plaintext of a hash. */
export function missingKey(mspId: string, ns: string, collection: string, keyHash: Uint8Array): Buffer {
  return Buffer.concat([missingHead(mspId, ns, collection), keyHash]);
}

export function missingRange(mspId: string, ns: string, collection: string): { gte: Buffer; lt: Buffer } {
  const head = missingHead(mspId, ns, collection);
  return { gte: head, lt: Buffer.concat([head, Buffer.alloc(KEY_HASH_BYTES + 1, 0xff)]) };
}

/** All marks of plaintext that is missing. */
export const MISSING_RANGE = { gte: Buffer.from("m"), lt: Buffer.from("n") };

export function readMissingKey(dbKey: Buffer): {
  mspId: string;
  namespace: string;
  collection: string;
  keyHash: Buffer;
} {
  const end = dbKey.length - KEY_HASH_BYTES;
  const [mspId = "", namespace = "", collection = ""] = dbKey.toString("utf8", 1, end - 1).split(SEPARATOR);
  return { mspId, namespace, collection, keyHash: dbKey.subarray(end) };
}

/** All private write sets that were committed. */
export const WRITE_SET_RANGE = { gte: Buffer.from("w"), lt: Buffer.from("x") };

/** All hashes of private data. */
export const HASHED_RANGE = { gte: Buffer.from("h"), lt: Buffer.from("i") };

export function readHashedKey(dbKey: Buffer): { namespace: string; collection: string; keyHash: Buffer } {
  const end = dbKey.length - KEY_HASH_BYTES;
  const [namespace = "", collection = ""] = dbKey.toString("utf8", 1, end - 1).split(SEPARATOR);
  return { namespace, collection, keyHash: dbKey.subarray(end) };
}

export function writeSetKey(mspId: string, version: Version, ns: string, collection: string): Buffer {
  return Buffer.concat([
    text("w", mspId, SEPARATOR),
    numbers(version.block, version.tx),
    text(ns, SEPARATOR, collection),
  ]);
}

/** All write sets an organisation holds of one block. */
export function writeSetRange(mspId: string, block: number): { gte: Buffer; lt: Buffer; prefix: number } {
  const head = text("w", mspId, SEPARATOR);
  return {
    gte: Buffer.concat([head, blockNumberBytes(block)]),
    lt: Buffer.concat([head, blockNumberBytes(block + 1)]),
    prefix: head.length + BLOCK_BYTES,
  };
}

export function readWriteSetKey(dbKey: Buffer, prefix: number): { tx: number; namespace: string; collection: string } {
  const [namespace = "", collection = ""] = dbKey.toString("utf8", prefix + TX_BYTES).split(SEPARATOR);
  return { tx: dbKey.readUInt32BE(prefix), namespace, collection };
}

function holderHead(mspId: string, ns: string, collection: string, keyHash: Uint8Array): Buffer {
  return Buffer.concat([text("y", mspId, SEPARATOR, ns, SEPARATOR, collection, SEPARATOR), keyHash]);
}

/** Marks that the write set of a version holds a private key. */
export function holderKey(
  mspId: string,
  ns: string,
  collection: string,
  keyHash: Uint8Array,
  version: Version,
): Buffer {
  return Buffer.concat([holderHead(mspId, ns, collection, keyHash), numbers(version.block, version.tx)]);
}

export function holderRange(
  mspId: string,
  ns: string,
  collection: string,
  keyHash: Uint8Array,
): { gte: Buffer; lt: Buffer } {
  const head = holderHead(mspId, ns, collection, keyHash);
  return { gte: head, lt: Buffer.concat([head, Buffer.alloc(BLOCK_BYTES + TX_BYTES + 1, 0xff)]) };
}

/** The version at the end of a holder key. */
export function versionAtEnd(dbKey: Buffer): Version {
  const start = dbKey.length - BLOCK_BYTES - TX_BYTES;
  return { block: readBlockNumber(dbKey, start), tx: dbKey.readUInt32BE(start + BLOCK_BYTES) };
}

export function expiryKey(expiry: number, version: Version, ns: string, collection: string): Buffer {
  return Buffer.concat([
    text("e"),
    blockNumberBytes(expiry),
    numbers(version.block, version.tx),
    text(ns, SEPARATOR, collection),
  ]);
}

export function expiryRange(expiry: number): { gte: Buffer; lt: Buffer } {
  return {
    gte: Buffer.concat([text("e"), blockNumberBytes(expiry)]),
    lt: Buffer.concat([text("e"), blockNumberBytes(expiry + 1)]),
  };
}

export function readExpiryKey(dbKey: Buffer): { version: Version; namespace: string; collection: string } {
  const start = 1 + BLOCK_BYTES;
  const version = { block: readBlockNumber(dbKey, start), tx: dbKey.readUInt32BE(start + BLOCK_BYTES) };
  const [namespace = "", collection = ""] = dbKey.toString("utf8", start + BLOCK_BYTES + TX_BYTES).split(SEPARATOR);
  return { version, namespace, collection };
}

export function transientKey(txId: string, hash: Uint8Array): Buffer {
  return Buffer.concat([text("T", txId, SEPARATOR), hash]);
}

export const TRANSIENT_RANGE = { gte: Buffer.from("T"), lt: Buffer.from("U") };

export function txIdOfTransientKey(dbKey: Buffer): string {
  return dbKey.toString("utf8", 1, dbKey.indexOf(0));
}

// ------------------------------------------------------------------------------------------------------ history and indexes

function historyHead(ns: string, key: string): Buffer {
  const bytes = Buffer.from(key, "utf8");
  const length = Buffer.allocUnsafe(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([text("H", ns, SEPARATOR), length, bytes]);
}

export function historyKey(ns: string, key: string, version: Version): Buffer {
  const newestFirst = numbers(2 ** 48 - 1 - version.block, MAX_UINT32 - version.tx);
  return Buffer.concat([historyHead(ns, key), newestFirst]);
}

export function historyRange(ns: string, key: string): { gte: Buffer; lt: Buffer } {
  const head = historyHead(ns, key);
  return { gte: head, lt: Buffer.concat([head, Buffer.alloc(BLOCK_BYTES + TX_BYTES + 1, 0xff)]) };
}

export function txKey(txId: string): Buffer {
  return text("t", txId);
}

export function blockKey(number: number): Buffer {
  return Buffer.concat([text("n"), blockNumberBytes(number)]);
}

export function blockHashKey(hash: Uint8Array): Buffer {
  return Buffer.concat([text("c"), hash]);
}

// -------------------------------------------------------------------------------------------------------------------- values

const STATE_HEAD = BLOCK_BYTES + TX_BYTES + 4;

export function encodeVersioned({ value, metadata, version }: VersionedValue): Buffer {
  const buffer = Buffer.allocUnsafe(STATE_HEAD + metadata.length + value.length);
  writeBlock(buffer, version.block, 0);
  buffer.writeUInt32BE(version.tx, BLOCK_BYTES);
  buffer.writeUInt32BE(metadata.length, BLOCK_BYTES + TX_BYTES);
  buffer.set(metadata, STATE_HEAD);
  buffer.set(value, STATE_HEAD + metadata.length);
  return buffer;
}

export function decodeVersioned(buffer: Buffer): VersionedValue {
  const start = STATE_HEAD + buffer.readUInt32BE(BLOCK_BYTES + TX_BYTES);
  return {
    version: { block: readBlockNumber(buffer, 0), tx: buffer.readUInt32BE(BLOCK_BYTES) },
    metadata: buffer.subarray(STATE_HEAD, start),
    value: buffer.subarray(start),
  };
}

const PLACE_BYTES = 14;

export function encodePlace(place: Place): Buffer {
  const buffer = Buffer.allocUnsafe(PLACE_BYTES);
  buffer.writeUInt32BE(place.file, 0);
  buffer.writeUIntBE(place.offset, 4, 6);
  buffer.writeUInt32BE(place.length, 10);
  return buffer;
}

export function decodePlace(buffer: Buffer, offset = 0): Place {
  return {
    file: buffer.readUInt32BE(offset),
    offset: buffer.readUIntBE(offset + 4, 6),
    length: buffer.readUInt32BE(offset + 10),
  };
}

/** What the ledger remembers of a transaction by its id. */
export interface TxRecord {
  readonly code: number;
  readonly block: number;
  readonly tx: number;
  readonly place: Place;
}

export function encodeTxRecord({ code, block, tx, place }: TxRecord): Buffer {
  return Buffer.concat([Uint8Array.of(code), numbers(block, tx), encodePlace(place)]);
}

export function decodeTxRecord(buffer: Buffer): TxRecord {
  return {
    code: buffer.readUInt8(0),
    block: readBlockNumber(buffer, 1),
    tx: buffer.readUInt32BE(1 + BLOCK_BYTES),
    place: decodePlace(buffer, 1 + BLOCK_BYTES + TX_BYTES),
  };
}
