// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import type { Collection } from "./definition.js";
import type { Definitions } from "./definitions.js";
import {
  encodeVersioned,
  expiryKey,
  expiryRange,
  hashedKey,
  holderKey,
  holderRange,
  KEY_HASH_BYTES,
  missingKey,
  privateIndexKey,
  privateKey,
  readExpiryKey,
  versionAtEnd,
  writeSetKey,
} from "./keys.js";
import {
  isDeletion,
  sameVersion,
  type CollectionHashedRwset,
  type KvRwset,
  type TxRwset,
  type Version,
} from "../protocol/rwset.js";
import { decodeKvRwset } from "../protocol/rwset-codec.js";
import { encodeKvRwset } from "../protocol/rwset-codec.js";
import { encodeAbsence, type Absence } from "./absence.js";
import type { Change, StateReader } from "./state.js";
import { isHashedDeletion, type BlockUpdates } from "./updates.js";

/** A private key of one organisation as the block leaves it. */
interface PrivateUpdate {
  readonly keyHash: Uint8Array;
  readonly value: Uint8Array | undefined;
  readonly version: Version;
}

const NO_METADATA = new Uint8Array(0);

function sha256(data: Uint8Array | string): Buffer {
  return createHash("sha256").update(data).digest();
}

/** Finds the write set of a collection whose hash a transaction carries. */
export interface WriteSets {
  find(txId: string, namespace: string, collection: string, hash: Uint8Array): Uint8Array | undefined;
}

/** Whether a transaction of the set writes private data at all. */
export function writesPrivateData(rwset: TxRwset): boolean {
  return rwset.some((ns) => ns.collections.some((collection) => collection.privateHash.length > 0));
}

/**
 * The changes of a block's valid transactions to the plaintext of private data, for each organisation that is a member of the
 * collection. Data that is not there is marked as missing: its hash is on the channel all the same, and reading it fails until a later
 * transaction writes the key again.
 */
export class PrivateUpdates {
  readonly #definitions: Definitions;
  readonly #writeSets: WriteSets;
  /** Why data is missing where it is. */
  readonly #absence: Absence;
  readonly #committed: StateReader;
  readonly #updates = new Map<string, { parts: readonly [string, string, string, string]; update: PrivateUpdate }>();
  /** Database changes by key: the last one counts. */
  readonly #changes = new Map<string, Change>();

  constructor(definitions: Definitions, writeSets: WriteSets, committed: StateReader, absence: Absence) {
    this.#definitions = definitions;
    this.#writeSets = writeSets;
    this.#absence = absence;
    this.#committed = committed;
  }

  /** Adds what a valid transaction does to private data. `hashes` are the block's updates including this transaction's. */
  async apply(txId: string, rwset: TxRwset, version: Version, hashes: BlockUpdates): Promise<void> {
    for (const ns of rwset) {
      for (const hashed of ns.collections) {
        const collection = this.#definitions.collection(ns.namespace, hashed.collection);
        if (collection === undefined) continue;
        this.#scheduleExpiry(collection, hashed, version);
        const purged = hashed.writes.filter((write) => write.isPurge).map((write) => write.keyHash);
        for (const keyHash of purged) await this.#purge(collection, keyHash);
        if (hashed.privateHash.length === 0) continue;
        const plain = this.#writeSets.find(txId, ns.namespace, hashed.collection, hashed.privateHash);
        if (plain === undefined) this.#markMissing(collection, hashed);
        else for (const mspId of collection.memberMspIds) this.#write(mspId, collection, plain, version, hashes);
      }
    }
  }

  /** Adds the removal of data that ends with this block. Keys the block itself writes anew stay. */
  async expire(block: number, hashes: BlockUpdates): Promise<void> {
    for await (const [key, value] of this.#committed.scan(expiryRange(block))) {
      const { version, namespace, collection } = readExpiryKey(key);
      this.#set(key, undefined);
      const members = this.#definitions.collection(namespace, collection)?.memberMspIds ?? [];
      for (let offset = 0; offset < value.length; offset += KEY_HASH_BYTES) {
        const keyHash = value.subarray(offset, offset + KEY_HASH_BYTES);
        this.#expireKey(members, namespace, collection, keyHash, version, hashes);
      }
      for (const mspId of members) this.#set(writeSetKey(mspId, version, namespace, collection), undefined);
    }
  }

  changes(): Change[] {
    for (const { parts, update } of this.#updates.values()) {
      const [mspId, ns, collection, key] = parts;
      const { value, version, keyHash } = update;
      const stored = value === undefined ? undefined : encodeVersioned({ value, metadata: NO_METADATA, version });
      this.#set(privateKey(mspId, ns, collection, key), stored);
      const index = privateIndexKey(mspId, ns, collection, keyHash);
      this.#set(index, stored === undefined ? undefined : Buffer.from(key, "utf8"));
    }
    return [...this.#changes.values()];
  }

  #set(key: Buffer, value: Buffer | undefined): void {
    this.#changes.set(key.toString("latin1"), { key, value });
  }

  #get(key: Buffer, database: (key: Buffer) => Buffer | undefined): Buffer | undefined {
    const change = this.#changes.get(key.toString("latin1"));
    return change === undefined ? database(key) : change.value;
  }

  #setPrivate(mspId: string, collection: Collection, key: string, update: PrivateUpdate): void {
    const parts = [mspId, collection.chaincode, collection.name, key] as const;
    this.#updates.set(parts.join("\0"), { parts, update });
  }

  /** A key that goes is missing no more; one that is written and not there is. */
  #markMissing({ memberMspIds, chaincode, name }: Collection, { writes }: CollectionHashedRwset): void {
    for (const mspId of memberMspIds) {
      for (const write of writes) {
        const value = isHashedDeletion(write) ? undefined : encodeAbsence(this.#absence);
        this.#set(missingKey(mspId, chaincode, name, write.keyHash), value);
      }
    }
  }

  #unmark(mspId: string, ns: string, collection: string, keyHash: Uint8Array): void {
    const key = missingKey(mspId, ns, collection, keyHash);
    if (this.#get(key, (at) => this.#committed.raw(at)) !== undefined) this.#set(key, undefined);
  }

  #write(mspId: string, collection: Collection, plain: Uint8Array, version: Version, hashes: BlockUpdates): void {
    const { chaincode, name } = collection;
    const rwset = decodeKvRwset(plain);
    this.#set(writeSetKey(mspId, version, chaincode, name), Buffer.from(plain));
    for (const write of rwset.writes) {
      const keyHash = sha256(write.key);
      const value = isDeletion(write) ? undefined : write.value;
      this.#setPrivate(mspId, collection, write.key, { keyHash, value, version });
      this.#set(holderKey(mspId, chaincode, name, keyHash, version), Buffer.alloc(0));
      this.#unmark(mspId, chaincode, name, keyHash);
    }
    this.#raiseVersions(mspId, collection, rwset, hashes);
  }

  /** A change of metadata alone moves the hash to a new version; the plaintext follows, where it is the plaintext of that hash. */
  #raiseVersions(mspId: string, collection: Collection, rwset: KvRwset, hashes: BlockUpdates): void {
    const { chaincode, name } = collection;
    for (const { key } of rwset.metadataWrites) {
      const keyHash = sha256(key);
      const hashed = hashes.hashed(chaincode, name, keyHash);
      if (hashed?.value === undefined) continue;
      const current =
        this.#updates.get([mspId, chaincode, name, key].join("\0"))?.update ??
        this.#committed.private(mspId, chaincode, name, key);
      if (current?.value === undefined || sameVersion(current.version, hashed.version)) continue;
      if (sha256(current.value).compare(hashed.value) !== 0) continue;
      this.#setPrivate(mspId, collection, key, { keyHash, value: current.value, version: hashed.version });
    }
  }

  #scheduleExpiry(collection: Collection, hashed: CollectionHashedRwset, version: Version): void {
    const { blockToLive } = collection.definition;
    if (blockToLive === 0) return;
    const written = hashed.writes.filter((write) => !isHashedDeletion(write)).map((write) => write.keyHash);
    if (written.length === 0) return;
    const expiry = version.block + blockToLive + 1;
    this.#set(expiryKey(expiry, version, collection.chaincode, collection.name), Buffer.concat(written));
  }

  /** Removes a key from the private state and from every write set that holds it. */
  async #purge(collection: Collection, keyHash: Uint8Array): Promise<void> {
    const { chaincode, name } = collection;
    for (const mspId of collection.memberMspIds) {
      const version: Version = { block: 0, tx: 0 };
      const key = this.#committed.privateKeyOfHash(mspId, chaincode, name, keyHash);
      if (key !== undefined) this.#setPrivate(mspId, collection, key, { keyHash, value: undefined, version });
      this.#dropPending(mspId, collection, keyHash);
      this.#unmark(mspId, chaincode, name, keyHash);
      for (const [holder, held] of await this.#holders(mspId, collection, keyHash)) {
        this.#trim(mspId, collection, keyHash, held);
        this.#set(holder, undefined);
      }
    }
  }

  /** A key written earlier in this block goes as well. */
  #dropPending(mspId: string, { chaincode, name }: Collection, keyHash: Uint8Array): void {
    for (const [id, { parts, update }] of this.#updates) {
      const [owner, ns, collection] = parts;
      if (owner !== mspId || ns !== chaincode || collection !== name) continue;
      if (Buffer.compare(update.keyHash, keyHash) !== 0) continue;
      this.#updates.set(id, { parts, update: { ...update, value: undefined } });
    }
  }

  async #holders(mspId: string, collection: Collection, keyHash: Uint8Array): Promise<[Buffer, Version][]> {
    const range = holderRange(mspId, collection.chaincode, collection.name, keyHash);
    const holders: [Buffer, Version][] = [];
    for await (const [key] of this.#committed.scan(range)) holders.push([key, versionAtEnd(key)]);
    for (const { key, value } of this.#changes.values()) {
      const within = Buffer.compare(key, range.gte) >= 0 && Buffer.compare(key, range.lt) < 0;
      if (within && value !== undefined) holders.push([key, versionAtEnd(key)]);
    }
    return holders;
  }

  #trim(mspId: string, collection: Collection, keyHash: Uint8Array, version: Version): void {
    const key = writeSetKey(mspId, version, collection.chaincode, collection.name);
    const stored = this.#get(key, (at) => this.#committed.raw(at));
    if (stored === undefined) return;
    const rwset = decodeKvRwset(stored);
    const writes = rwset.writes.filter((write) => sha256(write.key).compare(keyHash) !== 0);
    this.#set(key, Buffer.from(encodeKvRwset({ ...rwset, writes })));
  }

  #expireKey(
    members: readonly string[],
    ns: string,
    collection: string,
    keyHash: Uint8Array,
    version: Version,
    hashes: BlockUpdates,
  ): void {
    const rewritten = hashes.hashed(ns, collection, keyHash) !== undefined;
    const current = this.#committed.hashed(ns, collection, keyHash);
    const ends = !rewritten && sameVersion(current?.version, version);
    if (ends) this.#set(hashedKey(ns, collection, keyHash), undefined);
    for (const mspId of members) {
      this.#set(holderKey(mspId, ns, collection, keyHash, version), undefined);
      if (ends) this.#unmark(mspId, ns, collection, keyHash);
      const key = this.#committed.privateKeyOfHash(mspId, ns, collection, keyHash);
      if (key === undefined || rewritten) continue;
      if (!sameVersion(this.#committed.private(mspId, ns, collection, key)?.version, version)) continue;
      this.#set(privateKey(mspId, ns, collection, key), undefined);
      this.#set(privateIndexKey(mspId, ns, collection, keyHash), undefined);
    }
  }
}
