// SPDX-License-Identifier: Apache-2.0
import {
  type LICENCE_LIST_ENTRIES,
  type LICENCE_LIST_RESERVATIONS,
  type LICENCE_READ_LINE,
  type LICENCE_READ_VALUE,
  LicetError,
  ownerOfLicence,
  viewOf,
} from "@licet/domain";
import { requireMemberOf } from "../../../rules/authority";
import type { Handler } from "../../../fabric/handler";
import { chainBookmark, sequenceOf } from "../../../fabric/chain";
import { requireOwnPeer } from "../../../fabric/parts";
import { requireRecord } from "../../../fabric/records";
import { RESERVATION_RECORDS, reservationReference } from "../../../rules/licence/records";
import { pageOfEntries } from "../../../rules/write-off/entries";
import { readLine } from "../../../rules/licence/line";
import { openingsOn } from "../../../rules/write-off/openings";
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
  const { items, bookmark } = await openingsOn(tx, input.licence, input.line, input);
  const reservations = [];
  for (const { licence, line, reservation = "" } of items) {
    reservations.push(await requireRecord(tx, RESERVATION_RECORDS, reservationReference(licence, line, reservation)));
  }
  return { items: reservations, bookmark };
};
