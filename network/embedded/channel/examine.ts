// SPDX-License-Identifier: Apache-2.0

import { existsSync } from "node:fs";
import path from "node:path";
import { describeDamage, type Damage } from "../files/damage.js";
import { NetworkError } from "../description/network-error.js";
import { headerHash } from "../blocks/block.js";
import { hasBlockFiles, inspectBlocks, type BlocksFound } from "../blocks/inspect.js";
import { readMarks, type FoundMarks, type Mark } from "../blocks/marks.js";
import type { WholeRecord } from "../blocks/record.js";
import { blockKey, decodePlace, SYNCED_KEY } from "../state/keys.js";
import { inspectDatabase } from "../state/leveldb/inspect.js";
import { readSavepoint, type StoredSavepoint } from "../state/savepoint.js";
import type { StateReader } from "../state/state.js";
import { readSynced, syncedBefore } from "../state/state-writer.js";

/** How closely a ledger is looked at. */
export interface Depth {
  /** Bytes of the state's tables that are read, the newest first; the lengths of all are compared. */
  readonly maxTableBytes: number;
  /** Blocks that are read, the newest, with their private data; the lengths of all block files are compared. */
  readonly recentBlocks: number;
}

/** At each start: costs a fixed time, however long the ledger. */
export const RECENT: Depth = { maxTableBytes: 64 * 1024 * 1024, recentBlocks: 100 };
/** By command: everything. */
export const EVERYTHING: Depth = { maxTableBytes: Infinity, recentBlocks: Infinity };

/** Damages that an error names at most. */
const MAX_NAMED = 20;
const MARKS_AFFECTED = "What must be there is not known from them.";

/** Where the parts of a channel's ledger lie. */
export interface LedgerFolders {
  readonly root: string;
  readonly blocks: string;
  readonly state: string;
}

export function foldersOf(directory: string): LedgerFolders {
  return { root: directory, blocks: path.join(directory, "blocks"), state: path.join(directory, "state") };
}

/** What is known of a ledger before its database is opened. */
export interface FilesExamined {
  readonly folders: LedgerFolders;
  readonly depth: Depth;
  readonly marks: FoundMarks;
  /** Marks of which none holds. Without them, `examineLedger` says whether there must be one. */
  readonly markDamages: readonly Damage[];
  /** Damage of the state's files, over which its database must not be opened. */
  readonly stateDamages: readonly Damage[];
  readonly notices: readonly string[];
  /** Nothing is there yet. */
  readonly isNew: boolean;
}

/** Looks at marks and the state's files, and changes nothing. */
export function examineFiles(directory: string, depth: Depth): FilesExamined {
  const folders = foldersOf(directory);
  const marks = readMarks(directory);
  const markDamages: Damage[] = [];
  const damages: Damage[] = [];
  const notices: string[] = [];
  if (marks.newest === undefined) {
    for (const file of marks.unreadable) {
      const what = marks.present.includes(file) ? "fails its checksum" : "is missing";
      markDamages.push({ file, what, affected: MARKS_AFFECTED });
    }
  } else {
    for (const file of marks.unreadable)
      notices.push(`${file} is missing or fails its checksum; the other mark stands, and this one is written anew.`);
  }
  if (isBegun(folders, marks)) {
    const options = { key: SYNCED_KEY, maxTableBytes: depth.maxTableBytes };
    const files = inspectDatabase(folders.state, options);
    damages.push(...files.damages);
    notices.push(...files.notices);
    const isWhole = files.damages.length === 0 && files.lastValue !== undefined;
    if (isWhole) damages.push(...lacksSynced(readSynced(files.lastValue), marks.newest));
  }
  return { folders, depth, marks, markDamages, stateDamages: damages, notices, isNew: !isBegun(folders, marks) };
}

/** Whether a ledger was ever opened here: then there is a state. */
function isBegun({ state, blocks }: LedgerFolders, { newest }: FoundMarks): boolean {
  return newest !== undefined || existsSync(path.join(state, "CURRENT")) || hasBlockFiles(blocks);
}

/** What was made durable in the state is there as long as its note of it is. */
function lacksSynced(synced: number, mark: Mark | undefined): Damage[] {
  if (mark === undefined || synced >= mark.synced) return [];
  return [
    {
      file: "state",
      blocks: [synced + 1, mark.synced],
      what: "lacks what had been made durable in it",
      affected: "Private data of these blocks is missing.",
    },
  ];
}

/** What is known of a ledger whose database is open. */
export interface LedgerExamined {
  readonly blocks: BlocksFound;
  readonly savepoint: StoredSavepoint | undefined;
  readonly synced: number;
  /** The newest blocks that the state includes, a hundred at most, oldest first. */
  readonly recent: readonly WholeRecord[];
  /** Blocks after those that the state includes, oldest first. */
  readonly tail: readonly WholeRecord[];
  readonly damages: readonly Damage[];
}

/** Looks at the block files, and at how the state and the marks fit them. */
export function examineLedger(examined: FilesExamined, reader: StateReader): LedgerExamined {
  const { folders, depth, marks } = examined;
  const savepoint = readSavepoint(reader);
  const synced = syncedBefore(reader);
  const stateHeight = savepoint?.height ?? 0;
  const recent: WholeRecord[] = [];
  const tail: WholeRecord[] = [];
  const damages: Damage[] = [...lacksSynced(synced, marks.newest)];
  // Without marks nothing says how long the files are that are not read.
  const from = marks.newest === undefined ? undefined : readFrom(reader, stateHeight - depth.recentBlocks);
  const expected = { mark: marks.newest, stateHeight, from };
  const blocks = inspectBlocks(folders.blocks, expected, (record) => {
    const { number } = record.parts.header;
    (number < stateHeight ? recent : tail).push(record);
    if (recent.length > RECENT.recentBlocks) recent.shift();
    if (savepoint !== undefined && number === stateHeight - 1) damages.push(...otherChain(record, savepoint));
  });
  damages.push(...blocks.damages, ...withoutMarks(examined, savepoint, blocks.height));
  return { blocks, savepoint, synced, recent, tail, damages };
}

function readFrom(
  reader: StateReader,
  number: number,
): { number: number; place: ReturnType<typeof decodePlace> } | undefined {
  const place = number > 0 ? reader.raw(blockKey(number)) : undefined;
  return place === undefined ? undefined : { number, place: decodePlace(place) };
}

function otherChain({ parts }: WholeRecord, { hash }: StoredSavepoint): Damage[] {
  if (Buffer.compare(headerHash(parts.header), hash) === 0) return [];
  const { number } = parts.header;
  const what = "was made from another block than the one in the block files";
  return [{ file: "state", blocks: [number, number], what, affected: "State and blocks belong to different ledgers." }];
}

/** A folder without a mark that holds is from before there were any, or new, or has lost them. */
function withoutMarks(
  { marks, markDamages }: FilesExamined,
  savepoint: StoredSavepoint | undefined,
  height: number,
): readonly Damage[] {
  const isLost = savepoint?.isMarked === true || (savepoint === undefined && height > 1);
  return marks.newest === undefined && isLost ? markDamages : [];
}

/** The blocks' damage where the state's database cannot be opened to tell where they lie. */
export function examineBlocksAlone({ folders, marks }: FilesExamined): BlocksFound {
  return inspectBlocks(folders.blocks, { mark: marks.newest, stateHeight: 0 }, () => undefined);
}

/**
 * Refuses a ledger that is damaged.
 * @throws {NetworkError} NETWORK_LEDGER_DAMAGED.
 */
export function refuseDamaged(directory: string, damages: readonly Damage[]): void {
  if (damages.length === 0) return;
  const named = damages.slice(0, MAX_NAMED).map((damage) => `  ${describeDamage(damage)}`);
  const more = damages.length > named.length ? [`  … and ${damages.length - named.length} more.`] : [];
  throw new NetworkError(
    "NETWORK_LEDGER_DAMAGED",
    [
      `The ledger in ${directory} is damaged. It was not opened, and nothing in it was changed:`,
      ...named,
      ...more,
      "Copy the folder first. The verb check-files looks at all of it; repair tells what can be had again, from a backup with --from FOLDER, and does it with --apply.",
    ].join("\n"),
  );
}
