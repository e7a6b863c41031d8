// SPDX-License-Identifier: Apache-2.0

import path from "node:path";
import { ClassicLevel } from "classic-level";
import type { Storage } from "../blocks/channel-options.js";
import { NetworkError } from "../description/network-error.js";
import { DISK } from "../files/file-system.js";
import { LedgerError } from "../protocol/ledger-error.js";
import { WriteRefused } from "../protocol/write-refused.js";
import { STATE_AFFECTED } from "../state/leveldb/inspect.js";
import { refuseDamaged } from "./examine.js";
import type { Database } from "../state/state.js";
import { writeBatch } from "../state/state-writer.js";

const MIB = 1024 * 1024;
const CACHE_BYTES = 32 * MIB;
const WRITE_BUFFER_BYTES = 16 * MIB;

/** This machine's disks. */
export const OWN_STORAGE: Storage = { system: DISK, writeState: writeBatch };

/**
 * Opens a state's database.
 * @throws {LedgerError} where another process has it open, or it cannot be opened.
 * @throws {NetworkError} NETWORK_LEDGER_DAMAGED, NETWORK_DISK_FULL, NETWORK_LEDGER_NOT_WRITABLE.
 */
export async function openDatabase(directory: string): Promise<Database> {
  const database: Database = new ClassicLevel<Buffer, Buffer>(directory, {
    keyEncoding: "buffer",
    valueEncoding: "buffer",
    cacheSize: CACHE_BYTES,
    writeBufferSize: WRITE_BUFFER_BYTES,
  });
  try {
    await database.open();
  } catch (error) {
    const cause: unknown = error instanceof Error ? error.cause : undefined;
    const code = (cause as { code?: string } | undefined)?.code;
    if (code === "LEVEL_CORRUPTION") {
      const what = `is refused by LevelDB: ${String(cause)}`;
      refuseDamaged(path.dirname(directory), [{ file: path.basename(directory), what, affected: STATE_AFFECTED }]);
    }
    if (code === "LEVEL_LOCKED") {
      const reason = "another process has it open; stop that network first";
      throw new LedgerError(`the ledger in ${directory} cannot be opened: ${reason}`);
    }
    throw refusedAtStart(new WriteRefused(directory, cause ?? error));
  }
  return database;
}

/** What cannot be written at the start, as whoever starts the network is told. */
export function refusedAtStart(error: WriteRefused): NetworkError {
  return new NetworkError(error.code, error.message.slice(error.code.length + 2), { cause: error });
}
