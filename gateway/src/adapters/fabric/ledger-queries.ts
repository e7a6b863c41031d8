// SPDX-License-Identifier: Apache-2.0
import { common, peer } from "@hyperledger/fabric-protos";
import { readEnvelope, validationCodeName } from "../../protocol/envelope.js";
import { LedgerError } from "../../ports/ledger-error.js";
import { newestTransactionAt } from "../../protocol/block-time.js";
import type { Ledger, LedgerIdentity, LedgerPosition, PeerHeight, TransactionOutcome } from "../../ports/ledger.js";

/** Fabric's system chaincode for questions about blocks and transactions. */
const QUERY_CHAINCODE = "qscc";

/** How qscc words that it does not know a transaction. */
const NOT_FOUND_PATTERN = /no such transaction|not found/i;

/** What the questions are asked through. */
type Evaluator = Pick<Ledger, "evaluate">;

/** A channel's height: how many blocks it has. */
export async function channelHeight(ledger: Evaluator, identity: LedgerIdentity, channel: string): Promise<bigint> {
  const bytes = await ask(ledger, identity, "GetChainInfo", [channel]);
  return BigInt(common.BlockchainInfo.deserializeBinary(bytes).getHeight());
}

/** A block's bytes by its number. */
export function blockByNumber(
  ledger: Evaluator,
  identity: LedgerIdentity,
  channel: string,
  number: bigint,
): Promise<Uint8Array> {
  return ask(ledger, identity, "GetBlockByNumber", [channel, number.toString()]);
}

/** Where a caller's peer stands, beside the peers of others that it hears of. */
export async function ledgerPosition(
  ledger: Evaluator,
  identity: LedgerIdentity,
  channel: string,
  heard: Promise<readonly PeerHeight[]>,
): Promise<LedgerPosition> {
  const [height, peers] = await Promise.all([channelHeight(ledger, identity, channel), heard]);
  const newest = await blockByNumber(ledger, identity, channel, height - 1n);
  const others = peers.filter(({ mspId }) => mspId !== identity.mspId);
  return { height, newestAt: newestTransactionAt(newest), others };
}

/** What is recorded under a transaction id, valid or not; undefined where no block holds it. */
export async function transactionOutcome(
  ledger: Evaluator,
  identity: LedgerIdentity,
  channel: string,
  transactionId: string,
): Promise<TransactionOutcome | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await ask(ledger, identity, "GetTransactionByID", [channel, transactionId]);
  } catch (error) {
    if (error instanceof LedgerError && saysNotFound(error)) return undefined;
    throw error;
  }
  const processed = peer.ProcessedTransaction.deserializeBinary(bytes);
  const envelope = processed.getTransactionenvelope();
  const endorsed = envelope ? readEnvelope(envelope) : { result: new Uint8Array(), endorsers: [] };
  const block = await ask(ledger, identity, "GetBlockByTxID", [channel, transactionId]);
  const number = common.Block.deserializeBinary(block).getHeader()?.getNumber() ?? 0;
  return {
    ...endorsed,
    transactionId,
    blockNumber: BigInt(number),
    validationCode: validationCodeName(processed.getValidationcode()),
  };
}

function saysNotFound(error: LedgerError): boolean {
  return [error.message, ...error.peers.map((one) => one.message)].some((text) => NOT_FOUND_PATTERN.test(text));
}

function ask(ledger: Evaluator, identity: LedgerIdentity, name: string, args: readonly string[]): Promise<Uint8Array> {
  return ledger.evaluate({ identity, chaincode: QUERY_CHAINCODE, transaction: name, arguments: args });
}
