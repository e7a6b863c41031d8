// SPDX-License-Identifier: Apache-2.0

import type { common } from "@hyperledger/fabric-protos";
import { ownFolder } from "../files/owner-only.js";
import { readRevocationLists } from "../identity/folder.js";
import { ChannelMspManager } from "../identity/manager.js";
import { loadSigningIdentity } from "../identity/signer.js";
import { GroupCommitOrderer } from "../orderer/orderer.js";
import { ConfigPolicies } from "../policy/channel-policies.js";
import type { ValidationContext } from "../validation/block.js";
import type { ChannelOptions, Storage } from "../blocks/channel-options.js";
import type { Channel } from "./api.js";
import { LedgerError } from "../protocol/ledger-error.js";
import type { LedgerLimits } from "../protocol/limits.js";
import { WriteRefused, writing } from "../protocol/write-refused.js";
import { BlockFiles } from "../blocks/blockfile.js";
import { Marks } from "../blocks/marks.js";
import type { BlockRecord } from "../blocks/record.js";
import { BlockStore, openBlock } from "../blocks/blockstore.js";
import { Committer } from "./committer.js";
import { openDatabase, OWN_STORAGE, refusedAtStart } from "./database.js";
import {
  examineBlocksAlone,
  examineFiles,
  examineLedger,
  RECENT,
  refuseDamaged,
  type FilesExamined,
  type LedgerExamined,
} from "./examine.js";
import { recentFaults } from "./examine-private.js";
import { Definitions } from "../state/definitions.js";
import { parseEnvelope } from "../protocol/envelope.js";
import { configuredMsps, newChannelConfig, newGenesisBlock, readConfig } from "../blocks/genesis.js";
import { blockKey, decodePlace } from "../state/keys.js";
import { CommittedLedger } from "./ledger.js";
import { PrivateCheck } from "../state/private-check.js";
import { StateReader, type Database } from "../state/state.js";
import { StateWriter, type StateWriterOptions } from "../state/state-writer.js";
import { PersistentTransientStore } from "../state/transient.js";

const KIB = 1024;
const MIB = 1024 * KIB;

/** What holds unless the options say otherwise. */
export const DEFAULT_LIMITS: LedgerLimits = {
  maxBlockTransactions: 500,
  maxBlockBytes: 2 * MIB,
  maxEnvelopeBytes: 10 * MIB,
  maxQueuedEnvelopes: 10_000,
  totalQueryLimit: 100_000,
  identityCacheSize: 1_000,
  transientRetentionBlocks: 1_000,
  writeRetryMs: 500,
};

/** The configuration of an existing channel from its block 0, or undefined for a new one. */
async function storedConfig(
  reader: StateReader,
  files: BlockFiles,
  tail: readonly BlockRecord[],
): Promise<common.Config | undefined> {
  const place = reader.raw(blockKey(0));
  const bytes = place === undefined ? tail[0]?.bytes : await files.readBlock(decodePlace(place));
  const envelope = bytes === undefined ? undefined : openBlock(bytes).parts.envelopes[0];
  return envelope === undefined ? undefined : readConfig(parseEnvelope(envelope).data);
}

function checkOrganisations(options: ChannelOptions, config: common.Config): void {
  const { application } = configuredMsps(config);
  const declared = options.organisations.map(({ mspId }) => mspId);
  const same = declared.length === application.length && declared.every((mspId) => application.includes(mspId));
  if (same) return;
  throw new LedgerError(
    `channel ${options.channelId} was created with the organisations ${application.join(", ")}, ` +
      `but the consortium now declares ${declared.join(", ")}; reset the network to change its members`,
  );
}

/** What the description of a channel and its configuration block say together. */
export interface ChannelRules {
  readonly config: common.Config;
  readonly msps: ChannelMspManager;
  readonly policies: ConfigPolicies;
  readonly definitions: Definitions;
}

/** @throws {LedgerError} where the channel was made for other organisations. */
export function rulesOf(options: ChannelOptions, limits: LedgerLimits, config: common.Config): ChannelRules {
  checkOrganisations(options, config);
  const { all, application } = configuredMsps(config);
  const msps = new ChannelMspManager(all, limits.identityCacheSize);
  for (const { mspId, mspDirectory } of [...options.organisations, options.orderer])
    msps.revoke(mspId, ...readRevocationLists(mspDirectory));
  const root = config.getChannelGroup();
  if (root === undefined) throw new LedgerError("the channel's configuration is empty");
  const policies = new ConfigPolicies(msps, root);
  return { config, msps, policies, definitions: new Definitions(options.chaincodes, application, msps, policies) };
}

/**
 * Opens a channel, creating it when its folder is empty. After a crash this brings state, history and indexes up to the last complete
 * block. A ledger that is damaged is not opened, and nothing in it is changed.
 * @throws {LedgerError}
 * @throws {MspError}
 * @throws {PolicySyntaxError}
 * @throws {NetworkError} NETWORK_LEDGER_DAMAGED, NETWORK_DISK_FULL, NETWORK_LEDGER_NOT_WRITABLE.
 *
 * @param onInvalid told of every transaction found invalid, with the reason
 */
export async function openChannel(
  options: ChannelOptions,
  onInvalid?: ValidationContext["onInvalid"],
): Promise<Channel> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const storage = { ...OWN_STORAGE, ...options.storage };
  try {
    ownFolder(options.directory);
    const examined = examineFiles(options.directory, RECENT);
    const { stateDamages, markDamages } = examined;
    if (stateDamages.length > 0) {
      const { damages } = examineBlocksAlone(examined);
      refuseDamaged(options.directory, [...markDamages, ...stateDamages, ...damages]);
    }
    const database = await openDatabase(examined.folders.state);
    const opened: Closable[] = [database];
    try {
      await keepNewState(examined, storage);
      return await openWith({ options, limits, storage, examined, database, opened }, onInvalid);
    } catch (error) {
      await closeAll(opened);
      throw error;
    }
  } catch (error) {
    throw error instanceof WriteRefused ? refusedAtStart(error) : error;
  }
}

function stateOf({ folders }: FilesExamined, database: Database, { system, writeState }: Storage): StateWriterOptions {
  return { database, directory: folders.state, system, write: writeState };
}

/** LevelDB syncs its files and not the name of the first that leads to them. */
async function keepNewState({ marks, folders }: FilesExamined, { system }: Storage): Promise<void> {
  if (marks.newest === undefined) await writing(folders.state, () => system.syncFolder(folders.state));
}

interface Closable {
  close(): Promise<void>;
}

async function closeAll(opened: readonly Closable[]): Promise<void> {
  for (const one of [...opened].reverse()) await one.close();
}

interface Opening {
  readonly options: ChannelOptions;
  readonly limits: LedgerLimits;
  readonly storage: Storage;
  readonly examined: FilesExamined;
  readonly database: Database;
  /** What has been opened so far, to be closed in the opposite order. */
  readonly opened: Closable[];
}

function told(onInvalid: ValidationContext["onInvalid"]): Pick<ValidationContext, "onInvalid"> {
  return onInvalid === undefined ? {} : { onInvalid };
}

/** Private data of a ledger from before it was recorded as it is now counts from its next block on. */
function recordedFromIn({ marks }: FilesExamined, { savepoint, blocks }: LedgerExamined): number {
  return marks.newest?.recordedFrom ?? (savepoint === undefined ? 0 : blocks.height);
}

function notify({ onNotice }: ChannelOptions, { notices }: FilesExamined, { blocks }: LedgerExamined): void {
  for (const notice of [...notices, ...blocks.notices]) onNotice?.(notice);
}

async function openWith(opening: Opening, onInvalid: ValidationContext["onInvalid"]): Promise<Channel> {
  const { options, limits, storage, examined, database, opened } = opening;
  const { channelId, directory } = options;
  const committed = new StateReader(database);
  const found = examineLedger(examined, committed);
  refuseDamaged(directory, found.damages);
  const files = new BlockFiles(examined.folders.blocks, storage.system, found.blocks.extents);
  opened.push(files);
  const stored = await storedConfig(committed, files, found.tail);
  const rules = rulesOf(options, limits, stored ?? newChannelConfig(options, limits));
  const { msps, policies, definitions, config } = rules;
  const recordedFrom = recordedFromIn(examined, found);
  refuseDamaged(directory, recentFaults(found.recent, new PrivateCheck(committed, definitions), recordedFrom));
  notify(options, examined, found);
  const state = new StateWriter(stateOf(examined, database, storage));
  let height = (): number => 0;
  const transient = await PersistentTransientStore.open(database, state, () => height());
  const marks = await Marks.open(directory, storage.system, examined.marks.turn);
  opened.push(marks);
  const signer = loadSigningIdentity(options.orderer.mspId, options.orderer.signerDirectory);
  const validation = { msps, policies, definitions, committed, ...told(onInvalid) };
  const committer = new Committer(
    { state, files, marks, transient, validation, signer, limits, absence: "never-held" },
    { savepoint: found.savepoint, synced: found.synced, recordedFrom },
  );
  height = () => committer.savepoint.height;
  const { newest, unreadable } = examined.marks;
  // What the state says of marks holds only once there is one.
  if (newest === undefined) await committer.markHeight();
  for (const record of found.tail) await committer.replay(record, openBlock(record.bytes));
  if (stored === undefined) await committer.commitGenesis(openBlock(newGenesisBlock(channelId, config)));
  if (unreadable.length > 0 || newest?.height !== height()) await committer.markHeight();

  const blocks = new BlockStore(files, committed);
  const ledger = new CommittedLedger({
    channelId,
    database,
    blocks,
    definitions,
    config,
    limits,
    savepoint: () => committer.savepoint,
  });
  const orderer = new GroupCommitOrderer({
    channelId,
    msps,
    policies,
    limits,
    write: async (batch) => ledger.announce(await committer.commit(batch)),
    onFailure: (error) => ledger.close(new LedgerError(`the ledger cannot be written: ${String(error)}`)),
  });
  const close = async (): Promise<void> => {
    await orderer.close();
    ledger.close(new LedgerError(`channel ${channelId} is closed`));
    await closeAll(opened);
  };
  return { channelId, limits, ledger, orderer, transient, msps, policies, close };
}
