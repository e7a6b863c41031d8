// SPDX-License-Identifier: Apache-2.0

import type { FileSystem } from "../files/file-system.js";
import path from "node:path";
import { WriteRefused, writing } from "../protocol/write-refused.js";
import { LedgerError } from "../protocol/ledger-error.js";
import { blockNumberBytes, readBlockNumber, SYNCED_KEY } from "./keys.js";
import type { Change, Database, StateReader } from "./state.js";

/** Bytes that must find room before a database that could not be written is tried again: more than one of its tables. */
const PROBE_BYTES = 4 * 1024 * 1024;
const PROBE_NAME = "room-for-state";

/** What the writer of a state needs. */
export interface StateWriterOptions {
  readonly database: Database;
  /** The database's folder. */
  readonly directory: string;
  readonly system: FileSystem;
  readonly write: (database: Database, changes: readonly Change[], durable: boolean) => Promise<void>;
}

/** Writes changes to a database in one step. */
export async function writeBatch(database: Database, changes: readonly Change[], durable: boolean): Promise<void> {
  const operations = changes.map(({ key, value }) =>
    value === undefined ? ({ type: "del", key } as const) : ({ type: "put", key, value } as const),
  );
  await database.batch(operations, { sync: durable });
}

/**
 * Writes to the state's database. After a write that failed, LevelDB's log may end within a record, and what came behind it would be
 * lost at the next start: nothing more is written before the database was opened anew, which is tried at the next write.
 */
export class StateWriter {
  readonly #options: StateWriterOptions;
  #refused: WriteRefused | undefined;
  #recovering: Promise<void> | undefined;
  #isHeld = false;

  constructor(options: StateWriterOptions) {
    this.#options = options;
  }

  /**
   * Runs what reads and writes the state with the database open throughout.
   * @throws {WriteRefused} where the database cannot be written.
   */
  async holding<T>(work: () => Promise<T>): Promise<T> {
    await this.#recover();
    this.#isHeld = true;
    try {
      return await work();
    } finally {
      this.#isHeld = false;
    }
  }

  /**
   * Writes changes in one step. `durable` waits for the disk.
   * @throws {WriteRefused} where they cannot be written.
   */
  async apply(changes: readonly Change[], durable = false): Promise<void> {
    if (this.#refused !== undefined) {
      if (this.#isHeld) throw this.#refused;
      await this.#recover();
    }
    const { database, directory, write } = this.#options;
    try {
      await writing(path.basename(directory), () => write(database, changes, durable));
    } catch (error) {
      if (error instanceof WriteRefused) this.#refused = error;
      throw error;
    }
  }

  /**
   * Makes everything written so far durable, and notes before which block: write sets must be on disk before the block that refers to
   * them.
   * @throws {WriteRefused} where it cannot be written.
   */
  sync(block: number): Promise<void> {
    return this.apply([{ key: SYNCED_KEY, value: blockNumberBytes(block) }], true);
  }

  /** Opens the database anew after a write that failed, once there is room. */
  async #recover(): Promise<void> {
    if (this.#refused === undefined) return;
    this.#recovering ??= this.#reopen().finally(() => (this.#recovering = undefined));
    await this.#recovering;
  }

  async #reopen(): Promise<void> {
    const { database, directory } = this.#options;
    await writing(path.basename(directory), async () => {
      await this.#probe();
      await database.close();
      await database.open();
    });
    this.#refused = undefined;
  }

  async #probe(): Promise<void> {
    const { system, directory } = this.#options;
    const probe = await system.open(path.join(path.dirname(directory), PROBE_NAME));
    try {
      await probe.write([Buffer.alloc(PROBE_BYTES)], 0);
      await probe.sync();
    } finally {
      await probe.truncate(0);
      await probe.close();
    }
  }
}

/** The block before which the state was last made durable, as the state itself has it; -1 where it never was. */
export function syncedBefore(reader: StateReader): number {
  const value = reader.raw(SYNCED_KEY);
  return value === undefined ? -1 : readSynced(value);
}

/** @throws {LedgerError} for another value than the one that is kept. */
export function readSynced(value: Buffer): number {
  if (value.length !== blockNumberBytes(0).length)
    throw new LedgerError("the state's note of what is durable is damaged");
  return readBlockNumber(value, 0);
}
