// SPDX-License-Identifier: Apache-2.0
import {
  Application,
  authorityMspOf,
  Licence,
  LicenceAction,
  LineBalance,
  ownerOfLicence,
  ownerOfReference,
  Reservation,
} from "@licet/domain";
import { recordKind } from "../ledger/records";

/** Separates the parts of an inner reference; none of them holds it. */
const SEPARATOR = "#";

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

/** Reference of a requested act; the reference of its proposed content is the same. */
export function actionReference(licence: string, action: string): string {
  return `${licence}${SEPARATOR}${action}`;
}

/** Whether the reference of a licence's content is that of a requested amendment. */
export function isActionReference(id: string): boolean {
  return id.includes(SEPARATOR);
}

/** Acts under four eyes, listed by licence. */
export const LICENCE_ACTION_RECORDS = recordKind({
  type: "licence-action",
  title: "Requested act",
  schema: LicenceAction,
  idOf: ({ licence, action }) => actionReference(licence, action),
  ownerOf: ownerOfLicence,
  listedIn: (id) => id.slice(0, id.indexOf(SEPARATOR)),
});
