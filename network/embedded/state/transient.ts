// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import type { TransientStore } from "./simulation.js";
import { transientKey, TRANSIENT_RANGE, txIdOfTransientKey } from "./keys.js";
import { decodePrivateWrites } from "../protocol/rwset-codec.js";
import { StateReader, type Change, type Database } from "./state.js";
import type { StateWriter } from "./state-writer.js";

interface Entry {
  readonly key: Buffer;
  /** Height of the ledger when it arrived. */
  readonly height: number;
  /** Hex hash of a collection's write set -> the write set. */
  readonly collections: ReadonlyMap<string, Uint8Array>;
}

/** The height of the ledger before each entry, in bytes. */
export const TRANSIENT_HEAD_BYTES = 6;

function collectionId(namespace: string, collection: string, hash: Uint8Array): string {
  return `${namespace}\0${collection}\0${Buffer.from(hash).toString("hex")}`;
}

function readEntry(key: Buffer, value: Buffer): Entry {
  const collections = new Map<string, Uint8Array>();
  for (const { namespace, collection, rwset } of decodePrivateWrites(value.subarray(TRANSIENT_HEAD_BYTES))) {
    const hash = createHash("sha256").update(rwset).digest();
    collections.set(collectionId(namespace, collection, hash), rwset);
  }
  return { key, height: value.readUIntBE(0, TRANSIENT_HEAD_BYTES), collections };
}

/**
 * Private write sets between endorsement and commit. They are on disk as soon as `put` resolves (in the operating system's hands; the
 * writer makes them durable before the block that needs them) and in memory for the commit.
 */
export class PersistentTransientStore implements TransientStore {
  readonly #writer: StateWriter;
  readonly #entries = new Map<string, Entry[]>();
  readonly #height: () => number;

  /** Not for use from outside: `open` makes one with what is stored. */
  constructor(writer: StateWriter, height: () => number) {
    this.#writer = writer;
    this.#height = height;
  }

  static async open(database: Database, writer: StateWriter, height: () => number): Promise<PersistentTransientStore> {
    const store = new PersistentTransientStore(writer, height);
    for await (const [key, value] of new StateReader(database).scan(TRANSIENT_RANGE)) {
      store.#remember(txIdOfTransientKey(key), readEntry(key, value));
    }
    return store;
  }

  async put(txId: string, _mspId: string, privateRwset: Uint8Array): Promise<void> {
    const key = transientKey(txId, createHash("sha256").update(privateRwset).digest());
    if (this.#entries.get(txId)?.some((entry) => entry.key.equals(key))) return;
    const head = Buffer.alloc(TRANSIENT_HEAD_BYTES);
    head.writeUIntBE(this.#height(), 0, TRANSIENT_HEAD_BYTES);
    const value = Buffer.concat([head, privateRwset]);
    const entry = readEntry(key, value);
    this.#remember(txId, entry);
    try {
      await this.#writer.apply([{ key, value }]);
    } catch (error) {
      this.#drop(txId, entry);
      throw error;
    }
  }

  /** Nothing is waiting. */
  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  /** The write set of a collection whose hash the transaction carries; undefined when no endorser has brought it. */
  find(txId: string, namespace: string, collection: string, hash: Uint8Array): Uint8Array | undefined {
    const id = collectionId(namespace, collection, hash);
    for (const entry of this.#entries.get(txId) ?? []) {
      const rwset = entry.collections.get(id);
      if (rwset !== undefined) return rwset;
    }
    return undefined;
  }

  /** Changes that drop what is kept for committed transactions; `forget` drops it from memory once they are written. */
  changesFor(txIds: readonly string[]): Change[] {
    return txIds.flatMap((txId) => (this.#entries.get(txId) ?? []).map(({ key }) => ({ key, value: undefined })));
  }

  forget(txIds: readonly string[]): void {
    for (const txId of txIds) this.#entries.delete(txId);
  }

  /** Ids of transactions that arrived before the given height and never committed. */
  olderThan(height: number): string[] {
    const old: string[] = [];
    for (const [txId, entries] of this.#entries) if (entries.every((entry) => entry.height < height)) old.push(txId);
    return old;
  }

  #drop(txId: string, entry: Entry): void {
    const others = (this.#entries.get(txId) ?? []).filter((other) => other !== entry);
    if (others.length === 0) this.#entries.delete(txId);
    else this.#entries.set(txId, others);
  }

  #remember(txId: string, entry: Entry): void {
    const entries = this.#entries.get(txId);
    if (entries === undefined) this.#entries.set(txId, [entry]);
    else entries.push(entry);
  }
}
