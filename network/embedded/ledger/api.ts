// SPDX-License-Identifier: Apache-2.0

/**
 * What the ledger of the embedded network offers to the services in front of it (endorser, gateway, deliver, discovery, qscc, cscc).
 *
 * One `Channel` is shared by the peers of all organisations in the process: blocks, world state and history exist once, plaintext of
 * private data is kept apart for each organisation. `openChannel` (in channel.ts) makes one.
 *
 * Conventions: MSP ids, chaincode names and keys are strings, values are bytes, block numbers are bigint. Point reads of a simulator
 * are synchronous because LevelDB answers from memory or one local read; range reads are asynchronous. What fails, fails with a
 * `LedgerError` whose message is the sentence Fabric would give.
 */

import type { common, msp, peer } from "@hyperledger/fabric-protos";
import type { Organisation } from "../../config/schema.js";
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

/** A committed chaincode definition, as declared in the consortium's description. */
export interface ChaincodeDefinition {
  readonly name: string;
  readonly version: string;
  readonly sequence: number;
  /** Signature policy in Fabric's notation, e.g. `OR('A.peer','B.peer')`. Absent: `/Channel/Application/Endorsement` (majority). */
  readonly endorsementPolicy?: string | undefined;
  readonly collections: readonly CollectionDefinition[];
}

export interface CollectionDefinition {
  readonly name: string;
  /** Membership in Fabric's notation. */
  readonly policy: string;
  readonly requiredPeerCount: number;
  readonly maxPeerCount: number;
  /** Blocks after which private data is purged; 0 keeps it. */
  readonly blockToLive: number;
  readonly memberOnlyRead: boolean;
  readonly memberOnlyWrite: boolean;
  readonly endorsementPolicy?: string | undefined;
}

/** Named bounds. `channel.limits` holds the values in force. */
export interface LedgerLimits {
  /** Transactions in one block at most. */
  readonly maxBlockTransactions: number;
  /** Bytes of envelopes in one block at most (one larger envelope gets a block of its own). */
  readonly maxBlockBytes: number;
  /** Largest envelope the orderer accepts, in bytes. */
  readonly maxEnvelopeBytes: number;
  /** Envelopes waiting for a block at most; beyond, broadcast answers SERVICE_UNAVAILABLE. */
  readonly maxQueuedEnvelopes: number;
  /** Results of one query at most (Fabric's totalQueryLimit). */
  readonly totalQueryLimit: number;
  /** Parsed identities kept. */
  readonly identityCacheSize: number;
  /** Blocks after which private data of a transaction that never committed is dropped. */
  readonly transientRetentionBlocks: number;
}

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

// ------------------------------------------------------------------------------------------------------------------ ledger

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

export interface CommittedBlock {
  readonly number: bigint;
  /** SHA-256 of the DER header. */
  readonly hash: Uint8Array;
  /** Serialised common.Block with all metadata. */
  readonly bytes: Uint8Array;
  readonly transactions: readonly CommittedTransaction[];
  /** The same block as a message object; decoded at the first call. */
  decoded(): common.Block;
}

export interface CommittedTransaction {
  readonly index: number;
  /** Empty for the configuration transaction of block 0. */
  readonly txId: string;
  /** `common.HeaderType`. */
  readonly type: number;
  readonly code: number;
  /** Client's timestamp. */
  readonly timestamp: { readonly seconds: bigint; readonly nanos: number };
  /** Chaincode the proposal addressed. */
  readonly chaincode: string | undefined;
  readonly event: TransactionEvent | undefined;
  readonly creator: Uint8Array;
  /** Serialised common.Envelope. */
  readonly envelope: Uint8Array;
}

export interface TransactionEvent {
  readonly chaincodeId: string;
  readonly txId: string;
  readonly name: string;
  readonly payload: Uint8Array;
}

// --------------------------------------------------------------------------------------------------------------- simulation

export interface KeyValue {
  readonly key: string;
  readonly value: Uint8Array;
}

export interface RangeOptions {
  /** Present: paginated query, at most so many results; the transaction may then not write. */
  readonly pageSize?: number;
  /** Key to continue from, as an earlier page's `bookmark` gave it. */
  readonly bookmark?: string;
}

/** A running range query. Read it with `next` until it answers an empty list, then or earlier `close` it. */
export interface RangeResults {
  /** Up to `limit` further results; an empty list at the end. */
  next(limit: number): Promise<KeyValue[]>;
  /** True when `next` has come to the end or to the limit, and would give nothing more. */
  readonly exhausted: boolean;
  /** Results given so far. */
  readonly fetched: number;
  /** Bookmark of the page after the ones given; empty when there is none. Meaningful for paginated queries. */
  readonly bookmark: string;
  close(): Promise<void>;
}

export interface HistoryEntry {
  readonly txId: string;
  readonly value: Uint8Array;
  readonly timestamp: { readonly seconds: bigint; readonly nanos: number };
  readonly isDelete: boolean;
}

/** Newest first. */
export interface HistoryResults {
  next(limit: number): Promise<HistoryEntry[]>;
  readonly exhausted: boolean;
  close(): Promise<void>;
}

export type Metadata = ReadonlyMap<string, Uint8Array>;

/**
 * Executes one transaction against a snapshot. Reads return the committed value, never the transaction's own write.
 * All methods take the namespace (chaincode name). Methods throw LedgerError with Fabric's sentence.
 */
export interface Simulator {
  /** Number of blocks the snapshot includes. */
  readonly height: bigint;
  readonly hasWritten: boolean;
  /**
   * Tells that a chaincode of the channel is executed: the transaction depends on its definition, which becomes part of the read set.
   * Collections need no such call; the first use of one makes the transaction depend on the chaincode's collections.
   */
  readDefinition(chaincode: string): void;

  getState(ns: string, key: string): Uint8Array | undefined;
  putState(ns: string, key: string, value: Uint8Array): void;
  deleteState(ns: string, key: string): void;
  getStateMetadata(ns: string, key: string): Metadata | undefined;
  /** Replaces the key's metadata as a whole. */
  putStateMetadata(ns: string, key: string, metadata: Metadata): void;
  /** From `start` (inclusive) to `end` (exclusive); empty strings mean the ends of the namespace. */
  rangeQuery(ns: string, start: string, end: string, options?: RangeOptions): RangeResults;
  history(ns: string, key: string): HistoryResults;

  getPrivateData(ns: string, collection: string, key: string): Uint8Array | undefined;
  getPrivateDataHash(ns: string, collection: string, key: string): Uint8Array | undefined;
  putPrivateData(ns: string, collection: string, key: string, value: Uint8Array): void;
  deletePrivateData(ns: string, collection: string, key: string): void;
  purgePrivateData(ns: string, collection: string, key: string): void;
  privateRange(ns: string, collection: string, start: string, end: string): RangeResults;
  getPrivateDataMetadata(ns: string, collection: string, key: string): Metadata | undefined;
  putPrivateDataMetadata(ns: string, collection: string, key: string, metadata: Metadata): void;

  /** Ends the simulation and gives its read/write sets. Closes the snapshot. May be called once. */
  finish(): SimulationResult;
  /** Gives the snapshot back. Safe to call more than once and after `finish`. */
  close(): void;
}

export interface SimulationResult {
  /** Serialised rwset.TxReadWriteSet: `ChaincodeAction.results`. */
  readonly publicRwset: Uint8Array;
  /** Serialised rwset.TxPvtReadWriteSet for the transient store; absent when nothing private was written. */
  readonly privateRwset: Uint8Array | undefined;
  /** What the proposal response reports for planning endorsers: chaincodes, collections, key policies. */
  readonly interest: peer.ChaincodeInterest;
}

/** Private plaintext between endorsement and commit. */
export interface TransientStore {
  /** Keeps what an endorser of `mspId` produced and passes it to every organisation that is a member of its collections. */
  put(txId: string, mspId: string, privateRwset: Uint8Array): Promise<void>;
}

// ------------------------------------------------------------------------------------------------------------------ orderer

export interface Orderer {
  /**
   * Checks the envelope (shape, creator, signature, Writers policy, size) and queues it for the next block.
   * `status` is `common.Status`: SUCCESS 200 when queued; BAD_REQUEST 400 for a malformed or too large envelope, another channel, an
   * expired creator or a configuration update; FORBIDDEN 403 for a bad signature or a creator who is no writer;
   * SERVICE_UNAVAILABLE 503 when the queue is full or the ledger is closed. Queued is not committed: see `awaitTransaction`.
   */
  broadcast(envelope: Uint8Array): BroadcastResult;
}

export interface BroadcastResult {
  readonly status: number;
  readonly info: string;
}

/** A parsed identity whose certificate chain is valid. Cached: the same bytes give the same object. */
export interface Identity {
  readonly mspId: string;
  /** Serialised msp.SerializedIdentity. */
  readonly serialised: Uint8Array;
  readonly certificatePem: string;
  readonly commonName: string;
  readonly organisationalUnits: readonly string[];
  readonly notAfter: Date;
  /** Attributes Fabric CA writes into certificates (extension 1.2.3.4.5.6.7.8.1). */
  readonly attributes: ReadonlyMap<string, string>;
}

export interface MspManager {
  readonly mspIds: readonly string[];
  /**
   * Parses and validates; throws MspError for an unknown MSP, a bad certificate or an untrusted chain. The chain is judged as of the
   * certificate's issue: services that serve clients compare `notAfter` with the clock.
   */
  deserialise(identity: Uint8Array): Identity;
  /** True when `signature` is the identity's ECDSA signature (strict DER, low S) over SHA-256 of `message`. */
  verify(identity: Identity, message: Uint8Array, signature: Uint8Array): boolean;
  satisfiesPrincipal(identity: Identity, principal: msp.MSPPrincipal): boolean;
  /** Replaces the revocation lists (PEM) of an MSP that are not its configuration's; blocks keep their verdicts. */
  revoke(mspId: string, ...lists: readonly Uint8Array[]): void;
  /** The MSP's definition, as in the channel's configuration (discovery's ConfigResult). */
  config(mspId: string): msp.FabricMSPConfig | undefined;
}

/** A node's or user's key. `loadSigningIdentity(mspId, mspDirectory)` in msp/signer.ts reads one. */
export interface SigningIdentity {
  readonly mspId: string;
  /** Serialised msp.SerializedIdentity. */
  readonly serialised: Uint8Array;
  /** ECDSA over SHA-256 of the message, DER, low S. */
  sign(message: Uint8Array): Uint8Array;
}

export interface SignedData {
  readonly data: Uint8Array;
  /** Serialised msp.SerializedIdentity. */
  readonly identity: Uint8Array;
  readonly signature: Uint8Array;
}

/** Organisations (MSP id -> number of endorsements of its peers) that together satisfy a policy. */
export type Layout = ReadonlyMap<string, number>;

export interface Policy {
  /** The policy as written, or its path. */
  readonly description: string;
  /** Serialised form as stored on the ledger: common.SignaturePolicyEnvelope, or for a reference common.ImplicitMetaPolicy. */
  readonly serialised: Uint8Array;
  /** True when the valid, distinct signatures among the data satisfy the policy. */
  evaluate(data: readonly SignedData[]): boolean;
  /** As `evaluate`, for identities whose signatures have been verified. */
  evaluateIdentities(identities: readonly Identity[]): boolean;
  /** All minimal combinations of organisations whose peers satisfy the policy, smallest first; bounded to `maxLayouts`. */
  layouts(): readonly Layout[];
}

export interface Collection {
  readonly chaincode: string;
  readonly name: string;
  readonly implicit: boolean;
  readonly definition: CollectionDefinition;
  /** Organisations that hold the plaintext. */
  readonly memberMspIds: readonly string[];
  isMember(identity: Identity): boolean;
  /** Collection-level endorsement policy; undefined: the chaincode's governs. */
  readonly endorsementPolicy: Policy | undefined;
  readonly config: peer.StaticCollectionConfig;
}

export interface ChannelPolicies {
  /** A policy of the configuration by path, e.g. `/Channel/Application/Writers`. Undefined when there is none. */
  policy(path: string): Policy | undefined;
  /** Path of the policy that guards a resource by the channel's ACLs, e.g. `qscc/GetChainInfo`, `peer/Propose`, `event/Block`. */
  aclPath(resource: string): string | undefined;
  /** A signature policy from its serialised SignaturePolicyEnvelope (key-level parameters); throws LedgerError on bad bytes. */
  signaturePolicy(serialised: Uint8Array): Policy;
}

/** Error of the ledger; `message` is the sentence Fabric would give. */
export class LedgerError extends Error {
  override readonly name: string = "LedgerError";
}

/** Why an identity was refused. */
export class MspError extends LedgerError {
  override readonly name: string = "MspError";
}

/** The certificate is its organisation's, but no identity that may act: revoked, without a role, or an authority's. */
export class InvalidIdentityError extends MspError {
  override readonly name = "InvalidIdentityError";
}
