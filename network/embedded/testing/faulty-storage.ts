// SPDX-License-Identifier: Apache-2.0

import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Storage } from "../blocks/channel-options.js";
import { DISK, type WritableFile } from "../files/file-system.js";
import { writeBatch } from "../state/state-writer.js";

/** How a disk fails: each as the operating system tells it. */
export type FaultCode = "ENOSPC" | "EROFS" | "EIO";

/** How much of what was not yet synced a power cut leaves. */
export type Leaves = "nothing" | "half" | "everything";

const HALF = 2;

/**
 * A disk that fails at a chosen write and goes on failing until it is repaired, and that can lose what was not synced, as a power cut
 * does. A write that fails for want of room has written half. What is synced is noted and not waited for: no test takes power away.
 */
export class FaultyStorage implements Storage {
  /** Writes so far: each write, truncation, sync and opened file is one. */
  writes = 0;
  #failsFrom = Infinity;
  #code: FaultCode = "EIO";
  /** Content of each file as the disk has it for good; undefined while its folder has no durable entry of it. */
  readonly #durable = new Map<string, Buffer | undefined>();
  /** Length of each log of the database as the disk has it for good. */
  readonly #durableLogs = new Map<string, number>();

  /** From the given number of further writes on, everything fails. */
  failAfter(writes: number, code: FaultCode): void {
    this.#failsFrom = this.writes + writes;
    this.#code = code;
  }

  mend(): void {
    this.#failsFrom = Infinity;
  }

  get hasFailed(): boolean {
    return this.writes > this.#failsFrom;
  }

  readonly system = {
    makeFolder: DISK.makeFolder.bind(DISK),
    open: async (file: string): Promise<WritableFile> => {
      this.#count();
      const isNew = !existsSync(file);
      const own = await DISK.open(file);
      if (!this.#durable.has(file)) this.#durable.set(file, isNew ? undefined : readFileSync(file));
      return this.#file(file, own);
    },
    syncFolder: (folder: string): Promise<void> => {
      this.#count();
      for (const [file, content] of this.#durable) {
        if (path.dirname(file) === folder && content === undefined) this.#durable.set(file, Buffer.alloc(0));
      }
      return Promise.resolve();
    },
  };

  readonly writeState: Storage["writeState"] = async (database, changes, durable) => {
    this.#count();
    await writeBatch(database, changes, false);
    if (durable) this.#logsDurable(database.location);
  };

  /** Takes back what was not synced. Everything that wrote has to be closed before. */
  cutPower(stateFolder: string, leaves: Leaves): void {
    if (leaves === "everything") return;
    this.#cutFiles(leaves);
    for (const log of logsIn(stateFolder)) {
      const durable = this.#durableLogs.get(log) ?? 0;
      const { size } = statSync(log);
      truncateSync(log, leaves === "nothing" ? durable : durable + Math.floor((size - durable) / HALF));
    }
  }

  #cutFiles(leaves: Leaves): void {
    for (const [file, durable] of this.#durable) {
      if (!existsSync(file)) continue;
      const now = readFileSync(file);
      if (durable === undefined && leaves === "nothing") rmSync(file);
      else writeFileSync(file, mixed(durable ?? Buffer.alloc(0), now, leaves));
    }
  }

  #count(): void {
    this.writes++;
    if (this.hasFailed) throw this.#failure();
  }

  #failure(): Error {
    return Object.assign(new Error(`${this.#code}: the disk fails`), { code: this.#code });
  }

  #file(name: string, own: WritableFile): WritableFile {
    return {
      write: async (parts, offset) => {
        this.writes++;
        const all = Buffer.concat(parts);
        if (!this.hasFailed) return own.write([all], offset);
        if (this.#code === "ENOSPC") await own.write([all.subarray(0, Math.floor(all.length / HALF))], offset);
        throw this.#failure();
      },
      truncate: async (size) => {
        this.#count();
        await own.truncate(size);
      },
      sync: async () => {
        this.#count();
        this.#durable.set(name, await readFile(name));
      },
      close: () => own.close(),
    };
  }

  #logsDurable(directory: string): void {
    for (const log of logsIn(directory)) this.#durableLogs.set(log, statSync(log).size);
  }
}

function logsIn(directory: string): string[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith(".log"))
    .map((name) => path.join(directory, name));
}

/** Old content, over which the first half of what is new was written. */
function mixed(durable: Buffer, now: Buffer, leaves: Leaves): Buffer {
  if (leaves === "nothing") return durable;
  const from = [...now].findIndex((byte, at) => byte !== durable[at]);
  if (from < 0) return durable;
  const kept = from + Math.floor((now.length - from) / HALF);
  return Buffer.concat([now.subarray(0, kept), durable.subarray(kept)]);
}
