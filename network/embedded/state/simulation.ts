// SPDX-License-Identifier: Apache-2.0

import type { peer } from "@hyperledger/fabric-protos";

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
