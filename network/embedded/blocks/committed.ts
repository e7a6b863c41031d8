// SPDX-License-Identifier: Apache-2.0

import type { common } from "@hyperledger/fabric-protos";

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
