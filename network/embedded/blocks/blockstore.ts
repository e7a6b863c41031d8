// SPDX-License-Identifier: Apache-2.0

import { LedgerError } from "../protocol/ledger-error.js";
import { decodeBlock } from "./block.js";
import type { BlockFiles } from "./blockfile.js";
import { StoredBlock } from "./committed-block.js";
import { blockHashKey, blockKey, decodePlace, readBlockNumber, type Place } from "../state/keys.js";
import type { StateReader } from "../state/state.js";
import { WireError } from "../protocol/wire.js";

/** Recent blocks kept in memory: at most so many, and so many bytes. */
const CACHED_BLOCKS = 128;
const CACHED_BYTES = 32 * 1024 * 1024;

/**
 * Takes a block's bytes apart.
 * @throws {LedgerError} when they are no block.
 */
export function openBlock(bytes: Uint8Array): StoredBlock {
  try {
    return new StoredBlock(bytes, decodeBlock(bytes));
  } catch (error) {
    if (error instanceof WireError) throw new LedgerError(`stored block cannot be read: ${error.message}`);
    throw error;
  }
}

/** Finds blocks and envelopes: in memory when they are recent, otherwise in the block files. */
export class BlockStore {
  readonly #files: BlockFiles;
  readonly #index: StateReader;
  readonly #recent = new Map<number, StoredBlock>();
  #recentBytes = 0;

  constructor(files: BlockFiles, index: StateReader) {
    this.#files = files;
    this.#index = index;
  }

  remember(block: StoredBlock): void {
    this.#recent.set(block.parts.header.number, block);
    this.#recentBytes += block.bytes.length;
    for (const [number, old] of this.#recent) {
      if (this.#recent.size <= CACHED_BLOCKS && this.#recentBytes <= CACHED_BYTES) break;
      this.#recent.delete(number);
      this.#recentBytes -= old.bytes.length;
    }
  }

  async block(number: number): Promise<StoredBlock | undefined> {
    const recent = this.#recent.get(number);
    if (recent !== undefined) return recent;
    const place = this.#index.raw(blockKey(number));
    return place === undefined ? undefined : openBlock(await this.#files.readBlock(decodePlace(place)));
  }

  async blockByHash(hash: Uint8Array): Promise<StoredBlock | undefined> {
    const number = this.#index.raw(blockHashKey(hash));
    return number === undefined ? undefined : this.block(readBlockNumber(number, 0));
  }

  /** Bytes at a place, such as one envelope of a block. */
  read(place: Place): Promise<Uint8Array> {
    return this.#files.read(place);
  }
}
