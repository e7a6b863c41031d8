// SPDX-License-Identifier: Apache-2.0

/** Place of a write in the ledger: block and index of the transaction in it. */
export interface Version {
  readonly block: number;
  readonly tx: number;
}

export interface KvRead {
  readonly key: string;
  /** Undefined: the key did not exist. */
  readonly version: Version | undefined;
}

export interface KvWrite {
  readonly key: string;
  readonly isDelete: boolean;
  readonly value: Uint8Array;
}

export interface MetadataEntry {
  readonly name: string;
  readonly value: Uint8Array;
}

export interface KvMetadataWrite {
  readonly key: string;
  readonly entries: readonly MetadataEntry[];
}

/** Summary of a long range read: the hashes at the top level of a Merkle tree of the given degree over it. */
export interface MerkleSummary {
  readonly maxDegree: number;
  readonly maxLevel: number;
  readonly hashes: readonly Uint8Array[];
}

export interface RangeQueryInfo {
  readonly startKey: string;
  readonly endKey: string;
  readonly exhausted: boolean;
  /** Reads one by one, or their summary. Both undefined: nothing was read. */
  readonly reads: readonly KvRead[] | undefined;
  readonly summary: MerkleSummary | undefined;
}

export interface HashedRead {
  readonly keyHash: Uint8Array;
  readonly version: Version | undefined;
}

export interface HashedWrite {
  readonly keyHash: Uint8Array;
  readonly isDelete: boolean;
  readonly valueHash: Uint8Array;
  readonly isPurge: boolean;
}

export interface HashedMetadataWrite {
  readonly keyHash: Uint8Array;
  readonly entries: readonly MetadataEntry[];
}

export interface CollectionHashedRwset {
  readonly collection: string;
  readonly reads: readonly HashedRead[];
  readonly writes: readonly HashedWrite[];
  readonly metadataWrites: readonly HashedMetadataWrite[];
  /** SHA-256 of the collection's private write set; empty where the transaction only read. */
  readonly privateHash: Uint8Array;
}

export interface KvRwset {
  readonly reads: readonly KvRead[];
  readonly rangeQueries: readonly RangeQueryInfo[];
  readonly writes: readonly KvWrite[];
  readonly metadataWrites: readonly KvMetadataWrite[];
}

export interface NsRwset extends KvRwset {
  readonly namespace: string;
  readonly collections: readonly CollectionHashedRwset[];
}

/** rwset.TxReadWriteSet. */
export type TxRwset = readonly NsRwset[];

export interface PrivateCollectionWrites {
  readonly namespace: string;
  readonly collection: string;
  /** Serialised KVRWSet, the bytes whose hash is on the channel. */
  readonly rwset: Uint8Array;
}

/** rwset.TxPvtReadWriteSet, flattened. */
export type TxPrivateWrites = readonly PrivateCollectionWrites[];

export function sameVersion(a: Version | undefined, b: Version | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.block === b.block && a.tx === b.tx;
}

/** A write of an empty value deletes, whatever its flag says. */
export function isDeletion(write: KvWrite): boolean {
  return write.isDelete || write.value.length === 0;
}

/** Order of strings by their UTF-8 bytes, which is the order of keys on a Fabric ledger. */
export function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left === right) continue;
    // UTF-16 and UTF-8 order differ only where a surrogate meets a code unit from U+E000 on.
    const leftSurrogate = left >= 0xd800 && left <= 0xdfff;
    const rightSurrogate = right >= 0xd800 && right <= 0xdfff;
    if (leftSurrogate !== rightSurrogate) return (leftSurrogate ? 0x10000 : left) - (rightSurrogate ? 0x10000 : right);
    return left - right;
  }
  return a.length - b.length;
}
