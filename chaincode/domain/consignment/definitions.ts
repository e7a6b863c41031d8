// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { command, query } from "../shared/definition";
import { authorityMspOf, ownerOfLicence, ownerOfReference } from "../shared/ownership";
import type { PartRef } from "../shared/parts";
import { countryOf, ROUTE_PLACES_MAX } from "../shared/places";
import {
  CountryCode,
  CustomsOffice,
  LocalInstant,
  type MspId,
  pageOf,
  PageRequest,
  Ucr,
  UcrPart,
  UnLocode,
} from "../shared/primitives";
import { Quantity } from "../shared/quantity";
import { ConsignmentId, LicenceNumber, PartyId } from "../shared/references";
import { WriteOffValues } from "../shared/write-off";
import {
  Allocations,
  Consignment,
  CONSIGNMENT_ITEMS_MAX,
  ConsignmentGoods,
  ConsignmentTransport,
  Declaration,
  DifferenceReason,
  InvalidationReason,
  Mucr,
  RECEIPT_OBJECTIONS,
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

/** The state that registered a consignment, and the one that receives it. */
function bothStates(consignment: string, destination: string): readonly MspId[] {
  return [...new Set([ownerOfReference(consignment), authorityMspOf(destination)])];
}

const licencesOfRecord = z
  .array(LicenceNumber)
  .min(1)
  .max(CONSIGNMENT_ITEMS_MAX)
  .describe("every licence that the consignment draws on: their authorities endorse");

const WRITE_OFF_ERRORS = [
  "WRITE_OFF_NOT_GRANTED",
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

/** Errors of every transaction on a consignment of one's own. */
const CONSIGNMENT_FOUND_ERRORS = ["NOT_FOUND", "NOT_YOUR_RECORD", "CONSIGNMENT_NOT_AUTHENTIC"] as const;

/** A declared consignment: goods and parties are checked against the licences, each line is reserved. */
export const CONSIGNMENT_REGISTER = command({
  name: "consignment:Register",
  summary: "Register a declared consignment and reserve its quantities",
  input: z.strictObject({
    consignment: ConsignmentId,
    ucr: Ucr,
    ucrPart: UcrPart.optional(),
    mucr: Mucr.optional(),
    declarant: PartyId.optional().describe(
      "party of your register for whom it is declared: your own, where you act for one; else the custodian unless given",
    ),
    declaration: Declaration,
    route: z.array(UnLocode).min(2).max(ROUTE_PLACES_MAX).describe("places in order, from departure to destination"),
    custodian: PartyId.describe(
      "who has the goods now: a party of the registering state's register; your own, where you act for one",
    ),
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
    "HOLDER_ONLY",
    "UCR_IN_USE",
    "LIMIT_EXCEEDED",
    "DECLARANT_ELSEWHERE",
    "CUSTODY_STARTS_ELSEWHERE",
    "PARTY_NOT_REPRESENTED",
    "PARTY_NOT_IN_FORCE",
    "EVENT_TIME_IN_FUTURE",
    ...RESERVE_ERRORS,
  ],
  event: "ConsignmentRegistered",
  // Values in the order of the allocations, where a line counts another value than the goods item's.
  parts: { goods: ConsignmentGoods, transport: ConsignmentTransport, values: WriteOffValues },
  optionalParts: ["values"],
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
      "every allocation as it stands after the amendment; items and lines may not change, and a quantity of zero gives all back",
    ),
    reasonCode: z
      .string()
      .regex(/^[0-9A-Z]{1,5}$/, "an amendment's reason is its code, such as 25")
      .describe("change reason code of the amendment, such as 25"),
  }),
  output: Consignment,
  roles: ["customs-officer", "exporter"],
  errors: [
    ...CONSIGNMENT_FOUND_ERRORS,
    "PARTY_NOT_IN_FORCE",
    "TRANSITION_NOT_ALLOWED",
    "ALLOCATION_NOT_AMENDABLE",
    ...WRITE_OFF_ERRORS,
  ],
  event: "DeclarationAmended",
  // In the order of the allocations: what is controlled by value has another value in another quantity.
  parts: { values: WriteOffValues },
  optionalParts: ["values"],
  endorsedBy: (input) => concerned(input.consignment, licencesOf(input.allocations)),
});

/** Confidential parts that a release for export rests on beside goods and licences. */
const RELEASE_EVIDENCE = ["party.content", "certificate.content", "certificate.signature"] as const;

/** Customs releases the goods for export, which consumes every reservation. */
export const CONSIGNMENT_RELEASE_FOR_EXPORT = command({
  name: "consignment:ReleaseForExport",
  summary: "Release a consignment for export and write its quantities off",
  input: z.strictObject({ consignment: ConsignmentId, licences: licencesOfRecord, office: CustomsOffice }),
  output: Consignment,
  roles: ["customs-officer"],
  errors: [
    ...CONSIGNMENT_FOUND_ERRORS,
    "OFFICE_OF_ANOTHER_STATE",
    "PARTY_NOT_IN_FORCE",
    "TRANSITION_NOT_ALLOWED",
    "CONSIGNMENT_MISMATCH",
    "CONSIGNMENT_ON_HOLD",
    "CONSIGNMENT_ENDED",
    "LICENCE_CONTENT_MISSING",
    "COMMITMENT_MISMATCH",
    "INVALID_CONFIDENTIAL_INPUT",
    "VERDICT_STOPS",
    ...WRITE_OFF_ERRORS,
  ],
  event: "ConsignmentReleased",
  // What Verify compares, the release compares: goods and parties with the licences as they are now, numbers and signatures included.
  evidence: (input) => ({
    ...contentsOf(input.licences),
    goods: { kind: "consignment", id: input.consignment, part: "goods" },
  }),
  furtherEvidence: {
    query: "consignment:ReleaseEvidence",
    of: ({ consignment }) => ({ consignment }),
    parts: RELEASE_EVIDENCE,
  },
  endorsedBy: (input) => concerned(input.consignment, input.licences),
});

/** What else customs hands over when it releases: the registers' entries and the signed certificates that the verdicts rest on. */
export const CONSIGNMENT_RELEASE_EVIDENCE = query({
  name: "consignment:ReleaseEvidence",
  summary: "Name the confidential parts that a release for export rests on and your organisation holds",
  input: z.strictObject({ consignment: ConsignmentId }),
  output: z.strictObject({
    parts: z
      .array(
        z.strictObject({
          kind: z.enum(["party", "certificate"]),
          id: z.string(),
          part: z.enum(["content", "signature"]),
        }),
      )
      .describe("beside the goods and the licences' contents, which the release names itself"),
  }),
  roles: ["customs-officer"],
  errors: CONSIGNMENT_FOUND_ERRORS,
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
  errors: [...CONSIGNMENT_FOUND_ERRORS, "TRANSITION_NOT_ALLOWED", "CONSIGNMENT_MISMATCH", "WRITE_OFF_NOT_GRANTED"],
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
    contested: z
      .boolean()
      .optional()
      .describe("record the arrival also where something speaks against it; the receipt is contested then"),
  }),
  output: Consignment,
  roles: ["customs-officer"],
  errors: [
    ...CONSIGNMENT_FOUND_ERRORS,
    "PLACE_OF_ANOTHER_STATE",
    "OFFICE_OF_ANOTHER_STATE",
    "PROOF_NOT_LOCKED",
    "CUSTODY_NOT_ENDORSED",
    "CUSTODY_CHAIN_BROKEN",
    "LIMIT_EXCEEDED",
    "TRANSITION_NOT_ALLOWED",
    "RECEIPT_NOT_COMPLETE",
    "CONSIGNMENT_MISMATCH",
    "CONSIGNMENT_ON_HOLD",
    "CONSIGNMENT_ENDED",
    ...RECEIPT_OBJECTIONS,
    "CERTIFICATE_NOT_AUTHENTIC",
    "COMMITMENT_MISMATCH",
    "EVENT_TIME_IN_FUTURE",
  ],
  event: "ConsignmentReceived",
  // Whoever receives them must be in force; asked where the destination holds the goods' description.
  evidence: (input) => ({ goods: { kind: "consignment", id: input.consignment, part: "goods" } }),
  // Neither state says alone what arrived: the receipt is the destination's, the consignment both states' from then on.
  endorsedBy: (input) => bothStates(input.consignment, countryOf(input.place)),
});

/** An open shipper/receiver difference is explained and closed. */
export const CONSIGNMENT_RESOLVE_DIFFERENCE = command({
  name: "consignment:ResolveDifference",
  summary: "Resolve an open shipper/receiver difference",
  input: z.strictObject({
    consignment: ConsignmentId,
    destination: CountryCode.describe("state that received the goods: its authority endorses"),
    reason: DifferenceReason,
  }),
  output: Consignment,
  roles: ["customs-officer", "licensing-officer", "senior-licensing-officer"],
  errors: [
    ...CONSIGNMENT_FOUND_ERRORS,
    "TRANSITION_NOT_ALLOWED",
    "CONSIGNMENT_MISMATCH",
    "DIFFERENCE_NOT_OPEN",
    "DIFFERENCE_REASON_WRONG",
  ],
  event: "DifferenceResolved",
  endorsedBy: (input) => bothStates(input.consignment, input.destination),
});

/** The consignment as everybody on the channel may see it. */
export const CONSIGNMENT_READ = query({
  name: "consignment:Read",
  summary: "Read a consignment's public record",
  input: z.strictObject({ consignment: ConsignmentId }),
  output: Consignment,
  roles: "any",
  errors: ["NOT_FOUND", "CONSIGNMENT_NOT_AUTHENTIC"],
});

/** Every consignment that a register claims under a unique consignment reference; usually one. Invalidated ones come last. */
export const CONSIGNMENT_FIND_BY_UCR = query({
  name: "consignment:FindByUcr",
  summary: "Find the consignments that have a UCR, in every state's register",
  input: z.strictObject({ ucr: Ucr, ucrPart: UcrPart.optional().describe("only the consignment with this part") }),
  output: z.strictObject({ items: z.array(Consignment) }),
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
  errors: ["NOT_FOUND"],
});

/** Consignments that move under a master UCR, register by register, newest first, invalidated ones among them. */
export const CONSIGNMENT_LIST_BY_MUCR = query({
  name: "consignment:ListByMucr",
  summary: "List the consignments under a master UCR",
  input: z.strictObject({ mucr: Mucr, ...PageRequest }),
  output: pageOf(Consignment),
  roles: "any",
  errors: ["INVALID_INPUT"],
});

/** Consignments whose declarations have a local reference number: each declarant chooses its own, so that several may be listed. */
export const CONSIGNMENT_LIST_BY_LRN = query({
  name: "consignment:ListByLrn",
  summary: "List the consignments of a local reference number in one state's register",
  input: z.strictObject({
    register: CountryCode.describe("state that registered them"),
    lrn: Declaration.shape.lrn,
    ...PageRequest,
  }),
  output: pageOf(Consignment),
  roles: "any",
  errors: ["INVALID_INPUT"],
});

/** Every transaction of the consignment area, by name. */
export const CONSIGNMENT_TRANSACTIONS = {
  "consignment:Register": CONSIGNMENT_REGISTER,
  "consignment:AmendDeclaration": CONSIGNMENT_AMEND_DECLARATION,
  "consignment:ReleaseForExport": CONSIGNMENT_RELEASE_FOR_EXPORT,
  "consignment:ReleaseEvidence": CONSIGNMENT_RELEASE_EVIDENCE,
  "consignment:Invalidate": CONSIGNMENT_INVALIDATE,
  "consignment:Receive": CONSIGNMENT_RECEIVE,
  "consignment:ResolveDifference": CONSIGNMENT_RESOLVE_DIFFERENCE,
  "consignment:Read": CONSIGNMENT_READ,
  "consignment:FindByUcr": CONSIGNMENT_FIND_BY_UCR,
  "consignment:ListByLicence": CONSIGNMENT_LIST_BY_LICENCE,
  "consignment:ListByMucr": CONSIGNMENT_LIST_BY_MUCR,
  "consignment:ListByLrn": CONSIGNMENT_LIST_BY_LRN,
} as const;
