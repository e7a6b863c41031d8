// SPDX-License-Identifier: Apache-2.0

import { readdirSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { crc32 } from "node:zlib";
import { makeFolder } from "../files/owner-only.js";
import { LedgerError } from "../protocol/ledger-error.js";
import type { Place } from "../state/keys.js";

/** A block file is not continued beyond this many bytes. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** Length and CRC-32 before each block, four bytes each, big-endian. */
const RECORD_HEAD = 8;
/** Larger records are taken for damage. */
const MAX_RECORD_BYTES = 1024 * 1024 * 1024;
const FILE_NAME = /^blocks_(\d{6})$/;

function fileName(index: number): string {
  return `blocks_${String(index).padStart(6, "0")}`;
}

/** The bytes of a block and where they lie. */
export interface StoredBlock {
  readonly bytes: Uint8Array;
  readonly place: Place;
}

/**
 * The channel's blocks, one after another in numbered files that are only ever appended to. A block counts as written when its record is
 * complete and its checksum holds; `append` returns after the disk has it.
 */
export class BlockFiles {
  readonly #directory: string;
  readonly #readers = new Map<number, Promise<FileHandle>>();
  #writer: FileHandle | undefined;
  #file = 0;
  #size = 0;

  /** Not for use from outside: `open` makes one and finds its end. */
  constructor(directory: string) {
    this.#directory = directory;
  }

  /**
   * Opens the files and finds the blocks after `indexed` (the last block the indexes know), cutting off a record that a crash left
   * incomplete at the end.
   * @throws {LedgerError} when a block the indexes know is missing or damaged.
   */
  static async open(
    directory: string,
    indexed: Place | undefined,
  ): Promise<{ files: BlockFiles; tail: StoredBlock[] }> {
    makeFolder(directory);
    const files = new BlockFiles(directory);
    const tail = await files.#recover(indexed);
    return { files, tail };
  }

  /** Appends a block; resolves when it would survive a power failure. */
  async append(block: Uint8Array): Promise<Place> {
    if (this.#size + RECORD_HEAD + block.length > MAX_FILE_BYTES && this.#size > 0)
      await this.#startFile(this.#file + 1);
    const head = Buffer.allocUnsafe(RECORD_HEAD);
    head.writeUInt32BE(block.length, 0);
    head.writeUInt32BE(crc32(block), 4);
    const writer = this.#writer;
    if (writer === undefined) throw new LedgerError("block files are closed");
    const { bytesWritten } = await writer.writev([head, block], this.#size);
    if (bytesWritten !== RECORD_HEAD + block.length) throw new LedgerError("block could not be written in full");
    await writer.datasync();
    const place = { file: this.#file, offset: this.#size + RECORD_HEAD, length: block.length };
    this.#size += RECORD_HEAD + block.length;
    return place;
  }

  /** Reads what lies at a place: a block, or an envelope within one. */
  async read(place: Place): Promise<Uint8Array> {
    const buffer = Buffer.allocUnsafe(place.length);
    const reader = await this.#reader(place.file);
    const { bytesRead } = await reader.read(buffer, 0, place.length, place.offset);
    if (bytesRead !== place.length) {
      throw new LedgerError(
        `${fileName(place.file)} ends before offset ${place.offset + place.length}: block files are damaged`,
      );
    }
    return buffer;
  }

  async close(): Promise<void> {
    await this.#writer?.close();
    this.#writer = undefined;
    for (const reader of this.#readers.values()) await (await reader).close();
    this.#readers.clear();
  }

  #reader(file: number): Promise<FileHandle> {
    let reader = this.#readers.get(file);
    if (reader === undefined) {
      reader = open(path.join(this.#directory, fileName(file)), "r");
      this.#readers.set(file, reader);
    }
    return reader;
  }

  #indexes(): number[] {
    const matches = readdirSync(this.#directory).map((name) => FILE_NAME.exec(name));
    return matches.flatMap((match) => (match?.[1] === undefined ? [] : [Number(match[1])])).sort((a, b) => a - b);
  }

  async #recover(indexed: Place | undefined): Promise<StoredBlock[]> {
    const last = this.#indexes().at(-1) ?? 0;
    const tail: StoredBlock[] = [];
    const first = indexed?.file ?? 0;
    if (indexed !== undefined) await this.#checkIndexed(indexed);
    for (let file = first; file <= last; file++) {
      const start = indexed !== undefined && file === indexed.file ? indexed.offset + indexed.length : 0;
      const found = await this.#scan(file, start);
      tail.push(...found.blocks);
      const complete = found.end === found.size;
      if (!complete && file < last) {
        throw new LedgerError(`${fileName(file)} is damaged at offset ${found.end}, and later block files follow it`);
      }
      this.#file = file;
      this.#size = found.end;
    }
    await this.#startFile(this.#file, this.#size);
    return tail;
  }

  async #checkIndexed(place: Place): Promise<void> {
    const head = await this.read({ file: place.file, offset: place.offset - RECORD_HEAD, length: RECORD_HEAD });
    const block = await this.read(place);
    const view = Buffer.from(head.buffer, head.byteOffset, head.length);
    if (view.readUInt32BE(0) !== place.length || view.readUInt32BE(4) !== crc32(block)) {
      throw new LedgerError(
        `${fileName(place.file)} is damaged at offset ${place.offset}: a committed block fails its checksum`,
      );
    }
  }

  async #scan(file: number, start: number): Promise<{ blocks: StoredBlock[]; end: number; size: number }> {
    const handle = await open(path.join(this.#directory, fileName(file)), "a+");
    const { size } = await handle.stat();
    await handle.close();
    const blocks: StoredBlock[] = [];
    let end = start;
    while (end + RECORD_HEAD <= size) {
      const head = await this.read({ file, offset: end, length: RECORD_HEAD });
      const view = Buffer.from(head.buffer, head.byteOffset, head.length);
      const length = view.readUInt32BE(0);
      const place = { file, offset: end + RECORD_HEAD, length };
      if (length === 0 || length > MAX_RECORD_BYTES || place.offset + length > size) break;
      const bytes = await this.read(place);
      if (crc32(bytes) !== view.readUInt32BE(4)) break;
      blocks.push({ bytes, place });
      end = place.offset + length;
    }
    return { blocks, end, size };
  }

  /** Continues file `index` at `size`, dropping what lies behind. */
  async #startFile(index: number, size = 0): Promise<void> {
    await this.#writer?.close();
    const created = !this.#indexes().includes(index);
    const handle = await open(path.join(this.#directory, fileName(index)), created ? "w+" : "r+");
    await handle.truncate(size);
    await handle.sync();
    if (created) await syncDirectory(this.#directory);
    this.#writer = handle;
    this.#file = index;
    this.#size = size;
  }
}

/** Makes a new file's entry in its directory durable, where the platform can. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
