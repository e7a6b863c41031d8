// SPDX-License-Identifier: Apache-2.0
import type { JsonValue, MspId, PartRef } from "@licet/domain";

/** Where a transaction stands on the channel. */
export interface Place {
  readonly block: number;
  readonly transaction: number;
}

/** Whose person signed a transaction: by role and office, as others see one. */
export interface Sender {
  readonly organisation: MspId;
  readonly role?: string;
  readonly office?: string;
}

/** A transaction in a line. */
export interface TransactionLine extends Place {
  /** Left out where it has none, as a configuration of the channel. */
  readonly id?: string;
  readonly kind: "transaction" | "invalid" | "configuration" | "other";
  readonly validationCode: string;
  /** When it was made, as its client says. */
  readonly at?: string;
  readonly by: Sender;
  /** What it asked a chaincode for, such as `licence:Issue`. */
  readonly name?: string;
  /** What it told everybody. */
  readonly event?: string;
  readonly endorsers: readonly MspId[];
}

/** What lay under a key before a transaction: nothing, a value and where it had been written, or unknown, for it was not read. */
export type Before =
  | { readonly state: "none" }
  | { readonly state: "written"; readonly at: Place; readonly value?: JsonValue }
  | { readonly state: "unknown" };

/** A write on the channel. */
export interface ToldWrite {
  /** Type of the key, such as `licence`; left out of a plain key. */
  readonly type?: string;
  /** What the key is made of besides its type; the key itself where it is plain. */
  readonly attributes: readonly string[];
  /** Whose record it is by a proof that this answer's reader can see; left out where there is none, and the ledger would not read it. */
  readonly record?: { readonly id: string; readonly owner: MspId; readonly provenHere: boolean };
  /**
   * Whether a proof was looked for: lists, groups of control lists and the members' record lie under references that only whoever knows
   * them can look for.
   */
  readonly looked: boolean;
  readonly before: Before;
  /** Left out where the key was deleted. */
  readonly value?: JsonValue;
  readonly deleted: boolean;
}

/** A write in a private data collection, of which the channel knows hashes only. */
export interface ToldHash {
  readonly collection: string;
  readonly organisation?: MspId;
  readonly keyHash: string;
  readonly valueHash?: string;
  /** A confidential part, or the owner's proof of a record that was written here; left out where the channel does not say. */
  readonly part?: PartRef;
  readonly proofOf?: { readonly type: string; readonly id: string };
}

/** All of a transaction that the channel holds. */
export interface ToldTransaction extends TransactionLine {
  /** Transactions of its block. */
  readonly of: number;
  readonly chaincode?: string;
  /** What it was called with. */
  readonly arguments: readonly string[];
  readonly payload?: JsonValue;
  readonly writes: readonly ToldWrite[];
  readonly hashes: readonly ToldHash[];
}

/** A block. */
export interface ToldBlock {
  readonly number: number;
  /** When its newest transaction was made, as its client says. */
  readonly at?: string;
  readonly previousHash: string;
  readonly dataHash: string;
  /** Whether its transactions are those whose hash its header carries. */
  readonly isWhole: boolean;
  readonly transactions: readonly TransactionLine[];
}

/** Blocks, newest first. */
export interface BlockPage {
  /** How many blocks the channel has. */
  readonly height: number;
  readonly items: readonly ToldBlock[];
}

/** One state of a record, and the transaction that brought it. */
export interface HistoryStep extends TransactionLine {
  readonly value?: JsonValue;
}

/** States of a record, newest first. */
export interface HistoryPage {
  readonly owner: MspId;
  readonly items: readonly HistoryStep[];
  /** Where it goes on; left out at its beginning. */
  readonly next?: Place;
  /** Whether what came before cannot be told, for a transaction wrote the record without having read it. */
  readonly broken: boolean;
}
