// SPDX-License-Identifier: Apache-2.0

import type {
  CollectionHashedRwset,
  HashedMetadataWrite,
  HashedRead,
  HashedWrite,
  KvMetadataWrite,
  KvRead,
  KvRwset,
  KvWrite,
  MerkleSummary,
  MetadataEntry,
  NsRwset,
  PrivateCollectionWrites,
  RangeQueryInfo,
  TxPrivateWrites,
  TxRwset,
  Version,
} from "./rwset.js";
import { WireReader } from "./wire.js";

const EMPTY: Uint8Array = new Uint8Array(0);

function decodeVersion(bytes: Uint8Array): Version {
  let block = 0;
  let tx = 0;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) block = reader.uint();
    else if (reader.field === 2) tx = reader.uint();
  }
  return { block, tx };
}

function decodeRead(bytes: Uint8Array): KvRead {
  let key = "";
  let version: Version | undefined;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) key = reader.string();
    else if (reader.field === 2) version = decodeVersion(reader.bytes());
  }
  return { key, version };
}

function decodeWrite(bytes: Uint8Array): KvWrite {
  let key = "";
  let isDelete = false;
  let value: Uint8Array = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) key = reader.string();
    else if (reader.field === 2) isDelete = reader.bool();
    else if (reader.field === 3) value = reader.bytes();
  }
  return { key, isDelete, value };
}

function decodeEntry(bytes: Uint8Array): MetadataEntry {
  let name = "";
  let value: Uint8Array = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) name = reader.string();
    else if (reader.field === 2) value = reader.bytes();
  }
  return { name, value };
}

function decodeMetadata(bytes: Uint8Array): { key: Uint8Array; entries: MetadataEntry[] } {
  let key: Uint8Array = EMPTY;
  const entries: MetadataEntry[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) key = reader.bytes();
    else if (reader.field === 2) entries.push(decodeEntry(reader.bytes()));
  }
  return { key, entries };
}

function decodeSummary(bytes: Uint8Array): MerkleSummary {
  let maxDegree = 0;
  let maxLevel = 0;
  const hashes: Uint8Array[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) maxDegree = reader.uint();
    else if (reader.field === 2) maxLevel = reader.uint();
    else if (reader.field === 3) hashes.push(reader.bytes());
  }
  return { maxDegree, maxLevel, hashes };
}

function decodeReads(bytes: Uint8Array): KvRead[] {
  const reads: KvRead[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) if (reader.field === 1) reads.push(decodeRead(reader.bytes()));
  return reads;
}

function decodeRangeQuery(bytes: Uint8Array): RangeQueryInfo {
  const info = {
    startKey: "",
    endKey: "",
    exhausted: false,
    reads: undefined as KvRead[] | undefined,
    summary: undefined as MerkleSummary | undefined,
  };
  const reader = new WireReader(bytes);
  const take: Record<number, () => void> = {
    1: () => (info.startKey = reader.string()),
    2: () => (info.endKey = reader.string()),
    3: () => (info.exhausted = reader.bool()),
    4: () => (info.reads = decodeReads(reader.bytes())),
    5: () => (info.summary = decodeSummary(reader.bytes())),
  };
  while (reader.next()) take[reader.field]?.();
  return info;
}

function textKey(metadata: { key: Uint8Array; entries: MetadataEntry[] }): KvMetadataWrite {
  return { key: Buffer.from(metadata.key).toString("utf8"), entries: metadata.entries };
}

/**
 * Decodes a kvrwset.KVRWSet.
 * @throws {WireError}
 */
export function decodeKvRwset(bytes: Uint8Array): KvRwset {
  const reads: KvRead[] = [];
  const rangeQueries: RangeQueryInfo[] = [];
  const writes: KvWrite[] = [];
  const metadataWrites: KvMetadataWrite[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) reads.push(decodeRead(reader.bytes()));
    else if (reader.field === 2) rangeQueries.push(decodeRangeQuery(reader.bytes()));
    else if (reader.field === 3) writes.push(decodeWrite(reader.bytes()));
    else if (reader.field === 4) metadataWrites.push(textKey(decodeMetadata(reader.bytes())));
  }
  return { reads, rangeQueries, writes, metadataWrites };
}

function decodeHashedRead(bytes: Uint8Array): HashedRead {
  let keyHash: Uint8Array = EMPTY;
  let version: Version | undefined;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) keyHash = reader.bytes();
    else if (reader.field === 2) version = decodeVersion(reader.bytes());
  }
  return { keyHash, version };
}

function decodeHashedWrite(bytes: Uint8Array): HashedWrite {
  const write = { keyHash: EMPTY, isDelete: false, valueHash: EMPTY, isPurge: false };
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) write.keyHash = reader.bytes();
    else if (reader.field === 2) write.isDelete = reader.bool();
    else if (reader.field === 3) write.valueHash = reader.bytes();
    else if (reader.field === 4) write.isPurge = reader.bool();
  }
  return write;
}

function decodeCollection(bytes: Uint8Array): CollectionHashedRwset {
  let collection = "";
  let hashed: Uint8Array = EMPTY;
  let privateHash: Uint8Array = EMPTY;
  const outer = new WireReader(bytes);
  while (outer.next()) {
    if (outer.field === 1) collection = outer.string();
    else if (outer.field === 2) hashed = outer.bytes();
    else if (outer.field === 3) privateHash = outer.bytes();
  }
  const reads: HashedRead[] = [];
  const writes: HashedWrite[] = [];
  const metadataWrites: HashedMetadataWrite[] = [];
  const reader = new WireReader(hashed);
  while (reader.next()) {
    if (reader.field === 1) reads.push(decodeHashedRead(reader.bytes()));
    else if (reader.field === 2) writes.push(decodeHashedWrite(reader.bytes()));
    else if (reader.field === 3) {
      const { key, entries } = decodeMetadata(reader.bytes());
      metadataWrites.push({ keyHash: key, entries });
    }
  }
  return { collection, reads, writes, metadataWrites, privateHash };
}

function decodeNamespace(bytes: Uint8Array): NsRwset {
  let namespace = "";
  let rwset: Uint8Array = EMPTY;
  const collections: CollectionHashedRwset[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) namespace = reader.string();
    else if (reader.field === 2) rwset = reader.bytes();
    else if (reader.field === 3) collections.push(decodeCollection(reader.bytes()));
  }
  return { namespace, collections, ...decodeKvRwset(rwset) };
}

/**
 * Decodes a rwset.TxReadWriteSet.
 * @throws {WireError}
 */
export function decodeRwset(bytes: Uint8Array): TxRwset {
  const namespaces: NsRwset[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) if (reader.field === 2) namespaces.push(decodeNamespace(reader.bytes()));
  return namespaces;
}

/**
 * Decodes a rwset.TxPvtReadWriteSet.
 * @throws {WireError}
 */
export function decodePrivateWrites(bytes: Uint8Array): TxPrivateWrites {
  const collections: PrivateCollectionWrites[] = [];
  const outer = new WireReader(bytes);
  while (outer.next()) {
    if (outer.field !== 2) continue;
    let namespace = "";
    const reader = new WireReader(outer.bytes());
    while (reader.next()) {
      if (reader.field === 1) namespace = reader.string();
      if (reader.field !== 2) continue;
      let collection = "";
      let rwset: Uint8Array = EMPTY;
      const inner = new WireReader(reader.bytes());
      while (inner.next()) {
        if (inner.field === 1) collection = inner.string();
        else if (inner.field === 2) rwset = inner.bytes();
      }
      collections.push({ namespace, collection, rwset });
    }
  }
  return collections;
}

/** Entries of a key's metadata as the state keeps them. */
export function decodeMetadataEntries(bytes: Uint8Array): MetadataEntry[] {
  return decodeMetadata(bytes).entries;
}
