// SPDX-License-Identifier: Apache-2.0

import path from "node:path";
import type { common } from "@hyperledger/fabric-protos";
import { ClassicLevel } from "classic-level";
import { ownFolder } from "../files/owner-only.js";
import { readRevocationLists } from "../identity/folder.js";
import { ChannelMspManager } from "../identity/manager.js";
import { loadSigningIdentity } from "../identity/signer.js";
import { GroupCommitOrderer } from "../orderer/orderer.js";
import { ConfigPolicies } from "../policy/channel-policies.js";
import type { ValidationContext } from "../validation/block.js";
import type { ChannelOptions } from "../blocks/channel-options.js";
import type { Channel } from "./api.js";
import { LedgerError } from "../protocol/ledger-error.js";
import type { LedgerLimits } from "../protocol/limits.js";
import { BlockFiles, type StoredBlock as BlockRecord } from "../blocks/blockfile.js";
import { BlockStore, openBlock } from "../blocks/blockstore.js";
import { Committer } from "./committer.js";
import { Definitions } from "../state/definitions.js";
import { parseEnvelope } from "../protocol/envelope.js";
import { configuredMsps, newChannelConfig, newGenesisBlock, readConfig } from "../blocks/genesis.js";
import { blockKey, decodePlace } from "../state/keys.js";
import { CommittedLedger } from "./ledger.js";
import { readSavepoint } from "../state/savepoint.js";
import { StateReader, type Database } from "../state/state.js";
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
};

const DATABASE_CACHE_BYTES = 32 * MIB;
const DATABASE_WRITE_BUFFER_BYTES = 16 * MIB;

async function openDatabase(directory: string): Promise<Database> {
  const database: Database = new ClassicLevel<Buffer, Buffer>(directory, {
    keyEncoding: "buffer",
    valueEncoding: "buffer",
    cacheSize: DATABASE_CACHE_BYTES,
    writeBufferSize: DATABASE_WRITE_BUFFER_BYTES,
  });
  try {
    await database.open();
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const locked = (cause as { code?: string } | undefined)?.code === "LEVEL_LOCKED";
    const reason = locked ? "another process has it open; stop that network first" : String(cause ?? error);
    throw new LedgerError(`the ledger in ${directory} cannot be opened: ${reason}`);
  }
  return database;
}

/** The configuration of an existing channel from its block 0, or undefined for a new one. */
async function storedConfig(
  reader: StateReader,
  files: BlockFiles,
  tail: readonly BlockRecord[],
): Promise<common.Config | undefined> {
  const place = reader.raw(blockKey(0));
  const bytes = place === undefined ? tail[0]?.bytes : await files.read(decodePlace(place));
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

/**
 * Opens a channel, creating it when its folder is empty. After a crash this brings state, history and indexes up to the last complete
 * block.
 * @throws {LedgerError}
 * @throws {MspError}
 * @throws {PolicySyntaxError}
 *
 * @param onInvalid told of every transaction found invalid, with the reason
 */
export async function openChannel(
  options: ChannelOptions,
  onInvalid?: ValidationContext["onInvalid"],
): Promise<Channel> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  ownFolder(options.directory);
  const database = await openDatabase(path.join(options.directory, "state"));
  try {
    return await openWith(database, options, limits, onInvalid);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openWith(
  database: Database,
  options: ChannelOptions,
  limits: LedgerLimits,
  onInvalid: ValidationContext["onInvalid"],
): Promise<Channel> {
  const { channelId } = options;
  const committed = new StateReader(database);
  const savepoint = readSavepoint(committed);
  const { files, tail } = await BlockFiles.open(path.join(options.directory, "blocks"), savepoint?.place);
  const stored = await storedConfig(committed, files, tail);
  const config = stored ?? newChannelConfig(options, limits);
  checkOrganisations(options, config);

  const { all, application } = configuredMsps(config);
  const msps = new ChannelMspManager(all, limits.identityCacheSize);
  for (const { mspId, mspDirectory } of [...options.organisations, options.orderer])
    msps.revoke(mspId, ...readRevocationLists(mspDirectory));
  const root = config.getChannelGroup();
  if (root === undefined) throw new LedgerError("the channel's configuration is empty");
  const policies = new ConfigPolicies(msps, root);
  const definitions = new Definitions(options.chaincodes, application, msps, policies);
  let height = (): number => 0;
  const transient = await PersistentTransientStore.open(database, () => height());
  const signer = loadSigningIdentity(options.orderer.mspId, options.orderer.signerDirectory);
  const validation = {
    msps,
    policies,
    definitions,
    committed,
    ...(onInvalid === undefined ? {} : { onInvalid }),
  };
  const committer = new Committer({ database, files, transient, validation, signer, limits }, savepoint);
  height = () => committer.savepoint.height;
  for (const record of tail) await committer.replay(record, openBlock(record.bytes));
  if (stored === undefined) await committer.commitGenesis(openBlock(newGenesisBlock(channelId, config)));

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
    await files.close();
    await database.close();
  };
  return { channelId, limits, ledger, orderer, transient, msps, policies, close };
}
