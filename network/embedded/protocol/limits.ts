// SPDX-License-Identifier: Apache-2.0

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
  /** How long a block that the disk refused waits until it is tried again, in milliseconds. */
  readonly writeRetryMs: number;
}
