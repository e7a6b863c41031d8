// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import type { Damage } from "../files/damage.js";
import { sameVersion, type TxRwset, type Version } from "../protocol/rwset.js";
import type { Change, StateReader } from "./state.js";
import { encodeAbsence, type PrivatePlace } from "./absence.js";
import type { Definitions } from "./definitions.js";
import {
  encodeVersioned,
  HASHED_RANGE,
  decodeVersioned,
  missingKey,
  privateIndexKey,
  privateKey,
  readHashedKey,
  type VersionedValue,
} from "./keys.js";
import { isHashedDeletion } from "./updates.js";

/** Content that an organisation should have and has not, or has altered. */
export interface PrivateFault extends PrivatePlace {
  /** The write whose hash is on the channel. */
  readonly version: Version;
  readonly what: "is missing" | "has another hash than the channel has of it";
}

/** Compares private data with the hashes that the channel has of it. */
export class PrivateCheck {
  readonly #reader: StateReader;
  readonly #definitions: Definitions;

  constructor(reader: StateReader, definitions: Definitions) {
    this.#reader = reader;
    this.#definitions = definitions;
  }

  /** What is at fault of all private data there is. */
  async *all(): AsyncGenerator<PrivateFault, void> {
    for await (const [key, value] of this.#reader.scan(HASHED_RANGE)) {
      const { namespace, collection, keyHash } = readHashedKey(key);
      yield* this.#faults(namespace, collection, keyHash, decodeVersioned(value));
    }
  }

  /** What is at fault of the private data that a valid transaction wrote and none has changed since. */
  *ofTransaction(rwset: TxRwset, version: Version): Generator<PrivateFault, void> {
    for (const { namespace, collections } of rwset) {
      for (const { collection, writes } of collections) {
        for (const { keyHash } of writes.filter((write) => !isHashedDeletion(write))) {
          const hashed = this.#reader.hashed(namespace, collection, keyHash);
          if (hashed !== undefined && sameVersion(hashed.version, version))
            yield* this.#faults(namespace, collection, keyHash, hashed);
        }
      }
    }
  }

  *#faults(
    namespace: string,
    collection: string,
    keyHash: Uint8Array,
    hashed: VersionedValue,
  ): Generator<PrivateFault> {
    for (const mspId of this.#definitions.collection(namespace, collection)?.memberMspIds ?? []) {
      const place = { mspId, namespace, collection, keyHash };
      const plain = plainOf(this.#reader, place);
      const { version } = hashed;
      if (plain === undefined || !sameVersion(plain.value.version, version)) {
        if (this.#reader.absence(place) === undefined) yield { ...place, version, what: "is missing" };
      } else if (!isContentOf(plain.value.value, hashed)) {
        yield { ...place, version, what: "has another hash than the channel has of it" };
      }
    }
  }
}

function plainOf(reader: StateReader, place: PrivatePlace): { key: string; value: VersionedValue } | undefined {
  const { mspId, namespace, collection, keyHash } = place;
  const key = reader.privateKeyOfHash(mspId, namespace, collection, keyHash);
  const value = key === undefined ? undefined : reader.private(mspId, namespace, collection, key);
  return key === undefined || value === undefined ? undefined : { key, value };
}

function isContentOf(content: Uint8Array, hashed: VersionedValue): boolean {
  return createHash("sha256").update(content).digest().equals(hashed.value);
}

/** The changes that mark content as lost: what is there of it goes, since it is not what the channel has the hash of. */
export function markLost(reader: StateReader, place: PrivatePlace): Change[] {
  const { mspId, namespace, collection, keyHash } = place;
  const key = reader.privateKeyOfHash(mspId, namespace, collection, keyHash);
  const stale = key === undefined ? [] : [{ key: privateKey(mspId, namespace, collection, key), value: undefined }];
  return [...stale, { key: missingKey(mspId, namespace, collection, keyHash), value: encodeAbsence("lost") }];
}

/** The changes that bring content back from another state; undefined where that has not what the channel has the hash of. */
export function refill(reader: StateReader, other: StateReader, place: PrivatePlace): Change[] | undefined {
  const { mspId, namespace, collection, keyHash } = place;
  const hashed = reader.hashed(namespace, collection, keyHash);
  const found = plainOf(other, place);
  if (hashed === undefined || found === undefined || !isContentOf(found.value.value, hashed)) return undefined;
  const { value, metadata } = found.value;
  return [
    {
      key: privateKey(mspId, namespace, collection, found.key),
      value: encodeVersioned({ value, metadata, version: hashed.version }),
    },
    { key: privateIndexKey(mspId, namespace, collection, keyHash), value: Buffer.from(found.key, "utf8") },
    { key: missingKey(mspId, namespace, collection, keyHash), value: undefined },
  ];
}

/** The fault as damage of the state's files. */
export function asDamage({ mspId, namespace, collection, keyHash, version, what }: PrivateFault): Damage {
  const name = `${namespace}/${collection}, key with the hash ${Buffer.from(keyHash).toString("hex").slice(0, 16)}…`;
  return {
    file: "state",
    blocks: [version.block, version.block],
    what: `lacks private data: what ${mspId} holds of ${name} (transaction ${version.tx}) ${what}`,
    affected: `${mspId} cannot read it, nor show it to anybody.`,
  };
}
