// SPDX-License-Identifier: Apache-2.0

import { asItCame, bool, bytes, codec, list, mapped, part, string, uint } from "./message.js";
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

const version = codec<Version>({ block: uint(1), tx: uint(2) });
const read = codec<KvRead>({ key: string(1), version: part(2, version) });
const write = codec<KvWrite>({ key: string(1), isDelete: bool(2), value: bytes(3) });
const entry = codec<MetadataEntry>({ name: string(1), value: bytes(2) });
const summary = codec<MerkleSummary>({ maxDegree: uint(1), maxLevel: uint(2), hashes: list(3, asItCame) });
const queryReads = mapped(
  codec({ reads: list(1, read) }),
  ({ reads }) => reads,
  (reads) => ({ reads }),
);
const rangeQuery = codec<RangeQueryInfo>({
  startKey: string(1),
  endKey: string(2),
  exhausted: bool(3),
  reads: part(4, queryReads),
  summary: part(5, summary),
});
const kvRwset = codec<KvRwset>({
  reads: list(1, read),
  rangeQueries: list(2, rangeQuery),
  writes: list(3, write),
  metadataWrites: list(4, codec<KvMetadataWrite>({ key: string(1), entries: list(2, entry) })),
});

const hashedRwset = codec<Pick<CollectionHashedRwset, "reads" | "writes" | "metadataWrites">>({
  reads: list(1, codec<HashedRead>({ keyHash: bytes(1), version: part(2, version) })),
  writes: list(2, codec<HashedWrite>({ keyHash: bytes(1), isDelete: bool(2), valueHash: bytes(3), isPurge: bool(4) })),
  metadataWrites: list(3, codec<HashedMetadataWrite>({ keyHash: bytes(1), entries: list(2, entry) })),
});
const collection = mapped(
  codec({ collection: string(1), hashed: bytes(2), privateHash: bytes(3) }),
  ({ hashed, ...own }): CollectionHashedRwset => ({
    collection: own.collection,
    ...hashedRwset(hashed),
    privateHash: own.privateHash,
  }),
  (own) => ({ ...own, hashed: hashedRwset.encode(own), privateHash: own.privateHash as Buffer }),
);
const namespace = mapped(
  codec({ namespace: string(1), rwset: bytes(2), collections: list(3, collection) }),
  ({ rwset, ...own }): NsRwset => ({ ...own, ...kvRwset(rwset) }),
  (own) => ({ ...own, rwset: kvRwset.encode(own) }),
);
const namespaces = codec({ namespaces: list(2, namespace) });

const privateCollection = codec<Omit<PrivateCollectionWrites, "namespace">>({ collection: string(1), rwset: bytes(2) });
const privateNamespaces = codec({
  namespaces: list(2, codec({ namespace: string(1), collections: list(2, privateCollection) })),
});
const metadata = codec({ entries: list(2, entry) });

/** Reads a kvrwset.KVRWSet. */
export const decodeKvRwset = kvRwset;

/** Serialised kvrwset.KVRWSet. */
export const encodeKvRwset: (rwset: KvRwset) => Buffer = kvRwset.encode;

/** Serialised kvrwset.QueryReads. */
export const encodeReads: (reads: readonly KvRead[]) => Buffer = queryReads.encode;

/**
 * Reads a rwset.TxReadWriteSet.
 *
 * @throws {WireError}
 */
export function decodeRwset(own: Uint8Array): TxRwset {
  return namespaces(own).namespaces;
}

/** Serialised rwset.TxReadWriteSet. */
export function encodeRwset(rwset: TxRwset): Buffer {
  return namespaces.encode({ namespaces: rwset });
}

/**
 * Reads a rwset.TxPvtReadWriteSet.
 *
 * @throws {WireError}
 */
export function decodePrivateWrites(own: Uint8Array): TxPrivateWrites {
  return privateNamespaces(own).namespaces.flatMap(({ namespace: name, collections }) =>
    collections.map((one) => ({ namespace: name, ...one })),
  );
}

/** Serialised rwset.TxPvtReadWriteSet; collections of one namespace must be adjacent. */
export function encodePrivateWrites(writes: TxPrivateWrites): Buffer {
  const names = [...new Set(writes.map((one) => one.namespace))];
  return privateNamespaces.encode({
    namespaces: names.map((name) => ({ namespace: name, collections: writes.filter((one) => one.namespace === name) })),
  });
}

/** Entries of a key's metadata as the state keeps them. */
export function decodeMetadataEntries(own: Uint8Array): readonly MetadataEntry[] {
  return metadata(own).entries;
}

/** The same, serialised; empty for none. */
export function encodeMetadataEntries(entries: readonly MetadataEntry[]): Buffer {
  return metadata.encode({ entries });
}
