// SPDX-License-Identifier: Apache-2.0

/**
 * What the ledger of the embedded network offers to the services in front of it (endorser, gateway, deliver, discovery, system chaincodes).
 *
 * One `Channel` is shared by the peers of all organisations in the process: blocks, world state and history exist once, plaintext of
 * private data is kept apart for each organisation. `openChannel` (in channel.ts) makes one.
 *
 * Conventions: MSP ids, chaincode names and keys are strings, values are bytes, block numbers are bigint. Point reads of a simulator
 * are synchronous because LevelDB answers from memory or one local read; range reads are asynchronous. What fails, fails with a
 * `LedgerError` whose message is the sentence Fabric would give.
 */

import type { common } from "@hyperledger/fabric-protos";
import type { CommittedBlock } from "../blocks/committed.js";
import type { MspManager } from "../identity/identity.js";
import type { Orderer } from "../orderer/broadcast.js";
import type { ChannelPolicies, Policy } from "../policy/policy.js";
import type { LedgerLimits } from "../protocol/limits.js";
import type { ChaincodeDefinition, Collection } from "../state/definition.js";
import type { Simulator, TransientStore } from "../state/simulation.js";

/** Everything of one channel. */
export interface Channel {
  readonly channelId: string;
  readonly limits: LedgerLimits;
  readonly ledger: ChannelLedger;
  readonly orderer: Orderer;
  readonly transient: TransientStore;
  readonly msps: MspManager;
  readonly policies: ChannelPolicies;
  /** Finishes the block being written, refuses further ones and closes the files. */
  close(): Promise<void>;
}

export interface ChannelLedger {
  readonly channelId: string;
  info(): ChainInfo;
  /** The block as committed, with all metadata. */
  block(number: bigint): Promise<CommittedBlock | undefined>;
  blockByHash(hash: Uint8Array): Promise<CommittedBlock | undefined>;
  blockByTxId(txId: string): Promise<CommittedBlock | undefined>;
  transaction(txId: string): Promise<{ envelope: Uint8Array; validationCode: number } | undefined>;
  /** Code and block of a committed transaction. For an id used twice: those of its first appearance, as Fabric reports. */
  transactionStatus(txId: string): TransactionStatus | undefined;
  /**
   * Resolves once the transaction is committed and durable, at once when it already is.
   * Rejects with `signal.reason` when aborted, with a LedgerError when the channel closes.
   */
  awaitTransaction(txId: string, signal?: AbortSignal): Promise<TransactionStatus>;
  /** Calls the listener once for each block, in order, after it is durable. Returns the function that ends this. */
  onCommit(listener: (block: CommittedBlock) => void): () => void;
  /** Resolves when block `number` exists. Rejects as `awaitTransaction` does. */
  awaitBlock(number: bigint, signal?: AbortSignal): Promise<CommittedBlock>;
  /** Private data of a block as the peer of `mspId` holds it: transaction index -> serialised TxPvtReadWriteSet. */
  blockPrivateData(number: bigint, mspId: string): Promise<ReadonlyMap<number, Uint8Array>>;

  /** A simulator on the state as of now, for a transaction executed at the peer of `mspId`. Always `close` it. */
  newSimulator(mspId: string, txId: string): Simulator;

  definitions(): readonly ChaincodeDefinition[];
  definition(chaincode: string): ChaincodeDefinition | undefined;
  /** The chaincode's endorsement policy, ready to evaluate or to plan with. */
  endorsementPolicy(chaincode: string): Policy | undefined;
  /** A declared or implicit (`_implicit_org_<MSPID>`) collection. Undefined where it does not exist. */
  collection(chaincode: string, name: string): Collection | undefined;
  /** The latest configuration block (block 0). */
  configBlock(): Promise<CommittedBlock>;
  channelConfig(): common.Config;
}

export interface ChainInfo {
  readonly height: bigint;
  readonly currentBlockHash: Uint8Array;
  /** Empty at height 1. */
  readonly previousBlockHash: Uint8Array;
}

export interface TransactionStatus {
  /** `peer.TxValidationCode`. */
  readonly code: number;
  readonly block: bigint;
}
