// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import type { Metadata } from "./simulation.js";
import {
  compareUtf8,
  type CollectionHashedRwset,
  type HashedMetadataWrite,
  type HashedRead,
  type HashedWrite,
  type KvMetadataWrite,
  type KvRead,
  type KvWrite,
  type MetadataEntry,
  type NsRwset,
  type PrivateCollectionWrites,
  type RangeQueryInfo,
  type Version,
} from "../protocol/rwset.js";
import { encodeKvRwset, encodePrivateWrites, encodeRwset } from "../protocol/rwset-codec.js";

const EMPTY: Uint8Array = new Uint8Array(0);

/** SHA-256 of a private key's name, as the channel knows it. */
export function hashOfKey(key: string): Uint8Array {
  return createHash("sha256").update(key, "utf8").digest();
}

interface CollectionBuilder {
  readonly reads: Map<string, HashedRead>;
  readonly writes: Map<string, HashedWrite>;
  readonly metadataWrites: Map<string, HashedMetadataWrite>;
  readonly privateWrites: Map<string, KvWrite>;
  readonly privateMetadataWrites: Map<string, KvMetadataWrite>;
}

interface NamespaceBuilder {
  readonly reads: Map<string, KvRead>;
  readonly writes: Map<string, KvWrite>;
  readonly metadataWrites: Map<string, KvMetadataWrite>;
  readonly rangeQueries: Map<string, RangeQueryInfo>;
  readonly collections: Map<string, CollectionBuilder>;
}

function sortedValues<V>(map: ReadonlyMap<string, V>): V[] {
  if (map.size < 2) return [...map.values()];
  return [...map.entries()].sort(([a], [b]) => compareUtf8(a, b)).map(([, value]) => value);
}

function sortedEntries(metadata: Metadata): MetadataEntry[] {
  return sortedValues(new Map([...metadata].map(([name, value]) => [name, { name, value }])));
}

/** Collects what one transaction reads and writes. Everything comes out sorted by key, so that endorsers agree to the byte. */
export class RwsetBuilder {
  readonly #namespaces = new Map<string, NamespaceBuilder>();

  read(ns: string, key: string, version: Version | undefined): void {
    this.#namespace(ns).reads.set(key, { key, version });
  }

  rangeQuery(ns: string, info: RangeQueryInfo): void {
    const id = JSON.stringify([info.startKey, info.endKey, info.exhausted]);
    const { rangeQueries } = this.#namespace(ns);
    if (!rangeQueries.has(id)) rangeQueries.set(id, info);
  }

  /** An empty value deletes. */
  write(ns: string, key: string, value: Uint8Array): void {
    this.#namespace(ns).writes.set(key, { key, isDelete: value.length === 0, value });
  }

  metadataWrite(ns: string, key: string, metadata: Metadata): void {
    this.#namespace(ns).metadataWrites.set(key, { key, entries: sortedEntries(metadata) });
  }

  hashedRead(ns: string, collection: string, key: string, version: Version | undefined): void {
    this.#collection(ns, collection).reads.set(key, { keyHash: hashOfKey(key), version });
  }

  /** An empty value deletes. */
  privateWrite(ns: string, collection: string, key: string, value: Uint8Array, isPurge = false): void {
    const isDelete = value.length === 0;
    const valueHash = isDelete ? EMPTY : createHash("sha256").update(value).digest();
    const builder = this.#collection(ns, collection);
    builder.privateWrites.set(key, { key, isDelete, value });
    builder.writes.set(key, { keyHash: hashOfKey(key), isDelete, valueHash, isPurge });
  }

  privateMetadataWrite(ns: string, collection: string, key: string, metadata: Metadata): void {
    const builder = this.#collection(ns, collection);
    // The plaintext set names the key only: holders must know that its version moves.
    builder.privateMetadataWrites.set(key, { key, entries: [] });
    builder.metadataWrites.set(key, { keyHash: hashOfKey(key), entries: sortedEntries(metadata) });
  }

  /** Serialised TxReadWriteSet and, where anything private was written, TxPvtReadWriteSet. */
  finish(): { publicRwset: Uint8Array; privateRwset: Uint8Array | undefined; namespaces: readonly string[] } {
    const names = [...this.#namespaces.keys()].sort(compareUtf8);
    const privateWrites: PrivateCollectionWrites[] = [];
    const rwset = names.map((namespace) => this.#finishNamespace(namespace, privateWrites));
    const privateRwset = privateWrites.length === 0 ? undefined : encodePrivateWrites(privateWrites);
    return { publicRwset: encodeRwset(rwset), privateRwset, namespaces: names };
  }

  #finishNamespace(namespace: string, privateWrites: PrivateCollectionWrites[]): NsRwset {
    const builder = this.#namespace(namespace);
    const collections = [...builder.collections.keys()].sort(compareUtf8).map((collection): CollectionHashedRwset => {
      const {
        reads,
        writes,
        metadataWrites,
        privateWrites: plain,
        privateMetadataWrites,
      } = this.#collection(namespace, collection);
      let privateHash = EMPTY;
      if (plain.size > 0 || privateMetadataWrites.size > 0) {
        const rwset = encodeKvRwset({
          reads: [],
          rangeQueries: [],
          writes: sortedValues(plain),
          metadataWrites: sortedValues(privateMetadataWrites),
        });
        privateWrites.push({ namespace, collection, rwset });
        privateHash = createHash("sha256").update(rwset).digest();
      }
      return {
        collection,
        reads: sortedValues(reads),
        writes: sortedValues(writes),
        metadataWrites: sortedValues(metadataWrites),
        privateHash,
      };
    });
    return {
      namespace,
      reads: sortedValues(builder.reads),
      rangeQueries: [...builder.rangeQueries.values()],
      writes: sortedValues(builder.writes),
      metadataWrites: sortedValues(builder.metadataWrites),
      collections,
    };
  }

  #namespace(ns: string): NamespaceBuilder {
    let builder = this.#namespaces.get(ns);
    if (builder === undefined) {
      builder = {
        reads: new Map(),
        writes: new Map(),
        metadataWrites: new Map(),
        rangeQueries: new Map(),
        collections: new Map(),
      };
      this.#namespaces.set(ns, builder);
    }
    return builder;
  }

  #collection(ns: string, collection: string): CollectionBuilder {
    const { collections } = this.#namespace(ns);
    let builder = collections.get(collection);
    if (builder === undefined) {
      builder = {
        reads: new Map(),
        writes: new Map(),
        metadataWrites: new Map(),
        privateWrites: new Map(),
        privateMetadataWrites: new Map(),
      };
      collections.set(collection, builder);
    }
    return builder;
  }
}
