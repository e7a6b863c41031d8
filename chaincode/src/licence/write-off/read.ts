// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "../../domain/errors/licet-error";
import type { EntryLink } from "../../domain/licence/write-off";
import type {
  LICENCE_LIST_ENTRIES,
  LICENCE_LIST_RESERVATIONS,
  LICENCE_READ_LINE,
  LICENCE_READ_VALUE,
} from "../../domain/licence/write-off-definitions";
import { ownerOfLicence } from "../../domain/shared/ownership";
import { requireMemberOf } from "../../ledger/authority";
import type { Handler } from "../../ledger/handler";
import { pageOfRecords } from "../../ledger/pages";
import { requireOwnPeer } from "../../ledger/parts";
import { RESERVATION_RECORDS, reservationReference } from "../records";
import { walkEntries } from "./entries";
import { readLine, viewOf } from "./line";
import { readValueBalance } from "./values";

/** `licence:ReadLine`. */
export const readLineView: Handler<typeof LICENCE_READ_LINE> = async (tx, { licence, line }) =>
  viewOf(await readLine(tx, licence, line));

/** `licence:ReadValue`. */
export const readValue: Handler<typeof LICENCE_READ_VALUE> = async (tx, { licence, line }) => {
  requireOwnPeer(tx);
  requireMemberOf(tx, ownerOfLicence(licence), licence);
  const value = await readValueBalance(tx, licence, line);
  if (value === undefined) {
    throw new LicetError("NOT_FOUND", `Line ${line.toString()} of ${licence} has no value balance.`, { licence, line });
  }
  const { currency, authorised, reserved, consumed } = value;
  const available = (BigInt(authorised) - BigInt(reserved) - BigInt(consumed)).toString();
  return { currency, authorised, reserved, consumed, available };
};

/** `licence:ListEntries`. Walks the chain from the sealed balance: no entry that somebody else wrote can come between. */
export const listEntries: Handler<typeof LICENCE_LIST_ENTRIES> = async (tx, input) => {
  const { licence, line, pageSize, bookmark } = input;
  const from = bookmark === "" ? await newest() : fromBookmark(bookmark);
  const { entries, next } = await walkEntries(tx, licence, line, from, pageSize);
  return { items: entries, bookmark: next === undefined ? "" : toBookmark(next) };

  async function newest(): Promise<{ sequence: number; link: EntryLink | undefined }> {
    const balance = await readLine(tx, licence, line);
    return { sequence: balance.entryCount, link: balance.last };
  }
};

/** `licence:ListReservations`. */
export const listReservations: Handler<typeof LICENCE_LIST_RESERVATIONS> = (tx, input) => {
  const prefix = input.line === undefined ? [input.licence] : [input.licence, input.line.toString()];
  return pageOfRecords(tx, RESERVATION_RECORDS, prefix, input, ({ licence, line, id }) =>
    reservationReference(licence, line, id),
  );
};

const BOOKMARK_PATTERN = /^([0-9]{1,9})\.([0-9a-f]{64})\.([0-9a-f]{64})$/;

function toBookmark({ sequence, link }: { readonly sequence: number; readonly link: EntryLink }): string {
  return [sequence.toString(), link.txId, link.hash].join(".");
}

function fromBookmark(bookmark: string): { sequence: number; link: EntryLink } {
  const match = BOOKMARK_PATTERN.exec(bookmark);
  if (!match) throw new LicetError("INVALID_INPUT", "The bookmark is not one that this list gave.", { bookmark });
  const [, sequence, txId, hash] = match as unknown as [string, string, string, string];
  return { sequence: Number(sequence), link: { txId, hash } };
}
