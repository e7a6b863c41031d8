// SPDX-License-Identifier: Apache-2.0
import { sha256 } from "ethers/crypto";
import { toUtf8Bytes } from "ethers/utils";
import { LicetError } from "../../domain/errors/licet-error";
import { availableOf, type Balance } from "../../domain/licence/balance";
import { type EntryLink, type LineBalance, WriteOffEntry } from "../../domain/licence/write-off";
import { canonicalJson } from "../../domain/shared/canonical";
import { jurisdictionOf, ownerOfLicence } from "../../domain/shared/ownership";
import { ledgerKey, sequenceAttribute } from "../../ledger/keys";
import { parseStored } from "../../ledger/records";
import { transactionDay } from "../../ledger/time";
import type { Transaction } from "../../ledger/transaction";
import { balanceOf, standingOf } from "./line";

/** What an act says of its entry; figures, place in the chain and actor are added here. */
export type EntryFacts = Pick<
  WriteOffEntry,
  "type" | "usage" | "document" | "item" | "ucr" | "claimedStatus" | "reservation" | "reason" | "office"
> & { readonly quantity: bigint; readonly date?: string };

/** Key of an entry. It holds the writing transaction's id, so that nobody can take its place beforehand. */
export function entryKey(licence: string, line: number, sequence: number, txId: string): string {
  return ledgerKey("licence-entry", licence, line.toString(), sequenceAttribute(sequence), txId);
}

/**
 * Appends an entry to a line's chain and writes it under the owner's key-level endorsement.
 * @returns the line as it is afterwards; the caller writes it, once a transaction.
 */
export async function appendEntry(
  tx: Transaction,
  line: LineBalance,
  next: Balance,
  facts: EntryFacts,
): Promise<LineBalance> {
  const sequence = line.entryCount + 1;
  const entry: WriteOffEntry = { ...figuresOf(line, next), ...actorOf(tx, facts), sequence, previous: line.last };
  const value = canonicalJson(entry);
  const key = entryKey(line.licence, line.line, sequence, tx.id);
  await tx.state.put(key, value);
  await tx.state.setEndorsers(key, [ownerOfLicence(line.licence)]);
  return { ...line, ...standingOf(next), entryCount: sequence, last: { hash: hashOfEntryText(value), txId: tx.id } };
}

type Figures = Pick<WriteOffEntry, "licence" | "line" | "unit" | "availableBefore" | "change" | "after">;

function figuresOf(line: LineBalance, next: Balance): Figures {
  const before = balanceOf(line);
  const available = availableOf(before);
  return {
    licence: line.licence,
    line: line.line,
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

type ActorAndFacts = Omit<WriteOffEntry, keyof Figures | "sequence" | "previous">;

function actorOf(tx: Transaction, { quantity, date, office, ...facts }: EntryFacts): ActorAndFacts {
  const jurisdiction = tx.caller.jurisdiction ?? jurisdictionOf(tx.caller.mspId);
  const deducting = tx.caller.office ?? office;
  return {
    ...facts,
    quantity: quantity.toString(),
    date: date ?? transactionDay(tx),
    at: tx.time,
    ...(jurisdiction === undefined ? {} : { jurisdiction }),
    organisation: tx.caller.mspId,
    ...(deducting === undefined ? {} : { office: deducting }),
    officer: tx.caller.officer,
    txId: tx.id,
  };
}

/** SHA-256 of an entry's canonical JSON, by which the next entry links to it. */
function hashOfEntryText(value: string): string {
  return sha256(toUtf8Bytes(value)).slice(2);
}

/**
 * Walks a line's entries from the newest back, `count` of them, checking each against the hash that leads to it.
 * @param from where to begin: sequence and link, as the line's balance or an earlier entry holds them.
 * @throws LicetError ENTRY_CHAIN_BROKEN where an entry is missing or is not what the chain says.
 */
export async function walkEntries(
  tx: Transaction,
  licence: string,
  line: number,
  from: { readonly sequence: number; readonly link: EntryLink | undefined },
  count: number,
): Promise<{ readonly entries: WriteOffEntry[]; readonly next: { sequence: number; link: EntryLink } | undefined }> {
  const entries: WriteOffEntry[] = [];
  let { sequence, link } = from;
  while (link !== undefined && entries.length < count) {
    const entry = await readEntry(tx, licence, line, sequence, link);
    entries.push(entry);
    link = entry.previous;
    sequence -= 1;
  }
  return { entries, next: link === undefined ? undefined : { sequence, link } };
}

async function readEntry(
  tx: Transaction,
  licence: string,
  line: number,
  sequence: number,
  link: EntryLink,
): Promise<WriteOffEntry> {
  const value = await tx.state.get(entryKey(licence, line, sequence, link.txId));
  if (value === undefined || hashOfEntryText(value) !== link.hash) {
    throw new LicetError(
      "ENTRY_CHAIN_BROKEN",
      `Entry ${sequence.toString()} of line ${line.toString()} of ${licence} is not the one that the chain names.`,
      { licence, line, sequence, expected: link.hash, found: value === undefined ? null : hashOfEntryText(value) },
    );
  }
  return parseStored(WriteOffEntry, value, `Entry ${sequence.toString()} of ${licence}`);
}
