// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { area } from "../shared/area";
import { ownerOfReference } from "../shared/ownership";
import { TO_ALL_CONCERNED, TO_STATES_AND_HOLDERS } from "../shared/parts";
import { countryOf } from "../shared/places";
import { partsUnder } from "../shared/record";
import { concernedByConsignment, consignmentProblem } from "./authentic";
import { CONSIGNMENT_TRANSACTIONS } from "./definitions";
import { CONSIGNMENT_ERRORS } from "./errors";
import { CONSIGNMENT_EVENTS } from "./events";
import { ownerOfReceipt, ownerOfUcr, receiptReference, referenceReference, ucrReference } from "./references";
import { CONSIGNMENT_ROUTES } from "./routes";
import { Consignment, ConsignmentReference, ReceiptRecord, UcrClaims } from "./schemas";
import { CONSIGNMENT_TRANSITIONS } from "./transitions";

/** Longest consignment or receipt, and longest record of claims: longer than any that honest chaincode writes. */
const CONSIGNMENT_CHARACTERS_MAX = 65_536;
const UCR_CHARACTERS_MAX = 98_304;

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
      reference: ({ id }: Consignment) => id,
      owner: ownerOfReference,
      parts: partsUnder("consignment", { id: z.string() }, ({ id }) => id),
      problem: consignmentProblem,
      concerns: concernedByConsignment,
      charactersMax: CONSIGNMENT_CHARACTERS_MAX,
      contended: true,
    },
    receipt: {
      title: "Receipt",
      schema: ReceiptRecord,
      reference: ({ consignment, receipt }: ReceiptRecord) => receiptReference(consignment, countryOf(receipt.place)),
      owner: ownerOfReceipt,
      charactersMax: CONSIGNMENT_CHARACTERS_MAX,
    },
    "consignment-reference": {
      title: "Reference of a consignment",
      schema: ConsignmentReference,
      reference: ({ consignment, kind, value }: ConsignmentReference) => referenceReference(consignment, kind, value),
      owner: ownerOfReference,
    },
    ucr: {
      title: "UCR",
      schema: UcrClaims,
      reference: ({ register, ucr }: UcrClaims) => ucrReference(register, ucr),
      owner: ownerOfUcr,
      charactersMax: UCR_CHARACTERS_MAX,
    },
  },
  parts: {
    consignment: { goods: TO_STATES_AND_HOLDERS, transport: TO_ALL_CONCERNED },
  },
  events: CONSIGNMENT_EVENTS,
  transitions: { consignment: CONSIGNMENT_TRANSITIONS },
  errors: CONSIGNMENT_ERRORS,
  routes: CONSIGNMENT_ROUTES,
});
