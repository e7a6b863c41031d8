// SPDX-License-Identifier: Apache-2.0

import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import path from "node:path";
import type { Damage } from "../files/damage.js";
import type { Place } from "../state/keys.js";
import { dataHash, headerHash } from "./block.js";
import type { Extent, Mark } from "./marks.js";
import {
  blockFileIndex,
  blockFileName,
  endOf,
  RECORD_HEAD,
  recordAt,
  recordBehind,
  type FilePart,
  type WholeRecord,
} from "./record.js";

const AFFECTED = "These blocks cannot be read, nor be applied to a state that is behind them.";

/** What the ledger knows of its blocks from its other records. */
export interface ExpectedBlocks {
  /** The newest mark; undefined in a folder from before there were marks. */
  readonly mark: Mark | undefined;
  /** Blocks in the state's database. */
  readonly stateHeight: number;
  /** Where reading begins: the number of a block and where it lies. From the first block on where it is undefined. */
  readonly from?: { readonly number: number; readonly place: Place } | undefined;
}

/** What a look at the block files found. */
export interface BlocksFound {
  readonly damages: readonly Damage[];
  /** What is as a crash may leave it, in words. */
  readonly notices: readonly string[];
  /** Blocks, up to the last that is whole. */
  readonly height: number;
  /** The files up to the last whole block. */
  readonly extents: readonly Extent[];
}

/** The block files in a folder by their number, in order. One behind the last in use that is empty was begun and not written. */
function filesIn(directory: string, lastInUse: number): number[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .flatMap((name) => blockFileIndex(name) ?? [])
    .filter((file) => file <= lastInUse || statSync(path.join(directory, blockFileName(file))).size > 0)
    .sort((a, b) => a - b);
}

/** Whether there is any block file in a folder. */
export function hasBlockFiles(directory: string): boolean {
  return filesIn(directory, 0).length > 0;
}

/**
 * Compares the block files with what must be there, and changes nothing.
 *
 * @param onRecord told of each whole record that was read and stands in its place in the chain, in order
 */
export function inspectBlocks(
  directory: string,
  expected: ExpectedBlocks,
  onRecord: (record: WholeRecord) => void,
): BlocksFound {
  const inspection = new Inspection(directory, expected, onRecord);
  inspection.run();
  return inspection;
}

class Inspection implements BlocksFound {
  readonly damages: Damage[] = [];
  readonly notices: string[] = [];
  readonly extents: Extent[] = [];
  height = 0;
  readonly #directory: string;
  readonly #expected: ExpectedBlocks;
  readonly #onRecord: (record: WholeRecord) => void;
  readonly #files: readonly number[];
  /** Hash of the block before, where it was read. */
  #previous: Uint8Array | undefined;

  constructor(directory: string, expected: ExpectedBlocks, onRecord: (record: WholeRecord) => void) {
    this.#directory = directory;
    this.#expected = expected;
    this.#onRecord = onRecord;
    this.#files = filesIn(directory, expected.mark?.extents.at(-1)?.file ?? 0);
  }

  get #acknowledged(): number {
    return Math.max(this.#expected.mark?.height ?? 0, this.#expected.stateHeight);
  }

  /** Number of the block at which reading begins, and its file. */
  get #start(): { readonly number: number; readonly file: number } {
    const { from } = this.#expected;
    return from === undefined ? { number: 0, file: 0 } : { number: from.number, file: from.place.file };
  }

  get #lastFile(): number {
    const marked = this.#expected.mark?.extents.at(-1)?.file ?? -1;
    return Math.max(this.#files.at(-1) ?? -1, marked);
  }

  run(): void {
    const { number, file: first } = this.#start;
    for (let file = 0; file < first; file++) this.#measure(file);
    this.height = number;
    const last = this.#lastFile;
    for (let file = first; file <= last; file++) {
      if (this.#files.includes(file)) this.#read(file, file === last);
      else this.#missing(file);
    }
    this.#checkHeight();
  }

  #damaged(file: number, what: string, blocks: Damage["blocks"], offset?: number): void {
    const name = `${path.basename(this.#directory)}/${blockFileName(file)}`;
    this.damages.push({ file: name, what, blocks, offset, affected: AFFECTED });
  }

  #extent(file: number): Extent | undefined {
    return this.#expected.mark?.extents.find((extent) => extent.file === file);
  }

  /** Number of the last block that lies in a file, as far as it is known. */
  #lastIn(file: number): number {
    return (this.#extent(file + 1)?.first ?? this.#acknowledged) - 1;
  }

  #missing(file: number): void {
    const extent = this.#extent(file);
    const first = extent?.first ?? this.height;
    this.#damaged(file, "is missing", [first, Math.max(first, this.#lastIn(file))]);
    this.height = Math.max(this.height, this.#lastIn(file) + 1);
    this.#previous = undefined;
  }

  /** A file that is not read: whether it is there, in its length. */
  #measure(file: number): void {
    const extent = this.#extent(file);
    if (!this.#files.includes(file)) this.#missing(file);
    else if (extent !== undefined) {
      const { size } = statSync(path.join(this.#directory, blockFileName(file)));
      if (size !== extent.end) {
        const what = `has ${size} bytes instead of ${extent.end}`;
        this.#damaged(file, what, [extent.first, this.#lastIn(file)], Math.min(size, extent.end));
      }
    }
    if (extent !== undefined) this.extents.push(extent);
  }

  #read(file: number, isLast: boolean): void {
    const { from } = this.#expected;
    const start = from?.place.file === file ? from.place.offset - RECORD_HEAD : 0;
    const first = this.#extent(file)?.first ?? this.height;
    const part = readPart(path.join(this.#directory, blockFileName(file)), file, start);
    const size = start + part.bytes.length;
    let end = start;
    while (end < size) {
      const record = recordAt(part, end);
      if (record === undefined && isLast && this.#isTorn(part, end)) break;
      if (record === undefined) end = this.#skip(part, end);
      else {
        this.#take(record, end);
        end = endOf(record);
      }
    }
    this.#checkEnd(file, end);
    this.extents.push({ file, first, end });
  }

  /** Whether a crash left the record at an offset incomplete: nothing whole lies behind it, and nothing there was acknowledged. */
  #isTorn(part: FilePart, at: number): boolean {
    const acknowledged = this.#extent(part.file)?.end ?? 0;
    if (at < acknowledged || this.height < this.#acknowledged || recordBehind(part, at) !== undefined) return false;
    this.notices.push(
      `${path.basename(this.#directory)}/${blockFileName(part.file)} ends within a record at offset ${at}: a crash came between. ` +
        `Nothing of these ${part.start + part.bytes.length - at} bytes was acknowledged.`,
    );
    return true;
  }

  /** Reports what is no record, and gives the offset of the next that is one, or the file's end. */
  #skip(part: FilePart, at: number): number {
    const next = recordBehind(part, at);
    const follows = next?.parts.header.number ?? this.#lastIn(part.file) + 1;
    this.#lost(part.file, "fails its checksum", follows, at);
    return next === undefined ? part.start + part.bytes.length : next.place.offset - RECORD_HEAD;
  }

  /** Reports the blocks from here up to the one given. */
  #lost(file: number, what: string, follows: number, offset: number): void {
    this.#damaged(file, what, [this.height, Math.max(this.height, follows - 1)], offset);
    this.height = Math.max(this.height + 1, follows);
    this.#previous = undefined;
  }

  #checkEnd(file: number, end: number): void {
    const expected = this.#extent(file)?.end ?? 0;
    // What does not reach there may be told of already.
    if (end >= expected || this.height > this.#lastIn(file)) return;
    this.#lost(file, `has ${end} bytes instead of ${expected}`, this.#lastIn(file) + 1, end);
  }

  #checkHeight(): void {
    if (this.height >= this.#acknowledged) return;
    const { file, end } = this.extents.at(-1) ?? { file: 0, end: 0 };
    this.#lost(file, "lacks blocks at its end", this.#acknowledged, end);
  }

  #take(record: WholeRecord, at: number): void {
    const { header, envelopes } = record.parts;
    const { file } = record.place;
    if (header.number > this.height) this.#lost(file, "lacks what stood before this place", header.number, at);
    const own = [header.number, header.number] as const;
    if (header.number < this.height) this.#damaged(file, "repeats a block", own, at);
    else if (this.#previous !== undefined && Buffer.compare(this.#previous, header.previousHash) !== 0)
      this.#damaged(file, "does not follow from the block before", own, at);
    else if (Buffer.compare(dataHash(envelopes), header.dataHash) !== 0)
      this.#damaged(file, "holds transactions that its header does not cover", own, at);
    else this.#onRecord(record);
    this.height = Math.max(this.height, header.number + 1);
    this.#previous = headerHash(header);
    this.#checkMark(record, at);
  }

  /** The last block that was acknowledged is known by its hash. */
  #checkMark({ parts, place }: WholeRecord, at: number): void {
    const { mark } = this.#expected;
    if (mark === undefined || parts.header.number !== mark.height - 1) return;
    if (Buffer.from(headerHash(parts.header)).toString("hex") === mark.hash) return;
    const own = [parts.header.number, parts.header.number] as const;
    this.#damaged(place.file, "is another block than the one that was acknowledged", own, at);
  }
}

function readPart(name: string, file: number, start: number): FilePart {
  const { size } = statSync(name);
  const bytes = Buffer.alloc(Math.max(0, size - start));
  const descriptor = openSync(name, "r");
  try {
    readSync(descriptor, bytes, 0, bytes.length, start);
  } finally {
    closeSync(descriptor);
  }
  return { file, start, bytes };
}
