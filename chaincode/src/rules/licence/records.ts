// SPDX-License-Identifier: Apache-2.0
import { licenceProblem, ownerOfLicence } from "@licet/domain";
import { recordKind } from "../../fabric/records";

/** Licences, listed by authority. */
export const LICENCE_RECORDS = recordKind("licence", {
  isAuthentic: ({ members }, licence, id) =>
    licenceProblem(licence, { id, owner: ownerOfLicence(id) }, { members }) === undefined,
  listedIn: (number) => number.slice(0, 2),
});

/** Balances of licence lines, one key each: reading and writing it makes the limit hold for everybody at once. */
export const LINE_RECORDS = recordKind("licence-line");

/** Reservations. No list holds them: the entry that opened each is found along its line's chain. */
export const RESERVATION_RECORDS = recordKind("reservation");
