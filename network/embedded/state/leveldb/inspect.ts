// SPDX-License-Identifier: Apache-2.0

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Damage } from "../../files/damage.js";
import { readLog } from "./log-file.js";
import { readManifest, type Manifest, type TableEntry } from "./manifest.js";
import { faultInTable } from "./table.js";
import { valuesPut } from "./write-batch.js";

const LOG_NAME = /^(\d{6,})\.log$/;
/** What a damaged file of the state means. */
export const STATE_AFFECTED = "State, history, indexes and private data may be missing or wrong.";

/** What a look at the files of a database found, without opening it. */
export interface DatabaseFiles {
  readonly damages: readonly Damage[];
  /** What is as a crash may leave it, in words. */
  readonly notices: readonly string[];
  /** The last value that the logs put under the key asked for; undefined where they put none. */
  readonly lastValue: Buffer | undefined;
}

export interface InspectionOptions {
  /** Key whose last value in the logs is wanted. */
  readonly key: Buffer;
  /** Tables are read, the newest first, until so many bytes are read; of the others only the lengths are compared. */
  readonly maxTableBytes: number;
}

/**
 * Compares the files of a LevelDB with what it has written down about them: which there are, how long, and the checksums within. LevelDB
 * itself opens over most of such damage and drops what it cannot read.
 */
export function inspectDatabase(directory: string, options: InspectionOptions): DatabaseFiles {
  const inspection = new Inspection(directory, options);
  inspection.run();
  return inspection;
}

class Inspection implements DatabaseFiles {
  readonly damages: Damage[] = [];
  readonly notices: string[] = [];
  lastValue: Buffer | undefined;
  readonly #directory: string;
  readonly #name: string;
  readonly #options: InspectionOptions;

  constructor(directory: string, options: InspectionOptions) {
    this.#directory = directory;
    this.#name = path.basename(directory);
    this.#options = options;
  }

  run(): void {
    const manifest = this.#manifest();
    if (manifest === undefined) return;
    this.#checkLogs(manifest.logNumber);
    this.#checkTables(manifest.tables);
  }

  #damaged(file: string, what: string, offset?: number): void {
    this.damages.push({ file: `${this.#name}/${file}`, what, offset, affected: STATE_AFFECTED });
  }

  #manifest(): Manifest | undefined {
    const current = this.#read("CURRENT");
    if (current === undefined) return undefined;
    const name = current.toString("utf8").trim();
    if (!/^MANIFEST-\d{6,}$/.test(name)) {
      this.#damaged("CURRENT", "names no manifest", 0);
      return undefined;
    }
    const file = this.#read(name);
    if (file === undefined) return undefined;
    const { records, fault } = readLog(file);
    // LevelDB makes a record of its manifest durable before it relies on it, and passes over one that is incomplete.
    if (fault !== undefined && !(fault.torn && fault.incomplete)) {
      this.#damaged(name, "fails its checksum", fault.offset);
    }
    try {
      return readManifest(records);
    } catch {
      this.#damaged(name, "cannot be read", fault?.offset ?? 0);
      return undefined;
    }
  }

  #read(name: string): Buffer | undefined {
    const file = path.join(this.#directory, name);
    if (existsSync(file)) return readFileSync(file);
    this.#damaged(name, "is missing");
    return undefined;
  }

  #checkLogs(from: number): void {
    const logs = readdirSync(this.#directory)
      .flatMap((name) => (LOG_NAME.test(name) ? [{ name, number: Number.parseInt(name, 10) }] : []))
      .filter(({ number }) => number >= from)
      .sort((a, b) => a.number - b.number);
    // LevelDB begins a log before it lists it, so there is always one to go on from.
    if (logs[0]?.number !== from && from > 0) this.#damaged(`${String(from).padStart(6, "0")}.log`, "is missing");
    for (const [index, { name }] of logs.entries()) this.#checkLog(name, index === logs.length - 1);
  }

  #checkLog(name: string, isLast: boolean): void {
    const { records, fault } = readLog(readFileSync(path.join(this.#directory, name)));
    for (const record of records) this.lastValue = valuesPut(record, this.#options.key).at(-1) ?? this.lastValue;
    if (fault === undefined) return;
    if (isLast && fault.torn) {
      this.notices.push(
        `${this.#name}/${name} ends within a record at offset ${fault.offset}: a crash came between. The blocks have what it was about.`,
      );
    } else this.#damaged(name, "fails its checksum, and records follow it", fault.offset);
  }

  #checkTables(tables: readonly TableEntry[]): void {
    let read = 0;
    for (const { number, size } of [...tables].reverse()) {
      const name = ["ldb", "sst"]
        .map((extension) => `${String(number).padStart(6, "0")}.${extension}`)
        .find((candidate) => existsSync(path.join(this.#directory, candidate)));
      if (name === undefined) {
        this.#damaged(`${String(number).padStart(6, "0")}.ldb`, "is missing");
        continue;
      }
      const file = path.join(this.#directory, name);
      const own = statSync(file).size;
      if (own !== size) this.#damaged(name, `has ${own} bytes instead of ${size}`, Math.min(own, size));
      else if (read + size <= this.#options.maxTableBytes) this.#checkTable(name, file);
      read += size;
    }
  }

  #checkTable(name: string, file: string): void {
    const fault = faultInTable(readFileSync(file));
    if (fault !== undefined) this.#damaged(name, "fails its checksum", fault);
  }
}
