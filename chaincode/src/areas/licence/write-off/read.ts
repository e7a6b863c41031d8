// SPDX-License-Identifier: Apache-2.0
import {
  folded,
  type LICENCE_LIST_ENTRIES,
  type LICENCE_LIST_RESERVATIONS,
  type LICENCE_READ_LINE,
  type LICENCE_READ_VALUE,
  LicetError,
  ownerOfLicence,
  reservationReference,
  viewOf,
  type WriteOffEntry,
} from "@licet/domain";
import { requireMemberOf } from "../../../rules/authority";
import type { Handler } from "../../../fabric/handler";
import { chainBookmark, sequenceOf } from "../../../fabric/chain";
import { requireOwnPeer } from "../../../fabric/parts";
import { requireRecord } from "../../../fabric/records";
import { RESERVATION_RECORDS } from "../../../rules/licence/records";
import { pageOfEntries } from "../../../rules/write-off/entries";
import { readLine } from "../../../rules/licence/line";
import { openingsOn, opensReservation } from "../../../rules/write-off/openings";
import { readValueBalance } from "../../../rules/write-off/values";

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

/** `licence:ListEntries`. */
export const listEntries: Handler<typeof LICENCE_LIST_ENTRIES> = async (tx, input) => {
  const line = await readLine(tx, input.licence, input.line);
  const from = sequenceOf(input.bookmark);
  const { entries, next } = await pageOfEntries(tx, line, { from, count: input.pageSize });
  return { items: [...entries], bookmark: chainBookmark(next) };
};

/** `licence:ListReservations`. */
export const listReservations: Handler<typeof LICENCE_LIST_RESERVATIONS> = async (tx, input) => {
  const { ucr } = input;
  const { items, bookmark } = await openingsOn(
    tx,
    input.licence,
    input.line,
    input,
    (entry) => opensReservation(entry) && mayBeFor(ucr, entry),
  );
  const reservations = [];
  for (const { licence, line, reservation = "" } of items) {
    const held = await requireRecord(tx, RESERVATION_RECORDS, reservationReference(licence, line, reservation));
    if (ucr === undefined || ucrOf(held) === folded(ucr)) reservations.push(held);
  }
  return { items: reservations, bookmark };
};

/** An entry that names no UCR may have been claimed by a consignment since, and its reservation names one then. */
function mayBeFor(ucr: string | undefined, entry: WriteOffEntry): boolean {
  const named = ucrOf(entry);
  return ucr === undefined || named === undefined || named === folded(ucr);
}

/** The UCR of what was reserved, which may be named in place of a document. */
function ucrOf({ ucr, document }: Pick<WriteOffEntry, "ucr" | "document">): string | undefined {
  const named = ucr ?? (document?.type === "DUCR" ? document.reference : undefined);
  return named === undefined ? undefined : folded(named);
}
