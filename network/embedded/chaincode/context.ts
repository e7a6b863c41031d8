// SPDX-License-Identifier: Apache-2.0
import type { ChannelLedger } from "../channel/api.js";
import type { Identity } from "../identity/identity.js";
import type { Simulator } from "../state/simulation.js";
import type { ChaincodeMessage } from "./messages.js";
import { OpenQueries } from "./queries.js";

/** What one proposal brings to every chaincode it calls, directly or through another chaincode. */
export interface TransactionScope {
  readonly channelId: string;
  readonly txId: string;
  /** Who signed the proposal. */
  readonly creator: Identity;
  /** Serialised protos.SignedProposal. */
  readonly signedProposal: Uint8Array;
  /** The chaincode the proposal addressed. */
  readonly invokedChaincode: string;
  readonly simulator: Simulator;
  readonly ledger: ChannelLedger;
  readonly totalQueryLimit: number;
  /** Runs another chaincode in the same transaction: its final message (COMPLETED or ERROR). */
  readonly invoke: (scope: TransactionScope, chaincode: string, input: Uint8Array) => Promise<ChaincodeMessage>;
}

/** One execution of one chaincode within a transaction. */
export class ExecutionContext {
  readonly queries = new OpenQueries();
  /** Answers of the collection access check, by collection name. */
  readonly access = new Map<string, { readonly read: boolean; readonly write: boolean }>();
  /** True while a request of the chaincode for this transaction is being answered. */
  busy = false;

  constructor(
    readonly scope: TransactionScope,
    readonly namespace: string,
    readonly isInit: boolean,
  ) {}
}
