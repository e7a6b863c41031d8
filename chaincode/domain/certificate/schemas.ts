// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { AttachedFiles } from "../shared/files";
import { LinesOfTerms } from "../shared/licence-lines";
import { commitmentsTo } from "../shared/parts";
import { CountryCode, Day, Hash, Instant, text, UnLocode } from "../shared/primitives";
import { Money, Quantity } from "../shared/quantity";
import { CertificateId, ConsignmentId, LicenceNumber, OfficerId, PartyId, PartySignature } from "../shared/references";
import { CERTIFICATE_STATUSES, CORE_STATUSES, STANDING_STATUSES } from "./transitions";
import { CERTIFICATE_TYPES, UNDERTAKINGS } from "./types";

/** How many lines or further parties a certificate holds. */
export const CERTIFICATE_LINES_MAX = 99;

const NamedParty = z.strictObject({
  party: PartyId.optional().describe("register id, where the party is registered"),
  name: text(140),
  country: CountryCode,
  address: text(350).optional(),
});

/** Confidential content of a certificate: what the end user undertakes, and for what. */
export const CertificateContent = z.strictObject({
  exporter: NamedParty,
  consignee: NamedParty,
  endUser: NamedParty.extend({ party: PartyId }),
  otherParties: z
    .array(NamedParty.extend({ role: text(70) }))
    .max(CERTIFICATE_LINES_MAX)
    .default([]),
  destination: CountryCode,
  lines: z
    .array(
      z.strictObject({
        line: z.int().min(1).max(9_999),
        description: text(512),
        controlCode: z.string().trim().max(40).optional(),
        quantity: Quantity,
        value: Money.optional(),
      }),
    )
    .min(1)
    .max(CERTIFICATE_LINES_MAX),
  endUse: text(2_000),
  undertakings: z
    .array(
      z.strictObject({
        code: z.enum(UNDERTAKINGS),
        given: z.boolean(),
        text: text(2_000).optional(),
        language: z
          .string()
          .regex(/^[a-z]{2,3}$/)
          .optional(),
      }),
    )
    .max(CERTIFICATE_LINES_MAX),
  contract: z.strictObject({ reference: text(70), date: Day.optional() }).optional(),
  signatory: z.strictObject({ name: text(140), position: text(140) }).optional(),
  files: AttachedFiles,
});
export type CertificateContent = z.infer<typeof CertificateContent>;

/** Confidential record of the end user's signature. */
export const CertificateSignature = z.strictObject({
  signature: PartySignature.describe("EIP-712 EndUserUndertaking (or EndUserRepudiation), 65 bytes"),
  signedAt: Instant,
});
export type CertificateSignature = z.infer<typeof CertificateSignature>;

/** Why a certificate is withdrawn or repudiated. */
export const CertificateEndReason = z.enum([
  "issued-in-error",
  "superseded",
  "not-signed-by-end-user",
  "undertaking-no-longer-held",
  "undertaking-breached",
  "content-false",
  "other",
]);

/** How an authority made sure that a paper is what it says: who was asked, or what was looked at. */
export const PaperCheck = z.enum([
  "issuing-authority-confirmed",
  "diplomatic-mission-confirmed",
  "legalised-or-apostilled",
  "end-user-confirmed-in-person",
]);

/**
 * What a certificate rests on where it was given on paper, by a state that is no member or for an end user there: nobody's signature on
 * the ledger, but what two officers of the authority that recorded it have looked at.
 */
export const PaperEvidence = z.strictObject({
  form: z.literal("paper"),
  document: Hash.describe("SHA-256 of the scan, which the authority keeps"),
  signedOn: Day.describe("date on the paper"),
  recordedBy: OfficerId,
  verified: z
    .strictObject({ by: OfficerId, at: Instant, how: PaperCheck })
    .optional()
    .describe("by a second officer; without it nothing rests on the paper"),
});
export type PaperEvidence = z.infer<typeof PaperEvidence>;

/** What a certificate was compared with when it was bound: the licence's content, by its commitment, and its lines with their limits. */
export const BoundTerms = z.strictObject({ content: Hash, lines: LinesOfTerms });
export type BoundTerms = z.infer<typeof BoundTerms>;

/** A certificate up to its binding. Once it is bound, importing and exporting state change it together or not at all. */
export const CertificateCore = z.strictObject({
  id: CertificateId,
  type: z.enum(CERTIFICATE_TYPES),
  issuingState: CountryCode,
  status: z.enum(CORE_STATUSES),
  commitments: commitmentsTo("content", "signature"),
  draftedAt: Instant,
  signedAt: Instant.optional(),
  signatureRecordedAt: Instant.optional().describe(
    "when the signature was recorded, whenever it says that it was made",
  ),
  certifiedAt: Instant.optional(),
  certifiedBy: z.string().optional().describe("pseudonym of the certifying officer"),
  evidence: PaperEvidence.optional().describe("where it was given on paper, by whom that was recorded and verified"),
  validTo: Day.optional(),
  boundTo: LicenceNumber.optional(),
  boundAt: Instant.optional(),
  boundTerms: BoundTerms.optional(),
});
export type CertificateCore = z.infer<typeof CertificateCore>;

/**
 * What the importing state says of a certificate alone: that it was delivered on, has expired, is withdrawn or repudiated, or that a
 * repudiation was a thief's.
 */
export const CertificateStanding = z.strictObject({
  id: CertificateId,
  status: z.enum(STANDING_STATUSES),
  delivery: z
    .strictObject({ consignment: ConsignmentId, place: UnLocode, arrivedOn: Day, verifiedAt: Instant })
    .optional()
    .describe("delivery verification that fulfilled it"),
  ended: z
    .strictObject({
      at: Instant,
      reason: CertificateEndReason,
      bySignature: z
        .literal(true)
        .optional()
        .describe("the end user's signature ended it, which the issuing state keeps"),
    })
    .optional(),
});
export type CertificateStanding = z.infer<typeof CertificateStanding>;

/** A certificate as it stands: the record up to its binding, and what the importing state said of it since. */
export const Certificate = CertificateCore.extend({
  ...CertificateStanding.omit({ id: true }).shape,
  status: z.enum(CERTIFICATE_STATUSES),
});
export type Certificate = z.infer<typeof Certificate>;
