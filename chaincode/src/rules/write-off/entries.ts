// SPDX-License-Identifier: Apache-2.0
import {
  availableOf,
  type Balance,
  balanceOf,
  type EntryLinks,
  type LineBalance,
  type StoredEntry,
  type WriteOffEntry,
} from "@licet/domain";
import { officeOf } from "../offices";
import { requireState } from "../authority";
import { appendEntry, chainKind, entryAt, type LinkedEntry, pageOfChain, requireLinked } from "../../fabric/chain";
import { transactionDay } from "../time";
import type { Transaction } from "../../fabric/transaction";
import { standingOf } from "../licence/line";

/** The write-off entries of a line. */
const ENTRIES = chainKind("licence-entry", { broken: "ENTRY_CHAIN_BROKEN" });

type Body = Omit<StoredEntry, keyof EntryLinks>;

/** What an act says of its entry; figures, place in the chain and actor are added here. */
export type EntryFacts = Omit<
  Body,
  | "unit"
  | "quantity"
  | "availableBefore"
  | "change"
  | "after"
  | "date"
  | "at"
  | "jurisdiction"
  | "organisation"
  | "officer"
> & { readonly quantity: bigint; readonly date?: string };

/**
 * Appends an entry to a line's chain.
 * @returns the line as it is afterwards; the caller writes it.
 * @throws {LicetError} OFFICE_OF_ANOTHER_STATE; NOT_YOUR_RECORD where the caller belongs to no state's authority.
 */
export async function appendToLine(
  tx: Transaction,
  line: LineBalance,
  next: Balance,
  facts: EntryFacts,
): Promise<LineBalance> {
  const body: Body = { ...actorOf(tx, facts), ...figuresOf(line, next) };
  const { trail } = await appendEntry(tx, ENTRIES, chainOf(line), line.trail, body);
  return { ...line, ...standingOf(next), trail };
}

type Figures = Pick<Body, "unit" | "availableBefore" | "change" | "after">;

function figuresOf(line: LineBalance, next: Balance): Figures {
  const before = balanceOf(line);
  const available = availableOf(before);
  return {
    unit: line.unit,
    ...(available === undefined ? {} : { availableBefore: available.toString() }),
    change: {
      authorised: ((next.authorised ?? 0n) - (before.authorised ?? 0n)).toString(),
      reserved: (next.reserved - before.reserved).toString(),
      consumed: (next.consumed - before.consumed).toString(),
    },
    after: standingOf(next),
  };
}

function actorOf(tx: Transaction, { quantity, date, office, ...facts }: EntryFacts): Omit<Body, keyof Figures> {
  return {
    ...facts,
    ...officeOf(tx, office),
    quantity: quantity.toString(),
    date: date ?? transactionDay(tx),
    at: tx.time,
    jurisdiction: requireState(tx),
    organisation: tx.caller.mspId,
    officer: tx.caller.officer,
  };
}

/** One page of a line's entries, newest first. */
export interface EntryPage {
  readonly entries: readonly WriteOffEntry[];
  /** Sequence that the next page begins with, or undefined at the chain's start. */
  readonly next: number | undefined;
}

/**
 * One page of a line's entries.
 * @param from sequence to begin with; the newest where it is undefined.
 * @throws {LicetError} INVALID_INPUT, ENTRY_CHAIN_BROKEN.
 */
export async function pageOfEntries(
  tx: Transaction,
  line: LineBalance,
  request: { readonly from: number | undefined; readonly count: number },
): Promise<EntryPage> {
  const { entries, next } = await pageOfChain(tx, ENTRIES, chainOf(line), line.trail, request);
  return { entries: entries.map((linked) => entryOf(line, linked)), next };
}

/**
 * Walks a line's entries, newest first, each read when it is asked for.
 * @param from sequence to begin with; the newest where it is undefined. Nothing comes where the line has no such entry.
 * @throws {LicetError} ENTRY_CHAIN_BROKEN.
 */
export async function* entriesOf(
  tx: Transaction,
  line: LineBalance,
  from: number | undefined = line.trail[0]?.sequence,
): AsyncGenerator<WriteOffEntry, void, void> {
  let linked = from === undefined ? undefined : await entryAt(tx, ENTRIES, chainOf(line), line.trail, from);
  while (linked !== undefined) {
    yield entryOf(line, linked);
    const link = linked.entry.previous;
    linked = link && { link, entry: await requireLinked(tx, ENTRIES, chainOf(line), link) };
  }
}

function entryOf({ licence, line }: LineBalance, { link, entry }: LinkedEntry<StoredEntry>): WriteOffEntry {
  const { previous: _previous, jump: _jump, ...body } = entry;
  return { ...body, licence, line, sequence: link.sequence, txId: link.txId };
}

function chainOf({ licence, line }: LineBalance): readonly string[] {
  return [licence, line.toString()];
}
