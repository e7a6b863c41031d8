// SPDX-License-Identifier: Apache-2.0
import type { MspId } from "@licet/domain";

/** Someone who acts on the ledger: a user of the consortium with the certificate that Fabric knows them by. */
export interface LedgerIdentity {
  /** `name@mspId`, unique in the consortium. */
  readonly label: string;
  readonly name: string;
  /** Common name of the certificate, by which the ledger knows the person; often the name, and not always. */
  readonly enrolmentId: string;
  readonly mspId: MspId;
  readonly certificate: string;
  /** PKCS#8 or SEC 1 key in PEM; undefined where it lies in a hardware security module. */
  readonly privateKey: string | undefined;
  /** CKA_ID of such a key in hex, where it does not follow from the certificate. */
  readonly keyId?: string | undefined;
  /** Attributes of the certificate, such as `licet.role`. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A query: one transaction function, run at one peer and not recorded. */
export interface EvaluateRequest {
  readonly identity: LedgerIdentity;
  /** Transaction on the wire, `contract:Transaction`. */
  readonly transaction: string;
  readonly arguments: readonly string[];
  /** Another chaincode than the product's own, such as `qscc`. */
  readonly chaincode?: string;
}

/** A command: endorsed by the organisations that are named, ordered and recorded. */
export interface SubmitRequest {
  readonly identity: LedgerIdentity;
  readonly transaction: string;
  readonly arguments: readonly string[];
  readonly transient?: Readonly<Record<string, Uint8Array>>;
  /** Organisations whose endorsement the transaction needs; never left to the peer's planning. */
  readonly endorsers: readonly MspId[];
  /** Called with the transaction's id after endorsement and before anything is sent to the ordering service. */
  readonly beforeOrdering?: (transactionId: string) => Promise<void>;
}

/** A transaction that is recorded and VALID. */
export interface Receipt {
  readonly result: Uint8Array;
  readonly transactionId: string;
  readonly blockNumber: bigint;
  /** Organisations whose peers endorsed it. */
  readonly endorsers: readonly MspId[];
}

/** What the ledger holds about a transaction id. */
export interface TransactionOutcome extends Receipt {
  /** Fabric's validation code by name, such as `VALID` or `MVCC_READ_CONFLICT`. */
  readonly validationCode: string;
}

/** A block as Fabric lays it out: `common.Block` in protobuf. */
export interface LedgerBlock {
  readonly number: bigint;
  readonly bytes: Uint8Array;
}

/** How many blocks a peer says it has. */
export interface PeerHeight {
  readonly mspId: MspId;
  readonly height: bigint;
}

/** Where the caller's own peer stands, and what it hears of others. */
export interface LedgerPosition {
  /** How many blocks it has. */
  readonly height: bigint;
  /** When the newest transaction of its newest block was made, as its client says; undefined where none says. */
  readonly newestAt: Date | undefined;
  /** The peers of other organisations that it hears of, which do not have to be all. */
  readonly others: readonly PeerHeight[];
}

/**
 * The ledger, whichever client speaks to it.
 * Every method throws LedgerError and nothing else.
 */
export interface Ledger {
  /** The client library behind the port. */
  readonly client: "fabric-gateway" | "fabric-network";
  evaluate(request: EvaluateRequest): Promise<Uint8Array>;
  /** Resolves once the transaction is VALID in a block; rejects with the phase that failed otherwise. One attempt. */
  submit(request: SubmitRequest): Promise<Receipt>;
  /** What is recorded under a transaction id, valid or not; undefined where no block holds it. */
  outcome(identity: LedgerIdentity, transactionId: string): Promise<TransactionOutcome | undefined>;
  /** The channel's height: how many blocks it has. */
  height(identity: LedgerIdentity): Promise<bigint>;
  /** Where the caller's own organisation's peer stands. */
  position(identity: LedgerIdentity): Promise<LedgerPosition>;
  /** A block's bytes by its number, which is below the channel's height; the peer refuses it to whom the channel's policy keeps out. */
  block(identity: LedgerIdentity, number: bigint): Promise<Uint8Array>;
  /** Blocks from a number onwards, as they are committed, until the signal aborts. */
  blocks(identity: LedgerIdentity, from: bigint, signal: AbortSignal): AsyncIterable<LedgerBlock>;
  close(): Promise<void>;
}
