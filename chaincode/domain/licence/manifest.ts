// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { area } from "../shared/area";
import { ownerOfLicence, ownerOfReference } from "../shared/ownership";
import { TO_STATES_AND_HOLDERS } from "../shared/parts";
import { partsUnder } from "../shared/record";
import { licenceProblem } from "./authentic";
import { LICENCE_LIFECYCLE_TRANSACTIONS } from "./definitions";
import { LICENCE_ERRORS } from "./errors";
import { LICENCE_EVENTS } from "./events";
import { actionReference, lineReference, reservationReference } from "./references";
import { LICENCE_ROUTES } from "./routes";
import { Application, Licence, LicenceAction } from "./schemas";
import { LICENCE_TRANSITIONS, APPLICATION_TRANSITIONS } from "./transitions";
import { LineBalance, Reservation, StoredEntry } from "./write-off";
import { LICENCE_WRITE_OFF_TRANSACTIONS } from "./write-off-definitions";
import { WRITE_OFF_ROUTES } from "./write-off-routes";

declare module "../shared/parts" {
  interface ConfidentialParts {
    readonly application: "content";
    readonly licence: "content";
  }
}

/** What the licence area declares. */
export const LICENCE = area({
  name: "licence",
  title: "Licences",
  description: "Applications, licences, acts under four eyes and the write-off of their lines",
  transactions: { ...LICENCE_LIFECYCLE_TRANSACTIONS, ...LICENCE_WRITE_OFF_TRANSACTIONS },
  records: {
    application: {
      title: "Application",
      schema: Application,
      reference: ({ id }: Application) => id,
      owner: ownerOfReference,
      parts: partsUnder("application", { id: z.string() }, ({ id }) => id),
      contended: true,
    },
    licence: {
      title: "Licence",
      schema: Licence,
      reference: ({ number }: Licence) => number,
      owner: ownerOfLicence,
      problem: licenceProblem,
      parts: partsUnder("licence", { number: z.string() }, ({ number }) => number),
      contended: true,
    },
    "licence-line": {
      title: "Licence line",
      schema: LineBalance,
      reference: ({ licence, line }: LineBalance) => lineReference(licence, line),
      owner: ownerOfLicence,
    },
    "licence-entry": { title: "Write-off entry", schema: StoredEntry, entriesOf: "licence-line" },
    "licence-action": {
      title: "Requested act",
      schema: LicenceAction,
      reference: ({ licence, action }: LicenceAction) => actionReference(licence, action),
      owner: ownerOfLicence,
      parts: partsUnder("licence", { licence: z.string(), action: z.string() }, ({ licence, action }) =>
        actionReference(licence, action),
      ),
    },
    reservation: {
      title: "Reservation",
      schema: Reservation,
      reference: ({ licence, line, id }: Reservation) => reservationReference(licence, line, id),
      owner: ownerOfLicence,
    },
  },
  parts: {
    application: { content: TO_STATES_AND_HOLDERS },
    licence: { content: TO_STATES_AND_HOLDERS },
  },
  events: LICENCE_EVENTS,
  transitions: { licence: LICENCE_TRANSITIONS, application: APPLICATION_TRANSITIONS },
  errors: LICENCE_ERRORS,
  routes: [...LICENCE_ROUTES, ...WRITE_OFF_ROUTES],
});
