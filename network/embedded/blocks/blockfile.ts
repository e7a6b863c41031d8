// SPDX-License-Identifier: Apache-2.0

import { open, type FileHandle } from "node:fs/promises";
import path from "node:path";
import type { FileSystem, WritableFile } from "../files/file-system.js";
import { LedgerError } from "../protocol/ledger-error.js";
import { writing } from "../protocol/write-refused.js";
import type { Place } from "../state/keys.js";
import type { Extent } from "./marks.js";
import { blockFileName, RECORD_HEAD, recordAt, recordHead } from "./record.js";

/** A block file is not continued beyond this many bytes. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/**
 * The channel's blocks, one after another in numbered files that are only ever appended to. A block counts as written when its record is
 * complete and its checksum holds; `append` returns after the disk has it.
 */
export class BlockFiles {
  readonly #directory: string;
  readonly #system: FileSystem;
  readonly #readers = new Map<number, Promise<FileHandle>>();
  readonly #extents: Extent[];
  #writer: WritableFile | undefined;
  /** Something may lie behind the last whole block. */
  #isRagged = true;
  #isClosed = false;

  /** @param extents the files as `inspectBlocks` found them; what lies behind is cut off at the first block that is appended */
  constructor(directory: string, system: FileSystem, extents: readonly Extent[]) {
    this.#directory = directory;
    this.#system = system;
    this.#extents = [...extents];
  }

  /** The files and how far each is in use, oldest first. */
  get extents(): readonly Extent[] {
    return this.#extents;
  }

  /**
   * Appends a block; resolves when it would survive a power failure.
   * @throws {WriteRefused} where it cannot be written; the same block, or another of its number, may be appended later.
   */
  async append(block: Uint8Array, number: number): Promise<Place> {
    if (this.#isClosed) throw new LedgerError("block files are closed");
    const last = this.#extents.at(-1);
    const isFull = last !== undefined && last.end > 0 && last.end + RECORD_HEAD + block.length > MAX_FILE_BYTES;
    const own = last === undefined || isFull ? { file: (last?.file ?? -1) + 1, first: number, end: 0 } : last;
    await writing(`${path.basename(this.#directory)}/${blockFileName(own.file)}`, async () => {
      if (own !== last) await this.#closeWriter();
      await this.#write(own, block);
    });
    const place = { file: own.file, offset: own.end + RECORD_HEAD, length: block.length };
    if (own === last) this.#extents.pop();
    this.#extents.push({ ...own, end: place.offset + place.length });
    return place;
  }

  /** Reads what lies at a place: a block, or an envelope within one. */
  async read(place: Place): Promise<Uint8Array> {
    const buffer = Buffer.allocUnsafe(place.length);
    const reader = await this.#reader(place.file);
    const { bytesRead } = await reader.read(buffer, 0, place.length, place.offset);
    if (bytesRead !== place.length) {
      throw new LedgerError(
        `${blockFileName(place.file)} ends before offset ${place.offset + place.length}: block files are damaged`,
      );
    }
    return buffer;
  }

  /**
   * Reads a whole block and compares it with its checksum.
   * @throws {LedgerError} where it is altered.
   */
  async readBlock({ file, offset, length }: Place): Promise<Uint8Array> {
    const start = offset - RECORD_HEAD;
    const bytes = Buffer.from(await this.read({ file, offset: start, length: RECORD_HEAD + length }));
    const record = recordAt({ file, start, bytes }, start);
    if (record?.place.length === length) return record.bytes;
    throw new LedgerError(
      `${blockFileName(file)} is damaged at offset ${start}: a block fails its checksum. ` +
        "Stop the network, copy its folder, and look at all of it with the verb check-files",
    );
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#closeWriter();
    for (const reader of this.#readers.values()) await (await reader).close();
    this.#readers.clear();
  }

  #reader(file: number): Promise<FileHandle> {
    let reader = this.#readers.get(file);
    if (reader === undefined) {
      reader = open(path.join(this.#directory, blockFileName(file)), "r");
      this.#readers.set(file, reader);
    }
    return reader;
  }

  async #closeWriter(): Promise<void> {
    const writer = this.#writer;
    this.#writer = undefined;
    await writer?.close();
  }

  async #write(extent: Extent, block: Uint8Array): Promise<void> {
    try {
      const writer = await this.#writerOf(extent);
      if (this.#isRagged) await writer.truncate(extent.end);
      await writer.write([recordHead(block), block], extent.end);
      await writer.sync();
      this.#isRagged = false;
    } catch (error) {
      // What was written in part is cut off when the file is opened for the next attempt.
      await this.#closeWriter();
      throw error;
    }
  }

  async #writerOf({ file, end }: Extent): Promise<WritableFile> {
    if (this.#writer !== undefined) return this.#writer;
    this.#system.makeFolder(this.#directory);
    this.#writer = await this.#system.open(path.join(this.#directory, blockFileName(file)));
    this.#isRagged = true;
    if (end === 0) {
      await this.#system.syncFolder(this.#directory);
      await this.#system.syncFolder(path.dirname(this.#directory));
    }
    return this.#writer;
  }
}
