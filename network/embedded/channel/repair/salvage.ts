// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { cpSync, existsSync, rmSync } from "node:fs";
import path from "node:path";
import { ClassicLevel } from "classic-level";
import { decodePrivateWrites } from "../../protocol/rwset-codec.js";
import { makeFolder } from "../../files/owner-only.js";
import { TRANSIENT_RANGE, WRITE_SET_RANGE } from "../../state/keys.js";
import type { WriteSets } from "../../state/private-updates.js";
import { StateReader, type Change, type Database } from "../../state/state.js";
import { openDatabase } from "../database.js";
import { TRANSIENT_HEAD_BYTES } from "../../state/transient.js";

/**
 * A copy of a state from which private data is taken, as far as it can be read. Nothing in it is believed: what is taken is compared
 * with the hashes that the blocks hold.
 */
export interface Salvage {
  readonly reader: StateReader;
  close(): Promise<void>;
}

/** Copies a state's folder and opens the copy, with LevelDB's own repair where it does not open. */
export async function salvageOf(stateFolder: string, copy: string): Promise<Salvage | undefined> {
  if (!existsSync(stateFolder)) return undefined;
  rmSync(copy, { recursive: true, force: true });
  makeFolder(path.dirname(copy));
  cpSync(stateFolder, copy, { recursive: true });
  const database = await openAnyhow(copy);
  const close = async (): Promise<void> => {
    await database?.close();
    rmSync(copy, { recursive: true, force: true });
  };
  if (database === undefined) await close();
  return database === undefined ? undefined : { reader: new StateReader(database), close };
}

async function openAnyhow(folder: string): Promise<Database | undefined> {
  try {
    // A log that no manifest leads to is read by the repair alone.
    await ClassicLevel.repair(folder);
    return await openDatabase(folder);
  } catch {
    return undefined;
  }
}

/** The entries of a range up to the first that cannot be read. */
async function* readable(
  reader: StateReader,
  range: { gte: Buffer; lt: Buffer },
): AsyncGenerator<[Buffer, Buffer], void> {
  try {
    yield* reader.scan(range);
  } catch {
    return;
  }
}

/** Private write sets by the hash that the blocks have of them. */
export class SalvagedWriteSets implements WriteSets {
  readonly #byHash = new Map<string, Uint8Array>();

  async add({ reader }: Salvage): Promise<void> {
    for await (const [, rwset] of readable(reader, WRITE_SET_RANGE)) this.#add(rwset);
    for await (const [, value] of readable(reader, TRANSIENT_RANGE)) {
      for (const { rwset } of writesIn(value)) this.#add(rwset);
    }
  }

  find(_txId: string, _namespace: string, _collection: string, hash: Uint8Array): Uint8Array | undefined {
    return this.#byHash.get(Buffer.from(hash).toString("hex"));
  }

  #add(rwset: Uint8Array): void {
    this.#byHash.set(createHash("sha256").update(rwset).digest("hex"), rwset);
  }
}

function writesIn(value: Buffer): ReturnType<typeof decodePrivateWrites> {
  try {
    return decodePrivateWrites(value.subarray(TRANSIENT_HEAD_BYTES));
  } catch {
    return [];
  }
}

/** The write sets that wait for their transaction, where each has the hash that is in its key. */
export async function waitingWriteSets({ reader }: Salvage): Promise<Change[]> {
  const changes: Change[] = [];
  for await (const [key, value] of readable(reader, TRANSIENT_RANGE)) {
    const hash = createHash("sha256").update(value.subarray(TRANSIENT_HEAD_BYTES)).digest();
    if (key.subarray(-hash.length).equals(hash)) changes.push({ key, value });
  }
  return changes;
}
