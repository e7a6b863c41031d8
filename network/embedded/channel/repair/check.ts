// SPDX-License-Identifier: Apache-2.0

import type { common } from "@hyperledger/fabric-protos";
import type { ChannelOptions } from "../../blocks/channel-options.js";
import { readConfig } from "../../blocks/genesis.js";
import { inspectBlocks, type BlocksFound } from "../../blocks/inspect.js";
import { MARKS_FOLDER, type Mark } from "../../blocks/marks.js";
import type { WholeRecord } from "../../blocks/record.js";
import type { Damage } from "../../files/damage.js";
import { LedgerError } from "../../protocol/ledger-error.js";
import { parseEnvelope } from "../../protocol/envelope.js";
import { asDamage, PrivateCheck, type PrivateFault } from "../../state/private-check.js";
import type { StoredSavepoint } from "../../state/savepoint.js";
import { StateReader } from "../../state/state.js";
import { DEFAULT_LIMITS, rulesOf, type ChannelRules } from "../channel.js";
import { openDatabase } from "../database.js";
import { undescribedCollections } from "./undescribed.js";
import { EVERYTHING, examineBlocksAlone, examineFiles, examineLedger, type FilesExamined } from "../examine.js";

/** What a look at all of a ledger found. */
export interface CheckedLedger {
  readonly examined: FilesExamined;
  /** Blocks that must be there. */
  readonly acknowledged: number;
  /** Whole blocks that are there up to the end, damaged ones among them counted. */
  readonly height: number;
  readonly marks: readonly Damage[];
  readonly state: readonly Damage[];
  readonly blocks: readonly Damage[];
  /** Private data that is missing or altered; undefined where the state cannot be opened, so that it is not known. */
  readonly faults: readonly PrivateFault[] | undefined;
  /** Collections whose content was not compared, since the network's description does not know them. */
  readonly undescribed: readonly string[];
  readonly notices: readonly string[];
  /** What a mark has to say where state and blocks are whole; undefined where they are not. */
  readonly mark: Mark | undefined;
}

/** All damage that was found. */
export function damagesOf({ marks, state, blocks, faults = [] }: CheckedLedger): Damage[] {
  return [...marks, ...state, ...blocks, ...faults.map(asDamage)];
}

/**
 * Looks at all of a ledger's files: every block, every table of the state, every private content against its hash.
 * @throws {LedgerError} where another process has it open.
 * @throws {NetworkError} NETWORK_DISK_FULL, NETWORK_LEDGER_NOT_WRITABLE.
 */
export async function checkLedger(options: ChannelOptions): Promise<CheckedLedger> {
  const examined = examineFiles(options.directory, EVERYTHING);
  const { newest } = examined.marks;
  const rules = rulesFrom(options, examined.folders.blocks);
  const undescribed = rules === undefined ? [] : undescribedCollections(examined.folders.blocks, rules.definitions);
  if (examined.isNew || examined.stateDamages.length > 0) {
    const blocks = examineBlocksAlone(examined);
    return {
      examined,
      acknowledged: newest?.height ?? blocks.height,
      height: blocks.height,
      marks: examined.isNew ? [] : examined.markDamages,
      state: examined.stateDamages,
      mark: undefined,
      blocks: blocks.damages,
      faults: undefined,
      undescribed,
      notices: [...examined.notices, ...blocks.notices],
    };
  }
  return checkOpen(examined, rules, undescribed);
}

async function checkOpen(
  examined: FilesExamined,
  rules: ChannelRules | undefined,
  undescribed: readonly string[],
): Promise<CheckedLedger> {
  const database = await openDatabase(examined.folders.state);
  try {
    const reader = new StateReader(database);
    const { blocks, savepoint, synced, damages } = examineLedger(examined, reader);
    const faults = rules === undefined ? undefined : await faultsIn(reader, rules, examined);
    const acknowledged = Math.max(examined.marks.newest?.height ?? 0, savepoint?.height ?? 0);
    return {
      examined,
      acknowledged,
      height: blocks.height,
      marks: damages.filter(isOfMarks),
      state: damages.filter((damage) => !blocks.damages.includes(damage) && !isOfMarks(damage)),
      mark: markOf(savepoint, synced, blocks),
      blocks: blocks.damages,
      faults,
      undescribed,
      notices: [...examined.notices, ...blocks.notices],
    };
  } finally {
    await database.close();
  }
}

function isOfMarks({ file }: Damage): boolean {
  return file.startsWith(MARKS_FOLDER);
}

function markOf(savepoint: StoredSavepoint | undefined, synced: number, blocks: BlocksFound): Mark | undefined {
  if (savepoint === undefined || savepoint.height !== blocks.height || blocks.damages.length > 0) return undefined;
  const { height, hash } = savepoint;
  return { height, hash: Buffer.from(hash).toString("hex"), synced, recordedFrom: 0, extents: blocks.extents };
}

async function faultsIn(reader: StateReader, rules: ChannelRules, { marks }: FilesExamined): Promise<PrivateFault[]> {
  const recordedFrom = marks.newest?.recordedFrom ?? Infinity;
  const faults: PrivateFault[] = [];
  for await (const fault of new PrivateCheck(reader, rules.definitions).all()) {
    if (fault.version.block >= recordedFrom) faults.push(fault);
  }
  return faults;
}

/** The channel's rules from block 0 in a folder of block files; undefined where it cannot be read. */
export function rulesFrom(options: ChannelOptions, blocksFolder: string): ChannelRules | undefined {
  let first: WholeRecord | undefined;
  inspectBlocks(blocksFolder, { mark: undefined, stateHeight: 0 }, (record) => {
    if (record.parts.header.number === 0) first = record;
  });
  if (first === undefined) return undefined;
  return rulesOf(options, { ...DEFAULT_LIMITS, ...options.limits }, configIn(first));
}

function configIn({ parts }: WholeRecord): common.Config {
  const [envelope] = parts.envelopes;
  const config = envelope === undefined ? undefined : readConfig(parseEnvelope(envelope).data);
  if (config === undefined) throw new LedgerError("block 0 holds no configuration");
  return config;
}
