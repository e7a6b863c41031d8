// SPDX-License-Identifier: Apache-2.0

import type {
  CollectionHashedRwset,
  KvRead,
  KvRwset,
  MetadataEntry,
  RangeQueryInfo,
  TxPrivateWrites,
  TxRwset,
  Version,
} from "./rwset.js";
import { WireWriter } from "./wire.js";

function versionWriter(version: Version): WireWriter {
  return new WireWriter().uint(1, version.block).uint(2, version.tx);
}

function readWriter(read: KvRead): WireWriter {
  const writer = new WireWriter().string(1, read.key);
  return read.version === undefined ? writer : writer.message(2, versionWriter(read.version));
}

function entriesInto(writer: WireWriter, entries: readonly MetadataEntry[]): WireWriter {
  for (const { name, value } of entries) writer.message(2, new WireWriter().string(1, name).bytes(2, value));
  return writer;
}

/** Serialised kvrwset.QueryReads. */
export function encodeReads(reads: readonly KvRead[]): Uint8Array {
  const writer = new WireWriter();
  for (const read of reads) writer.message(1, readWriter(read));
  return writer.finish();
}

function rangeQueryWriter(info: RangeQueryInfo): WireWriter {
  const writer = new WireWriter().string(1, info.startKey).string(2, info.endKey).bool(3, info.exhausted);
  if (info.summary !== undefined) {
    const summary = new WireWriter().uint(1, info.summary.maxDegree).uint(2, info.summary.maxLevel);
    for (const hash of info.summary.hashes) summary.message(3, hash);
    writer.message(5, summary);
  } else if (info.reads !== undefined) writer.message(4, encodeReads(info.reads));
  return writer;
}

/** Serialised kvrwset.KVRWSet. */
export function encodeKvRwset(rwset: KvRwset): Uint8Array {
  const writer = new WireWriter();
  for (const read of rwset.reads) writer.message(1, readWriter(read));
  for (const info of rwset.rangeQueries) writer.message(2, rangeQueryWriter(info));
  for (const { key, isDelete, value } of rwset.writes) {
    writer.message(3, new WireWriter().string(1, key).bool(2, isDelete).bytes(3, value));
  }
  for (const { key, entries } of rwset.metadataWrites) {
    writer.message(4, entriesInto(new WireWriter().string(1, key), entries));
  }
  return writer.finish();
}

function encodeHashed(collection: CollectionHashedRwset): Uint8Array {
  const writer = new WireWriter();
  for (const { keyHash, version } of collection.reads) {
    const read = new WireWriter().bytes(1, keyHash);
    writer.message(1, version === undefined ? read : read.message(2, versionWriter(version)));
  }
  for (const { keyHash, isDelete, valueHash, isPurge } of collection.writes) {
    writer.message(2, new WireWriter().bytes(1, keyHash).bool(2, isDelete).bytes(3, valueHash).bool(4, isPurge));
  }
  for (const { keyHash, entries } of collection.metadataWrites) {
    writer.message(3, entriesInto(new WireWriter().bytes(1, keyHash), entries));
  }
  return writer.finish();
}

/** Serialised rwset.TxReadWriteSet. */
export function encodeRwset(rwset: TxRwset): Uint8Array {
  const writer = new WireWriter();
  for (const ns of rwset) {
    const namespace = new WireWriter().string(1, ns.namespace).bytes(2, encodeKvRwset(ns));
    for (const collection of ns.collections) {
      const inner = new WireWriter().string(1, collection.collection).bytes(2, encodeHashed(collection));
      namespace.message(3, inner.bytes(3, collection.privateHash));
    }
    writer.message(2, namespace);
  }
  return writer.finish();
}

/** Serialised rwset.TxPvtReadWriteSet; collections of one namespace must be adjacent. */
export function encodePrivateWrites(writes: TxPrivateWrites): Uint8Array {
  const writer = new WireWriter();
  for (let index = 0; index < writes.length;) {
    const namespace = writes[index]!.namespace;
    const inner = new WireWriter().string(1, namespace);
    for (; index < writes.length && writes[index]!.namespace === namespace; index++) {
      const { collection, rwset } = writes[index]!;
      inner.message(2, new WireWriter().string(1, collection).bytes(2, rwset));
    }
    writer.message(2, inner);
  }
  return writer.finish();
}

/** Entries of a key's metadata as the state keeps them; empty for none. */
export function encodeMetadataEntries(entries: readonly MetadataEntry[]): Uint8Array {
  return entriesInto(new WireWriter(), entries).finish();
}
