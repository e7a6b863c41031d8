// SPDX-License-Identifier: Apache-2.0

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { crc32 } from "node:zlib";
import type { FileSystem, WritableFile } from "../files/file-system.js";
import { writing } from "../protocol/write-refused.js";

/** Folder of the marks below the channel's. */
export const MARKS_FOLDER = "marks";
/** Written in turn, so that the other one stands whatever happens to a write. */
const NAMES = ["mark_0", "mark_1"] as const;
const FORMAT = "ledger-mark 1";
/** Bytes of a mark, which no mark exceeds. */
const MARK_BYTES = 8_192;
/** Block files whose lengths a mark holds at most, the newest: of 64 MiB each. */
const MAX_EXTENTS = 100;

/** A block file as it was when the mark was made. */
export interface Extent {
  readonly file: number;
  /** Number of its first block. */
  readonly first: number;
  /** Bytes in use. */
  readonly end: number;
}

/** What the ledger had acknowledged at a moment. */
export interface Mark {
  /** Blocks. */
  readonly height: number;
  /** Header hash of the last block, as hex. */
  readonly hash: string;
  /** The block before which the state's database was last made durable; -1 where it never was. */
  readonly synced: number;
  /** Private data of blocks before this one was not recorded as it is now: what of it was never held is not known. */
  readonly recordedFrom: number;
  /** The block files, oldest first. */
  readonly extents: readonly Extent[];
}

/** What was found of the marks. */
export interface FoundMarks {
  /** The newest that holds. */
  readonly newest: Mark | undefined;
  /** Marks that are missing or fail their checksum, as `marks/mark_0`. */
  readonly unreadable: readonly string[];
  /** Marks of which there is a file. */
  readonly present: readonly string[];
  /** Which of the two is written next: not the newest. */
  readonly turn: number;
}

function encodeMark(mark: Mark): Buffer {
  const body = JSON.stringify({ ...mark, extents: mark.extents.slice(-MAX_EXTENTS) });
  const text = `${FORMAT} ${crc32(body).toString(16).padStart(8, "0")} ${body}`;
  return Buffer.from(`${text.padEnd(MARK_BYTES - 1)}\n`);
}

function decodeMark(text: string): Mark | undefined {
  const [, checksum = "", body = ""] = new RegExp(`^${FORMAT} ([0-9a-f]{8}) (.*?) *\n$`, "s").exec(text) ?? [];
  if (body === "" || crc32(body) !== Number.parseInt(checksum, 16)) return undefined;
  return JSON.parse(body) as Mark;
}

/** Reads both marks of a channel's folder. */
export function readMarks(directory: string): FoundMarks {
  const found = NAMES.map((name) => {
    const file = path.join(directory, MARKS_FOLDER, name);
    const mark = existsSync(file) ? decodeMark(readFileSync(file, "latin1")) : undefined;
    return { name: `${MARKS_FOLDER}/${name}`, mark, isPresent: existsSync(file) };
  });
  const marks = found.flatMap(({ mark }) => (mark === undefined ? [] : [mark]));
  const newest = marks.sort((a, b) => a.height - b.height).at(-1);
  return {
    newest,
    turn: found[0]?.mark !== undefined && found[0].mark === newest ? 1 : 0,
    present: found.filter(({ isPresent }) => isPresent).map(({ name }) => name),
    unreadable: found.filter(({ mark }) => mark === undefined).map(({ name }) => name),
  };
}

/** Writes the marks: small files that say what must be there when the ledger is opened again. */
export class Marks {
  readonly #files: readonly WritableFile[];
  #turn: number;

  /** Not for use from outside: `open` makes one. */
  constructor(files: readonly WritableFile[], turn: number) {
    this.#files = files;
    this.#turn = turn;
  }

  /** @throws {WriteRefused} where the files cannot be written. */
  static open(directory: string, system: FileSystem, turn: number): Promise<Marks> {
    const folder = path.join(directory, MARKS_FOLDER);
    const isNew = NAMES.some((name) => !existsSync(path.join(folder, name)));
    return writing(folder, async () => {
      system.makeFolder(folder);
      const files: WritableFile[] = [];
      const marks = new Marks(files, turn);
      try {
        for (const name of NAMES) files.push(await system.open(path.join(folder, name)));
        if (isNew) await system.syncFolder(folder);
        if (isNew) await system.syncFolder(directory);
        return marks;
      } catch (error) {
        await marks.close();
        throw error;
      }
    });
  }

  /**
   * Writes a mark over the older of the two; resolves when the disk has it.
   * @throws {WriteRefused} where it cannot be written.
   */
  async write(mark: Mark): Promise<void> {
    const turn = this.#turn;
    await writing(`${MARKS_FOLDER}/${NAMES[turn] ?? ""}`, async () => {
      await this.#files[turn]?.write([encodeMark(mark)], 0);
      await this.#files[turn]?.sync();
    });
    this.#turn = (turn + 1) % NAMES.length;
  }

  async close(): Promise<void> {
    for (const file of this.#files) await file.close();
  }
}
