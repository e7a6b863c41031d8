// SPDX-License-Identifier: Apache-2.0

import type { ClassicLevel } from "classic-level";
import { decodeAbsence, type Absence, type PrivatePlace } from "./absence.js";
import type { Metadata } from "./simulation.js";
import {
  decodeTxRecord,
  decodeVersioned,
  hashedKey,
  keyOfState,
  missingKey,
  missingRange,
  privateIndexKey,
  privateKey,
  stateKey,
  stateRange,
  txKey,
  type TxRecord,
  type VersionedValue,
} from "./keys.js";
import { decodeMetadataEntries } from "../protocol/rwset-codec.js";

export type Database = ClassicLevel<Buffer, Buffer>;
export type Snapshot = ReturnType<Database["snapshot"]>;

/** A change to the database; `value` undefined deletes. */
export interface Change {
  readonly key: Buffer;
  readonly value: Buffer | undefined;
}

export interface VersionedKey extends VersionedValue {
  readonly key: string;
}

/** Results fetched from LevelDB at once. */
const SCAN_BATCH = 100;

function versioned(buffer: Buffer | undefined): VersionedValue | undefined {
  return buffer === undefined ? undefined : decodeVersioned(buffer);
}

/** Reads of the committed state: of now, or of a snapshot. */
export class StateReader {
  readonly #database: Database;
  readonly #options: { snapshot: Snapshot } | undefined;

  constructor(database: Database, snapshot?: Snapshot) {
    this.#database = database;
    this.#options = snapshot === undefined ? undefined : { snapshot };
  }

  state(ns: string, key: string): VersionedValue | undefined {
    return versioned(this.#get(stateKey(ns, key)));
  }

  hashed(ns: string, collection: string, keyHash: Uint8Array): VersionedValue | undefined {
    return versioned(this.#get(hashedKey(ns, collection, keyHash)));
  }

  private(mspId: string, ns: string, collection: string, key: string): VersionedValue | undefined {
    return versioned(this.#get(privateKey(mspId, ns, collection, key)));
  }

  /** The private key behind a hash, where the organisation holds it. */
  privateKeyOfHash(mspId: string, ns: string, collection: string, keyHash: Uint8Array): string | undefined {
    return this.#get(privateIndexKey(mspId, ns, collection, keyHash))?.toString("utf8");
  }

  /** Why the plaintext behind a hash is missing, where that is known. */
  absence({ mspId, namespace, collection, keyHash }: PrivatePlace): Absence | undefined {
    return decodeAbsence(this.#get(missingKey(mspId, namespace, collection, keyHash)));
  }

  /** Whether anything of a collection is lost. */
  async isAnyLost(mspId: string, ns: string, collection: string): Promise<boolean> {
    for await (const [, value] of this.scan(missingRange(mspId, ns, collection))) {
      if (decodeAbsence(value) === "lost") return true;
    }
    return false;
  }

  /** The value of a database key. */
  raw(key: Buffer): Buffer | undefined {
    return this.#get(key);
  }

  transaction(txId: string): TxRecord | undefined {
    const record = this.#get(txKey(txId));
    return record === undefined ? undefined : decodeTxRecord(record);
  }

  /** Keys and values of a namespace in key order, from `start` on and before `end`. */
  async *range(ns: string, start: string, end: string): AsyncGenerator<VersionedKey, void> {
    for await (const [key, value] of this.scan(stateRange(ns, start, end))) {
      yield { key: keyOfState(ns, key), ...decodeVersioned(value) };
    }
  }

  /** Raw entries of a range of the database. */
  async *scan(range: { gte: Buffer; lt: Buffer }): AsyncGenerator<[Buffer, Buffer], void> {
    if (Buffer.compare(range.gte, range.lt) >= 0) return;
    const iterator = this.#database.iterator({ gte: range.gte, lt: range.lt, ...this.#options });
    try {
      for (;;) {
        const entries = await iterator.nextv(SCAN_BATCH);
        if (entries.length === 0) return;
        yield* entries as [Buffer, Buffer][];
      }
    } finally {
      await iterator.close();
    }
  }

  #get(key: Buffer): Buffer | undefined {
    return this.#options === undefined ? this.#database.getSync(key) : this.#database.getSync(key, this.#options);
  }
}

/** Serialised metadata as a map; undefined where a key has none. */
export function readMetadata(serialised: Uint8Array): Metadata | undefined {
  if (serialised.length === 0) return undefined;
  return new Map(decodeMetadataEntries(serialised).map(({ name, value }) => [name, value]));
}
