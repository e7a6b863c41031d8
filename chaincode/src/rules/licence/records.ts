// SPDX-License-Identifier: Apache-2.0
import { authorityMspOf, Licence, LineBalance, ownerOfLicence, Reservation } from "@licet/domain";
import { recordKind } from "../../fabric/records";

/** Separates the parts of an inner reference; none of them holds it. */
const SEPARATOR = "#";

/** Licences, listed by authority. */
export const LICENCE_RECORDS = recordKind({
  type: "licence",
  title: "Licence",
  schema: Licence.refine(({ number, authority }) => ownerOfLicence(number) === authorityMspOf(authority), {
    error: "a licence is its own authority's",
  }),
  idOf: ({ number }) => number,
  isAuthentic: (tx, { authority }, number) => tx.members.isAuthorityOf(ownerOfLicence(number), authority),
  ownerOf: ownerOfLicence,
  listedIn: (number) => number.slice(0, 2),
});

/** Reference of a line: `lineReference("GBSIEE2E350002", 1)`. */
export function lineReference(licence: string, line: number): string {
  return `${licence}${SEPARATOR}${line.toString()}`;
}

/** Balances of licence lines, one key each: reading and writing it makes the limit hold for everybody at once. */
export const LINE_RECORDS = recordKind({
  type: "licence-line",
  title: "Licence line",
  schema: LineBalance,
  idOf: ({ licence, line }) => lineReference(licence, line),
  ownerOf: ownerOfLicence,
});

/** Reference of a reservation. */
export function reservationReference(licence: string, line: number, reservation: string): string {
  return [licence, line.toString(), reservation].join(SEPARATOR);
}

/** Reservations. No list holds them: the entry that opened each is found along its line's chain. */
export const RESERVATION_RECORDS = recordKind({
  type: "reservation",
  title: "Reservation",
  schema: Reservation,
  idOf: ({ licence, line, id }) => reservationReference(licence, line, id),
  ownerOf: ownerOfLicence,
});
