// SPDX-License-Identifier: Apache-2.0

import type { Organisation } from "../description/schema.js";
import type { FileSystem } from "../files/file-system.js";
import type { LedgerLimits } from "../protocol/limits.js";
import type { ChaincodeDefinition } from "../state/definition.js";
import type { Change, Database } from "../state/state.js";

/** How the channel is described when it is opened for the first time. Structurally satisfied by a consortium description. */
export interface ChannelOptions {
  readonly channelId: string;
  /** Application organisations. */
  readonly organisations: readonly ChannelOrganisation[];
  readonly orderer: ChannelOrderer;
  readonly chaincodes: readonly ChaincodeDefinition[];
  /** Folder of the channel's files; created when absent. */
  readonly directory: string;
  readonly limits?: Partial<LedgerLimits>;
  /** What the ledger writes to; this machine's disks unless given. */
  readonly storage?: Partial<Storage>;
  /** Told in a sentence what a crash had left and was put right at the start. */
  readonly onNotice?: ((sentence: string) => void) | undefined;
}

/** What a ledger writes to. */
export interface Storage {
  readonly system: FileSystem;
  /** Writes changes to the state's database in one step; `durable` waits for the disk. */
  readonly writeState: (database: Database, changes: readonly Change[], durable: boolean) => Promise<void>;
}

export interface ChannelOrganisation extends Partial<Pick<Organisation, "access">> {
  readonly mspId: string;
  /** The organisation's own (verifying) MSP folder: cacerts, intermediatecerts, tlscacerts, config.yaml. */
  readonly mspDirectory: string;
  /** Addresses written into the channel configuration as anchor peers. */
  readonly anchorPeers?: readonly Endpoint[];
}

export interface ChannelOrderer {
  readonly mspId: string;
  /** The orderer organisation's verifying MSP folder. */
  readonly mspDirectory: string;
  /** MSP folder of the node that signs blocks (signcerts, keystore). */
  readonly signerDirectory: string;
  readonly endpoints: readonly Endpoint[];
}

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}
