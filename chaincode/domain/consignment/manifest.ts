// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { area } from "../shared/area";
import { TO_ALL_CONCERNED, TO_STATES_AND_HOLDERS } from "../shared/parts";
import { partsUnder } from "../shared/record";
import { CONSIGNMENT_TRANSACTIONS } from "./definitions";
import { CONSIGNMENT_ERRORS } from "./errors";
import { CONSIGNMENT_EVENTS } from "./events";
import { CONSIGNMENT_ROUTES } from "./routes";
import { Consignment, ConsignmentReference, ReceiptRecord, UcrClaims } from "./schemas";
import { CONSIGNMENT_TRANSITIONS } from "./transitions";

declare module "../shared/parts" {
  interface ConfidentialParts {
    readonly consignment: "goods" | "transport";
  }
}

/** What the consignment area declares. */
export const CONSIGNMENT = area({
  name: "consignment",
  title: "Consignments",
  description: "Consignments: declared, released, received",
  transactions: CONSIGNMENT_TRANSACTIONS,
  records: {
    consignment: {
      title: "Consignment",
      schema: Consignment,
      parts: partsUnder("consignment", { id: z.string() }, ({ id }) => id),
      contended: true,
    },
    receipt: { title: "Receipt", schema: ReceiptRecord },
    "consignment-reference": { title: "Reference of a consignment", schema: ConsignmentReference },
    ucr: { title: "UCR", schema: UcrClaims },
  },
  parts: {
    consignment: { goods: TO_STATES_AND_HOLDERS, transport: TO_ALL_CONCERNED },
  },
  events: CONSIGNMENT_EVENTS,
  transitions: { consignment: CONSIGNMENT_TRANSITIONS },
  errors: CONSIGNMENT_ERRORS,
  routes: CONSIGNMENT_ROUTES,
});
