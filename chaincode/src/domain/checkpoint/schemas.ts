// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { Commitments } from "../shared/parts";
import { CustomsOffice, Instant, LocalInstant, MspId, text, Ucr, UnLocode } from "../shared/primitives";
import { Quantity } from "../shared/quantity";
import { ConsignmentId, HoldId, InspectionId, LicenceNumber, VerificationId } from "../shared/references";
import { ObservedSealState, Seal } from "../custody/schemas";
import { HOLD_STATUSES } from "./transitions";

/** The separate questions of a verification; there is never one green tick instead. */
export const CHECKS = [
  "integrity",
  "licence-status",
  "quantity",
  "parties",
  "goods-and-codes",
  "route",
  "end-use-certificate",
  "custody-chain",
  "seals",
] as const;
export type Check = (typeof CHECKS)[number];

/** Answers to a check. */
export const VERDICTS = ["satisfactory", "not-satisfactory", "not-disclosed", "not-applicable"] as const;
export type VerdictAnswer = (typeof VERDICTS)[number];

/** What the verdicts come to: a summary beside them, never instead of them. */
export const Disposition = z.enum(["may-pass", "refer", "stop"]);
export type Disposition = z.infer<typeof Disposition>;

/** One answer, with the numbers behind it and what the officer should do. */
export const Verdict = z.strictObject({
  check: z.enum(CHECKS),
  verdict: z.enum(VERDICTS),
  code: z.string().describe("code of the table of verdicts"),
  sentence: z.string(),
  facts: z.record(z.string(), z.json()),
  action: z.string().describe("what the officer should do"),
});
export type Verdict = z.infer<typeof Verdict>;

/** What an officer has before their eyes and gives along with the question; nothing of it is recorded. */
export const Presented = z.strictObject({
  place: UnLocode.optional(),
  office: CustomsOffice.optional(),
  seals: z.array(z.string().trim().min(1).max(15)).max(99).optional().describe("seal numbers read"),
  sealState: ObservedSealState.optional(),
  counts: z
    .array(z.strictObject({ item: z.int().min(1).max(9_999), quantity: Quantity }))
    .max(99)
    .optional(),
});
export type Presented = z.infer<typeof Presented>;

/** A hold as it lies on the channel. */
export const Hold = z.strictObject({
  id: HoldId,
  consignment: ConsignmentId,
  status: z.enum(HOLD_STATUSES),
  reason: z.enum(["information-not-considered", "circumstances-changed", "verdict", "seals", "documents", "other"]),
  office: CustomsOffice.optional(),
  placedBy: z.string().describe("pseudonym of the officer"),
  placedAt: Instant,
  released: z
    .strictObject({
      at: Instant,
      by: z.string(),
      mspId: MspId,
      reason: z.enum(["cleared", "issuer-confirmed", "seized", "returned", "placed-in-error"]),
    })
    .optional(),
});
export type Hold = z.infer<typeof Hold>;

/** Control result codes (NCTS): satisfactory, considered satisfactory, minor and major discrepancies. */
export const ControlResult = z.enum(["A1", "A2", "A5", "B1"]);

/** Confidential findings of an inspection. */
export const InspectionFindings = z.strictObject({
  counts: z
    .array(z.strictObject({ item: z.int().min(1).max(9_999), quantity: Quantity }))
    .max(99)
    .default([]),
  seals: z.array(Seal).max(99).default([]),
  serials: z.array(text(70)).max(999).default([]),
  remarks: text(4_000).optional(),
});
export type InspectionFindings = z.infer<typeof InspectionFindings>;

/** An inspection record as it lies on the channel. */
export const Inspection = z.strictObject({
  id: InspectionId,
  consignment: ConsignmentId,
  office: CustomsOffice.optional(),
  place: UnLocode,
  template: z.enum(["document-check", "seal-check", "count-check", "physical-check"]),
  result: ControlResult,
  sealState: ObservedSealState,
  sealsConform: z.boolean().describe("state of seals (NCTS): whether the seals are the ones stated and unbroken"),
  countsAgree: z.boolean().describe("whether what was counted is what was declared"),
  custodySequence: z.int().min(0).describe("length of the custody chain when inspected"),
  commitments: Commitments,
  certifiedBy: z.string().describe("pseudonym of the officer"),
  eventTime: LocalInstant,
  recordTime: Instant,
});
export type Inspection = z.infer<typeof Inspection>;

/** A verification that was put on record: codes only. */
export const Verification = z.strictObject({
  id: VerificationId,
  licence: LicenceNumber.optional(),
  ucr: Ucr.optional(),
  consignment: ConsignmentId.optional(),
  office: CustomsOffice.optional(),
  place: UnLocode.optional(),
  disposition: Disposition,
  verdicts: z
    .array(z.strictObject({ check: z.enum(CHECKS), verdict: z.enum(VERDICTS), code: z.string().max(64) }))
    .max(CHECKS.length),
  officer: z.string(),
  recordedAt: Instant,
});
export type Verification = z.infer<typeof Verification>;
