// SPDX-License-Identifier: Apache-2.0

import { BlockUpdates } from "../state/updates.js";
import { Code, type ValidationCode } from "./codes.js";
import { checkConflicts } from "./conflicts.js";
import { EndorsementChecker, type EndorsementContext } from "./endorsement.js";
import {
  checkContent,
  checkForm,
  InvalidTransaction,
  type EndorserTransaction,
  type PendingTransaction,
} from "./transaction.js";

export interface ValidationContext extends EndorsementContext {
  /** Called for each invalid transaction with the reason, for the log. */
  readonly onInvalid?: (txId: string, code: ValidationCode, reason: string) => void;
}

/** A block's verdict: one code per transaction, and what the valid ones change. */
export interface ValidatedBlock {
  readonly codes: Uint8Array;
  /** Content of the transactions whose form allowed reading it. */
  readonly transactions: readonly (EndorserTransaction | undefined)[];
  readonly updates: BlockUpdates;
}

/** Validates a block's transactions in order, as a Fabric peer with V2_0 validation does. */
export async function validateBlock(
  number: number,
  pending: readonly PendingTransaction[],
  context: ValidationContext,
): Promise<ValidatedBlock> {
  const codes = new Uint8Array(pending.length);
  const transactions: (EndorserTransaction | undefined)[] = [];
  const endorsements = new EndorsementChecker(context);
  for (const [index, transaction] of pending.entries()) {
    const { code, content } = checkOne(transaction, context, endorsements);
    codes[index] = code;
    transactions.push(content);
  }
  markDuplicates(codes, pending, context);
  const updates = new BlockUpdates();
  for (const [index, content] of transactions.entries()) {
    if (codes[index] !== Code.VALID || content === undefined) continue;
    const code = await checkConflicts(content.rwset, updates, context.committed, context.definitions.reads);
    codes[index] = code;
    if (code === Code.VALID) updates.apply(content.rwset, { block: number, tx: index }, context.committed);
    else context.onInvalid?.(content.envelope.channelHeader.txId, code, "the state it read has changed");
  }
  return { codes, transactions, updates };
}

function checkOne(
  pending: PendingTransaction,
  context: ValidationContext,
  endorsements: EndorsementChecker,
): { code: ValidationCode; content: EndorserTransaction | undefined } {
  const { txId } = pending.parsed.channelHeader;
  let content: EndorserTransaction | undefined;
  try {
    const action = checkForm(context.msps, pending);
    if (context.committed.transaction(txId) !== undefined) {
      throw new InvalidTransaction(Code.DUPLICATE_TXID, "the id is that of a committed transaction");
    }
    content = checkContent(pending.parsed, action);
    endorsements.check(content);
    return { code: Code.VALID, content };
  } catch (error) {
    if (!(error instanceof InvalidTransaction)) throw error;
    context.onInvalid?.(txId, error.code, error.message);
    return { code: error.code, content };
  }
}

/** Of the transactions of a block that share an id, the first valid one counts. */
function markDuplicates(codes: Uint8Array, pending: readonly PendingTransaction[], context: ValidationContext): void {
  const seen = new Set<string>();
  for (const [index, { parsed }] of pending.entries()) {
    if (codes[index] !== Code.VALID) continue;
    const { txId } = parsed.channelHeader;
    if (seen.has(txId)) {
      codes[index] = Code.DUPLICATE_TXID;
      context.onInvalid?.(txId, Code.DUPLICATE_TXID, "the id appears twice in the block");
    }
    seen.add(txId);
  }
}
