// SPDX-License-Identifier: Apache-2.0

import { bool, bytes, decoder, list, part, string, uint } from "./message.js";
import type {
  CollectionHashedRwset,
  HashedRead,
  HashedWrite,
  KvMetadataWrite,
  KvRead,
  KvRwset,
  KvWrite,
  MerkleSummary,
  MetadataEntry,
  NsRwset,
  RangeQueryInfo,
  TxPrivateWrites,
  TxRwset,
  Version,
} from "./rwset.js";

/** A message's own bytes, where they are kept as they came. */
const asItCame = (own: Buffer): Buffer => own;

const decodeVersion = decoder<Version>({ block: uint(1), tx: uint(2) });
const decodeRead = decoder<KvRead>({ key: string(1), version: part(2, decodeVersion) });
const decodeWrite = decoder<KvWrite>({ key: string(1), isDelete: bool(2), value: bytes(3) });
const decodeEntry = decoder<MetadataEntry>({ name: string(1), value: bytes(2) });
const decodeMetadata = decoder({ key: bytes(1), entries: list(2, decodeEntry) });
const decodeSummary = decoder<MerkleSummary>({ maxDegree: uint(1), maxLevel: uint(2), hashes: list(3, asItCame) });
const decodeReads = decoder({ reads: list(1, decodeRead) });
const decodeRangeQuery = decoder<RangeQueryInfo>({
  startKey: string(1),
  endKey: string(2),
  exhausted: bool(3),
  reads: part(4, (own) => decodeReads(own).reads),
  summary: part(5, decodeSummary),
});

/** Decodes a kvrwset.KVRWSet. Throws WireError. */
export const decodeKvRwset = decoder<KvRwset>({
  reads: list(1, decodeRead),
  rangeQueries: list(2, decodeRangeQuery),
  writes: list(3, decodeWrite),
  metadataWrites: list(4, (own): KvMetadataWrite => {
    const { key, entries } = decodeMetadata(own);
    return { key: key.toString("utf8"), entries };
  }),
});

const decodeHashed = decoder<Pick<CollectionHashedRwset, "reads" | "writes" | "metadataWrites">>({
  reads: list(1, decoder<HashedRead>({ keyHash: bytes(1), version: part(2, decodeVersion) })),
  writes: list(
    2,
    decoder<HashedWrite>({ keyHash: bytes(1), isDelete: bool(2), valueHash: bytes(3), isPurge: bool(4) }),
  ),
  metadataWrites: list(3, (own) => {
    const { key, entries } = decodeMetadata(own);
    return { keyHash: key, entries };
  }),
});
const decodeCollectionParts = decoder({ collection: string(1), hashed: bytes(2), privateHash: bytes(3) });

function decodeCollection(own: Buffer): CollectionHashedRwset {
  const { collection, hashed, privateHash } = decodeCollectionParts(own);
  return { collection, ...decodeHashed(hashed), privateHash };
}

const decodeNamespaceParts = decoder({ namespace: string(1), rwset: bytes(2), collections: list(3, decodeCollection) });

function decodeNamespace(own: Buffer): NsRwset {
  const { namespace, rwset, collections } = decodeNamespaceParts(own);
  return { namespace, collections, ...decodeKvRwset(rwset) };
}

const decodeNamespaces = decoder({ namespaces: list(2, decodeNamespace) });

/** Decodes a rwset.TxReadWriteSet. Throws WireError. */
export function decodeRwset(own: Uint8Array): TxRwset {
  return decodeNamespaces(own).namespaces;
}

const decodePrivateCollection = decoder({ collection: string(1), rwset: bytes(2) });
const decodePrivateNamespace = decoder({ namespace: string(1), collections: list(2, decodePrivateCollection) });
const decodePrivateNamespaces = decoder({ namespaces: list(2, decodePrivateNamespace) });

/** Decodes a rwset.TxPvtReadWriteSet. Throws WireError. */
export function decodePrivateWrites(own: Uint8Array): TxPrivateWrites {
  return decodePrivateNamespaces(own).namespaces.flatMap(({ namespace, collections }) =>
    collections.map((collection) => ({ namespace, ...collection })),
  );
}

/** Entries of a key's metadata as the state keeps them. */
export function decodeMetadataEntries(own: Uint8Array): readonly MetadataEntry[] {
  return decodeMetadata(own).entries;
}
