// SPDX-License-Identifier: Apache-2.0

import { LedgerError } from "../protocol/ledger-error.js";
import { SAVEPOINT_KEY, type Place } from "./keys.js";
import type { Change, StateReader } from "./state.js";

/** How far the state has come: written in the same step as a block's changes. */
export interface Savepoint {
  /** Blocks the state includes. */
  readonly height: number;
  /** Header hash of the last block. */
  readonly hash: Uint8Array;
  readonly previousHash: Uint8Array;
  /** Empty after block 0. */
  readonly commitHash: Uint8Array;
  /** Where the last block lies. */
  readonly place: Place;
}

/** A savepoint as the state has it. */
export interface StoredSavepoint extends Savepoint {
  /** It was written beside marks; false in a folder from before there were any. */
  readonly isMarked: boolean;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

interface Stored {
  readonly height: number;
  readonly hash: string;
  readonly previousHash: string;
  readonly commitHash: string;
  readonly place: Place;
  readonly isMarked?: boolean;
}

/**
 * The savepoint of a state; undefined in an empty one.
 * @throws {LedgerError} when it cannot be read.
 */
export function readSavepoint(reader: StateReader): StoredSavepoint | undefined {
  const bytes = reader.raw(SAVEPOINT_KEY);
  if (bytes === undefined) return undefined;
  try {
    const {
      height,
      hash,
      previousHash,
      commitHash,
      place,
      isMarked = false,
    } = JSON.parse(bytes.toString("utf8")) as Stored;
    return {
      height,
      place,
      isMarked,
      hash: Buffer.from(hash, "hex"),
      previousHash: Buffer.from(previousHash, "hex"),
      commitHash: Buffer.from(commitHash, "hex"),
    };
  } catch {
    throw new LedgerError("the ledger's savepoint cannot be read: its database is damaged");
  }
}

export function savepointChange({ height, hash, previousHash, commitHash, place }: Savepoint): Change {
  const stored: Stored = {
    height,
    place,
    hash: hex(hash),
    previousHash: hex(previousHash),
    commitHash: hex(commitHash),
    isMarked: true,
  };
  return { key: SAVEPOINT_KEY, value: Buffer.from(JSON.stringify(stored)) };
}
