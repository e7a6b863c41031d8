// SPDX-License-Identifier: Apache-2.0
import { INNER_SEPARATOR, ownerOfLicence } from "@licet/domain";
import { recordKind } from "../../fabric/records";

/** Licences, listed by authority. */
export const LICENCE_RECORDS = recordKind("licence", {
  idOf: ({ number }) => number,
  isAuthentic: (tx, { authority }, number) => tx.members.isAuthorityOf(ownerOfLicence(number), authority),
  ownerOf: ownerOfLicence,
  listedIn: (number) => number.slice(0, 2),
});

/** Reference of a line: `lineReference("GBSIEE2E350002", 1)`. */
export function lineReference(licence: string, line: number): string {
  return `${licence}${INNER_SEPARATOR}${line.toString()}`;
}

/** Balances of licence lines, one key each: reading and writing it makes the limit hold for everybody at once. */
export const LINE_RECORDS = recordKind("licence-line", {
  idOf: ({ licence, line }) => lineReference(licence, line),
  ownerOf: ownerOfLicence,
});

/** Reference of a reservation. */
export function reservationReference(licence: string, line: number, reservation: string): string {
  return [licence, line.toString(), reservation].join(INNER_SEPARATOR);
}

/** Reservations. No list holds them: the entry that opened each is found along its line's chain. */
export const RESERVATION_RECORDS = recordKind("reservation", {
  idOf: ({ licence, line, id }) => reservationReference(licence, line, id),
  ownerOf: ownerOfLicence,
});
