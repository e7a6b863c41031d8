// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { LICENCE_LINES_MAX, LinesOfTerms } from "../shared/licence-lines";
import { AttachedFiles } from "../shared/files";
import { commitmentsTo } from "../shared/parts";
import { Passage } from "../shared/passage";
import { CountryCode, Day, Instant, text, UnLocode } from "../shared/primitives";
import { Amount, Money, UnitCode } from "../shared/quantity";
import { ApplicationId, CertificateId, LicenceNumber, LineNumber, OfficerId, PartyId } from "../shared/references";
import { LicenceKind } from "./kinds";
import { APPLICATION_STATUSES, LICENCE_ACTS, LICENCE_STATUSES } from "./transitions";

/** How many third parties, countries or carriers a licence names at most. */
export const LICENCE_NAMES_MAX = 50;

/** Uses of a country on a licence (CHIEF): destination, end use, origin, en route (P), received, shipped. */
export const CountryUse = z.enum(["D", "E", "O", "P", "R", "S"]);

/** Why an authority, a holder or customs changes a licence, an application or a write-off. */
export const LICENCE_REASONS = [
  "criteria-met",
  "end-use-concern",
  "end-user-concern",
  "diversion-risk",
  "embargo",
  "international-obligation",
  "incomplete-information",
  "breach-of-conditions",
  "investigation",
  "cause-removed",
  "change-of-circumstances",
  "requested-by-holder",
  "issued-in-error",
  "superseded",
  "exceptional-circumstances",
] as const;
export const LicenceReason = z.enum(LICENCE_REASONS);

/** The provision that an act rests on, as cited. */
export const LegalBasis = text(160).describe("provision, such as Regulation (EU) 2021/821, Art. 16(1)");

/** A party as a licence names it. */
export const LicenceParty = z.strictObject({
  party: PartyId,
  name: text(200),
  country: CountryCode,
  address: text(500).optional(),
});
export type LicenceParty = z.infer<typeof LicenceParty>;

/** What one line licenses: Annex III-A boxes 13 to 18 of Regulation (EU) 2021/821. */
export const LicenceContentLine = z.strictObject({
  line: LineNumber,
  description: text(1_000),
  controlCode: z
    .string()
    .trim()
    .min(2)
    .max(40)
    .describe("control list number, such as 3A001.a.5, or none for a catch-all control"),
  controlList: z
    .strictObject({ list: text(40), edition: text(20) })
    .optional()
    .describe("list and edition that the code was taken from"),
  catchAll: text(80).optional().describe("reference of the authority's catch-all letter"),
  commodityCode: z
    .string()
    .regex(/^[0-9]{6,10}$/, "a commodity code has 6 to 10 digits")
    .optional(),
  casNumber: text(20).optional().describe("listed, never decided on alone (Annex I, General Note 4)"),
  value: Money.optional().describe("limit of a line that is controlled by value"),
});

/** Conditions that customs and carriers are held to. */
export const LicenceConditions = z.strictObject({
  countries: z
    .array(z.strictObject({ country: CountryCode, use: CountryUse, allowed: z.boolean() }))
    .max(LICENCE_NAMES_MAX)
    .default([]),
  route: z.array(UnLocode).max(LICENCE_NAMES_MAX).default([]).describe("places that the goods may pass; empty for any"),
  carriers: z.array(PartyId).max(LICENCE_NAMES_MAX).default([]).describe("carriers that may carry; empty for any"),
  returnBy: Day.optional().describe("day by which temporarily exported goods are back"),
  dvcDueDays: z.int().min(1).max(3_650).optional().describe("days after arrival for the delivery verification"),
  officialPresence: z.boolean().default(false).describe("an official is present at loading"),
  freeText: text(2_000).optional(),
});

/** Confidential content of an application and of the licence that comes of it. */
export const LicenceContent = z.strictObject({
  exporter: LicenceParty,
  consignee: LicenceParty,
  endUser: LicenceParty,
  thirdParties: z
    .array(LicenceParty.extend({ role: text(60) }))
    .max(LICENCE_NAMES_MAX)
    .default([]),
  destination: CountryCode,
  originCountry: CountryCode,
  lines: z.array(LicenceContentLine).min(1).max(LICENCE_LINES_MAX),
  endUse: text(2_000),
  conditions: LicenceConditions,
  contractDate: Day.optional(),
  applicantReference: text(70).optional(),
  files: AttachedFiles,
});
export type LicenceContent = z.infer<typeof LicenceContent>;

/** States besides the issuing one whose customs may write a licence off, each once. */
export const WriteOffBy = z
  .array(CountryCode)
  .max(LICENCE_NAMES_MAX)
  .refine((states) => new Set(states).size === states.length, { error: "a state stands twice" })
  .describe("states besides the issuing one whose customs may write the licence off");

/** Terms of a licence that everybody may see. */
export const LicenceTerms = z.strictObject({
  kind: LicenceKind,
  office: text(35).describe("code of the issuing office"),
  validFrom: Day,
  validTo: Day,
  lines: LinesOfTerms,
  certificateRequired: z.boolean().default(false).describe("an end-use certificate must be bound before use"),
  writeOffBy: WriteOffBy.default([]),
});
export type LicenceTerms = z.infer<typeof LicenceTerms>;

/** An officer's decision: who, when, why. */
export const LicenceDecision = z.strictObject({
  outcome: z.enum(["approve", "refuse"]),
  reason: LicenceReason,
  legalBasis: LegalBasis,
  officer: OfficerId,
  at: Instant,
});

/** An application for a licence as it lies on the channel. The decision is kept apart from the licence that it leads to. */
export const Application = z.strictObject({
  id: ApplicationId,
  kind: LicenceKind,
  status: z.enum(APPLICATION_STATUSES),
  commitments: commitmentsTo("content"),
  submittedAt: Instant,
  submittedBy: OfficerId,
  decision: LicenceDecision.optional(),
  terms: LicenceTerms.optional().describe("terms that the decision approves"),
  licence: LicenceNumber.optional(),
});
export type Application = z.infer<typeof Application>;

/** The latest act on a licence. */
export const LicenceChange = z.strictObject({
  act: z.enum(LICENCE_ACTS),
  at: Instant,
  officer: OfficerId,
  requestedBy: OfficerId.optional().describe("first officer of an act under four eyes"),
  reason: LicenceReason,
  legalBasis: LegalBasis.optional(),
});

/** A licence as it lies on the channel: no party, no goods, no value. */
export const Licence = z.strictObject({
  number: LicenceNumber,
  authority: CountryCode,
  kind: LicenceKind,
  status: z.enum(LICENCE_STATUSES),
  office: text(35),
  validFrom: Day,
  validTo: Day,
  lines: LinesOfTerms,
  certificateRequired: z.boolean(),
  writeOffBy: WriteOffBy,
  boundCertificate: CertificateId.optional(),
  application: ApplicationId,
  version: z.int().min(1).describe("1 when issued, one more with each amendment"),
  commitments: commitmentsTo("content"),
  passage: Passage.optional().describe("what it says to those who move the goods, since its content was amended"),
  decidedBy: OfficerId,
  issuedBy: OfficerId,
  issuedAt: Instant,
  changed: LicenceChange.optional(),
});
export type Licence = z.infer<typeof Licence>;

/** Acts that a first officer requests and a second one confirms. */
export const REQUESTED_ACTS = ["reinstate", "revoke", "cancel", "amend", "override"] as const;

/** Changes that an amendment asks for. What is left out stays. */
export const AmendmentTerms = z.strictObject({
  validTo: Day.optional(),
  lines: LinesOfTerms.optional().describe("lines as they shall be: changed limits and new lines; others stay"),
  writeOffBy: WriteOffBy.optional().describe(
    "states as they shall be; one that is left out writes nothing off any more",
  ),
});

/** Reference of a requested act: `A-` and 16 characters of the transaction that requested it. */
export const ActionId = z.string().regex(/^A-[0-9a-f]{16}$/, "the reference looks like A-0123456789abcdef");

/** An act under four eyes: requested by one officer, confirmed or rejected by another. */
export const LicenceAction = z.strictObject({
  licence: LicenceNumber,
  action: ActionId,
  act: z.enum(REQUESTED_ACTS),
  status: z.enum(["requested", "confirmed", "rejected", "used"]),
  reason: LicenceReason,
  legalBasis: LegalBasis,
  requestedBy: OfficerId,
  requestedAt: Instant,
  amendment: AmendmentTerms.optional(),
  commitments: commitmentsTo("content").default({}),
  override: z
    .strictObject({
      line: LineNumber,
      unit: UnitCode,
      amount: Amount.describe("by how much the limit may be exceeded"),
      state: CountryCode.describe("state whose customs may use it"),
    })
    .optional(),
  decidedBy: OfficerId.optional(),
  decidedAt: Instant.optional(),
});
export type LicenceAction = z.infer<typeof LicenceAction>;
