// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { command, query } from "../shared/definition";
import { ownerOfLicence, ownerOfReference } from "../shared/ownership";
import type { PartRef } from "../shared/parts";
import { CustomsOffice, LocalInstant, type MspId, pageOf, PageRequest, Ucr, UnLocode } from "../shared/primitives";
import { Quantity } from "../shared/quantity";
import { ConsignmentId, LicenceNumber, PartyId } from "../shared/references";
import {
  Allocations,
  Consignment,
  CONSIGNMENT_ITEMS_MAX,
  ConsignmentGoods,
  ConsignmentTransport,
  Declaration,
  DifferenceReason,
  InvalidationReason,
  ROUTE_PLACES_MAX,
} from "./schemas";

/** Name of the evidence that holds a licence's content. */
export function licenceEvidence(licence: string): string {
  return `licence ${licence}`;
}

function licencesOf(allocations: readonly { readonly licence: string }[]): readonly string[] {
  return [...new Set(allocations.map(({ licence }) => licence))];
}

function contentsOf(licences: readonly string[]): Record<string, PartRef> {
  return Object.fromEntries(
    licences.map((id): [string, PartRef] => [licenceEvidence(id), { kind: "licence", id, part: "content" }]),
  );
}

function concerned(consignment: string, licences: readonly string[]): readonly MspId[] {
  return [...new Set([ownerOfReference(consignment), ...licences.map(ownerOfLicence)])];
}

const licencesOfRecord = z
  .array(LicenceNumber)
  .min(1)
  .max(CONSIGNMENT_ITEMS_MAX)
  .describe("every licence that the consignment draws on: their authorities endorse");

const WRITE_OFF_ERRORS = [
  "LICENCE_NOT_USABLE",
  "LICENCE_SUSPENDED",
  "CERTIFICATE_REQUIRED",
  "CERTIFICATE_NOT_IN_FORCE",
  "LINE_NOT_ON_LICENCE",
  "LICENCE_QUANTITY_EXCEEDED",
  "LICENCE_VALUE_EXCEEDED",
  "LINE_VALUE_NEEDED",
  "LINE_VALUE_OWNER_ONLY",
  "UNIT_NOT_CONVERTIBLE",
  "QUANTITY_ZERO",
] as const;

const RESERVE_ERRORS = [
  "LICENCE_CONTENT_MISSING",
  "CONSIGNMENT_MISMATCH",
  "RESERVATION_EXISTS",
  "COMMITMENT_MISMATCH",
  ...WRITE_OFF_ERRORS,
] as const;

/** A declared consignment: goods and parties are checked against the licences, each line is reserved. */
export const CONSIGNMENT_REGISTER = command({
  name: "consignment:Register",
  summary: "Register a declared consignment and reserve its quantities",
  input: z.strictObject({
    consignment: ConsignmentId,
    ucr: Ucr,
    declaration: Declaration,
    route: z.array(UnLocode).min(2).max(ROUTE_PLACES_MAX).describe("places in order, from departure to destination"),
    custodian: PartyId.describe("who has the goods now: a party of the registering state's register"),
    owningParty: PartyId.optional(),
    eventTime: LocalInstant.describe("since when the custodian has had them"),
    sealState: z.enum(["intact", "unknown"]).default("unknown"),
    allocations: Allocations,
  }),
  output: Consignment,
  roles: ["customs-officer", "exporter"],
  errors: [
    "ALREADY_EXISTS",
    "NOT_YOUR_RECORD",
    "UCR_IN_USE",
    "PARTY_NOT_IN_FORCE",
    "EVENT_TIME_IN_FUTURE",
    ...RESERVE_ERRORS,
  ],
  event: "ConsignmentRegistered",
  parts: { goods: ConsignmentGoods, transport: ConsignmentTransport },
  evidence: (input) => contentsOf(licencesOf(input.allocations)),
  // Every endorser sees the goods and the licences' content, so a carriers' organisation is never one of them.
  endorsedBy: (input) => concerned(input.consignment, licencesOf(input.allocations)),
});

/** The declaration is amended before release: other quantities or another claimed status. */
export const CONSIGNMENT_AMEND_DECLARATION = command({
  name: "consignment:AmendDeclaration",
  summary: "Amend a consignment's declaration and its reservations",
  input: z.strictObject({
    consignment: ConsignmentId,
    declaration: Declaration,
    allocations: Allocations.describe(
      "every allocation as it stands after the amendment; items and lines may not change",
    ),
    reasonCode: z
      .string()
      .regex(/^[0-9A-Z]{1,5}$/, "an amendment's reason is its code, such as 25")
      .describe("change reason code of the amendment, such as 25"),
  }),
  output: Consignment,
  roles: ["customs-officer", "exporter"],
  errors: ["NOT_FOUND", "NOT_YOUR_RECORD", "TRANSITION_NOT_ALLOWED", "CONSIGNMENT_MISMATCH", ...WRITE_OFF_ERRORS],
  event: "DeclarationAmended",
  endorsedBy: (input) => concerned(input.consignment, licencesOf(input.allocations)),
});

/** Customs releases the goods for export, which consumes every reservation. */
export const CONSIGNMENT_RELEASE_FOR_EXPORT = command({
  name: "consignment:ReleaseForExport",
  summary: "Release a consignment for export and write its quantities off",
  input: z.strictObject({ consignment: ConsignmentId, licences: licencesOfRecord, office: CustomsOffice }),
  output: Consignment,
  roles: ["customs-officer"],
  errors: [
    "NOT_FOUND",
    "NOT_YOUR_RECORD",
    "TRANSITION_NOT_ALLOWED",
    "CONSIGNMENT_MISMATCH",
    "CONSIGNMENT_ON_HOLD",
    ...WRITE_OFF_ERRORS,
  ],
  event: "ConsignmentReleased",
  endorsedBy: (input) => concerned(input.consignment, input.licences),
});

/** The declaration is invalidated; its reservations are given back. */
export const CONSIGNMENT_INVALIDATE = command({
  name: "consignment:Invalidate",
  summary: "Invalidate a consignment's declaration and give its reservations back",
  input: z.strictObject({
    consignment: ConsignmentId,
    licences: licencesOfRecord,
    reason: InvalidationReason,
  }),
  output: Consignment,
  roles: ["customs-officer"],
  errors: ["NOT_FOUND", "NOT_YOUR_RECORD", "TRANSITION_NOT_ALLOWED", "CONSIGNMENT_MISMATCH"],
  event: "ConsignmentInvalidated",
  endorsedBy: (input) => concerned(input.consignment, input.licences),
});

/** Customs at the destination counts what arrived; the difference to what was sent is computed. */
export const CONSIGNMENT_RECEIVE = command({
  name: "consignment:Receive",
  summary: "Record the receipt at destination with counted quantities",
  input: z.strictObject({
    consignment: ConsignmentId,
    place: UnLocode,
    office: CustomsOffice.optional(),
    eventTime: LocalInstant,
    counts: z
      .array(z.strictObject({ item: z.int().min(1).max(9_999), quantity: Quantity }))
      .min(1)
      .max(CONSIGNMENT_ITEMS_MAX),
  }),
  output: Consignment,
  roles: ["customs-officer"],
  errors: [
    "NOT_FOUND",
    "NOT_YOUR_RECORD",
    "TRANSITION_NOT_ALLOWED",
    "RECEIPT_NOT_COMPLETE",
    "CONSIGNMENT_MISMATCH",
    "CONSIGNMENT_ON_HOLD",
    "EVENT_TIME_IN_FUTURE",
  ],
  event: "ConsignmentReceived",
  endorsedBy: (input) => [ownerOfReference(input.consignment)],
});

/** An open shipper/receiver difference is explained and closed. */
export const CONSIGNMENT_RESOLVE_DIFFERENCE = command({
  name: "consignment:ResolveDifference",
  summary: "Resolve an open shipper/receiver difference",
  input: z.strictObject({ consignment: ConsignmentId, reason: DifferenceReason }),
  output: Consignment,
  roles: ["customs-officer", "licensing-officer", "senior-licensing-officer"],
  errors: ["NOT_FOUND", "NOT_YOUR_RECORD", "TRANSITION_NOT_ALLOWED", "DIFFERENCE_NOT_OPEN"],
  event: "DifferenceResolved",
  endorsedBy: (input) => [ownerOfReference(input.consignment)],
});

/** The consignment as everybody on the channel may see it. */
export const CONSIGNMENT_READ = query({
  name: "consignment:Read",
  summary: "Read a consignment's public record",
  input: z.strictObject({ consignment: ConsignmentId }),
  output: Consignment,
  roles: "any",
  errors: ["NOT_FOUND", "NOT_SEALED_BY_OWNER"],
});

/** The consignment that has a unique consignment reference. */
export const CONSIGNMENT_FIND_BY_UCR = query({
  name: "consignment:FindByUcr",
  summary: "Find the consignment that has a UCR",
  input: z.strictObject({ ucr: Ucr }),
  output: Consignment,
  roles: "any",
  errors: ["NOT_FOUND"],
});

/** Consignments that draw on a licence. */
export const CONSIGNMENT_LIST_BY_LICENCE = query({
  name: "consignment:ListByLicence",
  summary: "List the consignments that draw on a licence",
  input: z.strictObject({ licence: LicenceNumber, ...PageRequest }),
  output: pageOf(Consignment),
  roles: "any",
  errors: [],
});

/** Every transaction of the consignment area, by name. */
export const CONSIGNMENT_TRANSACTIONS = {
  "consignment:Register": CONSIGNMENT_REGISTER,
  "consignment:AmendDeclaration": CONSIGNMENT_AMEND_DECLARATION,
  "consignment:ReleaseForExport": CONSIGNMENT_RELEASE_FOR_EXPORT,
  "consignment:Invalidate": CONSIGNMENT_INVALIDATE,
  "consignment:Receive": CONSIGNMENT_RECEIVE,
  "consignment:ResolveDifference": CONSIGNMENT_RESOLVE_DIFFERENCE,
  "consignment:Read": CONSIGNMENT_READ,
  "consignment:FindByUcr": CONSIGNMENT_FIND_BY_UCR,
  "consignment:ListByLicence": CONSIGNMENT_LIST_BY_LICENCE,
} as const;
