// SPDX-License-Identifier: Apache-2.0
import {
  actionReference,
  Application,
  authorityMspOf,
  INNER_SEPARATOR,
  Licence,
  LicenceAction,
  LineBalance,
  ownerOfLicence,
  ownerOfReference,
  Reservation,
} from "@licet/domain";
import { recordKind } from "../ledger/records";

export { actionReference };

/** Applications, listed by authority. */
export const APPLICATION_RECORDS = recordKind({
  type: "application",
  title: "Application",
  schema: Application,
  idOf: ({ id }) => id,
  ownerOf: ownerOfReference,
  listedIn: (id) => id.slice(0, id.indexOf("-")),
});

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
  return `${licence}${INNER_SEPARATOR}${line.toString()}`;
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
  return [licence, line.toString(), reservation].join(INNER_SEPARATOR);
}

/** Reservations. No list holds them: the entry that opened each is found along its line's chain. */
export const RESERVATION_RECORDS = recordKind({
  type: "reservation",
  title: "Reservation",
  schema: Reservation,
  idOf: ({ licence, line, id }) => reservationReference(licence, line, id),
  ownerOf: ownerOfLicence,
});

/** Whether the reference of a licence's content is that of a requested amendment. */
export function isActionReference(id: string): boolean {
  return id.includes(INNER_SEPARATOR);
}

/** Acts under four eyes, listed by licence. */
export const LICENCE_ACTION_RECORDS = recordKind({
  type: "licence-action",
  title: "Requested act",
  schema: LicenceAction,
  idOf: ({ licence, action }) => actionReference(licence, action),
  ownerOf: ownerOfLicence,
  listedIn: (id) => id.slice(0, id.indexOf(INNER_SEPARATOR)),
});
