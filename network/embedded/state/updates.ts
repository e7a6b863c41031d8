// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { hashedKey, encodeVersioned, stateKey, type VersionedValue } from "./keys.js";
import {
  compareUtf8,
  isDeletion,
  type HashedWrite,
  type MetadataEntry,
  type NsRwset,
  type TxRwset,
  type Version,
} from "../protocol/rwset.js";
import { encodeMetadataEntries } from "../protocol/rwset-codec.js";
import type { Change, StateReader } from "./state.js";
import { encodeVarint, WireWriter } from "../protocol/wire.js";

/** A key's new content; `value` undefined deletes it. */
export interface Update {
  readonly value: Uint8Array | undefined;
  readonly metadata: Uint8Array;
  readonly version: Version;
}

/** What one transaction does to one key. */
interface KeyOperation {
  write: { readonly value: Uint8Array | undefined } | undefined;
  metadata: readonly MetadataEntry[] | undefined;
}

const NO_METADATA = new Uint8Array(0);
const HASH_OF_NOTHING = createHash("sha256").digest();

/** A private write that removes the key: by its flag, without a value, or with the hash of an empty one. */
export function isHashedDeletion(write: HashedWrite): boolean {
  return write.isDelete || write.valueHash.length === 0 || Buffer.compare(write.valueHash, HASH_OF_NOTHING) === 0;
}

function child<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = create();
    map.set(key, value);
  }
  return value;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex");

/** The changes of a block's valid transactions to the world state and to the hashes of private data, in the making. */
export class BlockUpdates {
  /** namespace -> key -> update */
  readonly #state = new Map<string, Map<string, Update>>();
  /** namespace -> collection -> hex key hash -> update */
  readonly #hashed = new Map<string, Map<string, Map<string, Update>>>();

  state(ns: string, key: string): Update | undefined {
    return this.#state.get(ns)?.get(key);
  }

  hashed(ns: string, collection: string, keyHash: Uint8Array): Update | undefined {
    return this.#hashed.get(ns)?.get(collection)?.get(hex(keyHash));
  }

  /** Keys of a namespace changed so far from `start` on and before `end` (up to it when `inclusive`), in key order. */
  stateRange(ns: string, start: string, end: string, inclusive: boolean): { key: string; update: Update }[] {
    const found: { key: string; update: Update }[] = [];
    for (const [key, update] of this.#state.get(ns) ?? []) {
      const order = end === "" ? -1 : compareUtf8(key, end);
      if (compareUtf8(key, start) >= 0 && (order < 0 || (inclusive && order === 0))) found.push({ key, update });
    }
    return found.sort((a, b) => compareUtf8(a.key, b.key));
  }

  /** Adds the write set of a valid transaction. */
  apply(rwset: TxRwset, version: Version, committed: StateReader): void {
    for (const ns of rwset) {
      this.#applyState(ns, version, committed);
      for (const collection of ns.collections) {
        const operations = new Map<string, KeyOperation & { keyHash: Uint8Array }>();
        const operation = (keyHash: Uint8Array): KeyOperation =>
          child(operations, hex(keyHash), () => ({ keyHash, write: undefined, metadata: undefined }));
        for (const write of collection.writes) {
          operation(write.keyHash).write = { value: isHashedDeletion(write) ? undefined : write.valueHash };
        }
        for (const { keyHash, entries } of collection.metadataWrites) operation(keyHash).metadata = entries;
        for (const [key, op] of operations) {
          const before = this.#hashedBefore(ns.namespace, collection.collection, op.keyHash, committed);
          const update = mergeOperation(op, before, version);
          if (update !== undefined) this.#setHashed(ns.namespace, collection.collection, key, update);
        }
      }
    }
  }

  #applyState(ns: NsRwset, version: Version, committed: StateReader): void {
    const operations = new Map<string, KeyOperation>();
    const operation = (key: string): KeyOperation =>
      child(operations, key, () => ({ write: undefined, metadata: undefined }));
    for (const write of ns.writes) operation(write.key).write = { value: isDeletion(write) ? undefined : write.value };
    for (const { key, entries } of ns.metadataWrites) operation(key).metadata = entries;
    for (const [key, op] of operations) {
      const before = (): Update | VersionedValue | undefined =>
        this.state(ns.namespace, key) ?? committed.state(ns.namespace, key);
      const update = mergeOperation(op, before, version);
      if (update !== undefined) child(this.#state, ns.namespace, () => new Map<string, Update>()).set(key, update);
    }
  }

  #hashedBefore(
    ns: string,
    collection: string,
    keyHash: Uint8Array,
    committed: StateReader,
  ): () => Update | VersionedValue | undefined {
    return () => this.hashed(ns, collection, keyHash) ?? committed.hashed(ns, collection, keyHash);
  }

  #setHashed(ns: string, collection: string, key: string, update: Update): void {
    const collections = child(this.#hashed, ns, () => new Map<string, Map<string, Update>>());
    child(collections, collection, () => new Map<string, Update>()).set(key, update);
  }

  /** The changes to the database. */
  changes(): Change[] {
    const changes: Change[] = [];
    for (const [ns, updates] of this.#state) {
      for (const [key, update] of updates) changes.push({ key: stateKey(ns, key), value: encodeUpdate(update) });
    }
    for (const [ns, collections] of this.#hashed) {
      for (const [collection, updates] of collections) {
        for (const [key, update] of updates) {
          changes.push({ key: hashedKey(ns, collection, Buffer.from(key, "hex")), value: encodeUpdate(update) });
        }
      }
    }
    return changes;
  }

  /** The updates in the one serialisation that all peers hash into the commit hash. */
  deterministicBytes(): Uint8Array {
    const writer = new WireWriter();
    const namespaces = new Set([...this.#state.keys(), ...this.#hashed.keys()]);
    for (const ns of [...namespaces].sort(compareUtf8)) {
      let name = ns;
      const emit = (key: Uint8Array, update: Update, collection: string): void => {
        writer.message(1, updateWriter(name, collection, key, update));
        name = "";
      };
      const updates = [...(this.#state.get(ns) ?? [])].sort(([a], [b]) => compareUtf8(a, b));
      for (const [key, update] of updates) emit(Buffer.from(key, "utf8"), update, "");
      const collections = [...(this.#hashed.get(ns) ?? [])].sort(([a], [b]) => compareUtf8(a, b));
      for (const [collection, hashes] of collections) {
        const sorted = [...hashes].sort(([a], [b]) => (a < b ? -1 : 1));
        sorted.forEach(([key, update], index) => {
          emit(Buffer.from(key, "hex"), update, index === 0 ? collection : "");
        });
      }
    }
    return writer.finish();
  }
}

/**
 * Puts a transaction's write and metadata write of one key together with what was there. A write keeps the key's metadata unless the
 * transaction sets it; metadata alone keeps the value, and does nothing to a key that does not exist.
 */
function mergeOperation(
  { write, metadata }: KeyOperation,
  before: () => Update | VersionedValue | undefined,
  version: Version,
): Update | undefined {
  if (write !== undefined && write.value === undefined) return { value: undefined, metadata: NO_METADATA, version };
  const entries = metadata === undefined ? undefined : encodeMetadataEntries(metadata);
  if (write !== undefined) {
    return { value: write.value, metadata: entries ?? before()?.metadata ?? NO_METADATA, version };
  }
  const existing = before();
  if (existing === undefined) return undefined;
  return { value: existing.value, metadata: entries ?? NO_METADATA, version };
}

function encodeUpdate({ value, metadata, version }: Update): Buffer | undefined {
  return value === undefined ? undefined : encodeVersioned({ value, metadata, version });
}

function updateWriter(ns: string, collection: string, key: Uint8Array, update: Update): WireWriter {
  return new WireWriter()
    .string(1, ns)
    .string(2, collection)
    .bytes(3, key)
    .bool(4, update.value === undefined)
    .bytes(5, update.value)
    .bytes(6, Buffer.concat([orderedNumber(update.version.block), orderedNumber(update.version.tx)]));
}

/** Length, then big-endian digits: sorts as the numbers do. */
function orderedNumber(value: number): Uint8Array {
  const digits: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return Uint8Array.of(digits.length, ...digits);
}

/** Each block's commit hash covers its validation codes, its updates and the commit hash before it. */
export function nextCommitHash(codes: Uint8Array, updates: Uint8Array, previous: Uint8Array): Uint8Array {
  const hash = createHash("sha256");
  hash.update(encodeVarint(codes.length)).update(codes).update(updates).update(previous);
  return hash.digest();
}
