// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { command, query } from "../shared/definition";
import { ownerOfReference } from "../shared/ownership";
import { CustomsOffice, Instant, LocalInstant, pageOf, PageRequest, Ucr, UnLocode } from "../shared/primitives";
import { ConsignmentId, HoldId, LicenceNumber } from "../shared/references";
import { ObservedSealState } from "../custody/schemas";
import {
  CHECKS,
  ControlResult,
  Disposition,
  Hold,
  Inspection,
  InspectionFindings,
  Presented,
  Verdict,
  VERDICTS,
  Verification,
} from "./schemas";

const subject = {
  licence: LicenceNumber.optional(),
  ucr: Ucr.optional(),
  consignment: ConsignmentId.optional(),
};

function namesOne(input: { licence?: unknown; ucr?: unknown; consignment?: unknown }): boolean {
  return [input.licence, input.ucr, input.consignment].filter((name) => name !== undefined).length === 1;
}

const NAMES_ONE = "give exactly one of licence, ucr and consignment";

/** May this pass, and how do we know? Separate verdicts, each with its code, sentence, facts and action. */
export const CHECKPOINT_VERIFY = query({
  name: "checkpoint:Verify",
  summary: "Verify a licence or a consignment at a checkpoint",
  input: z.strictObject({ ...subject, presented: Presented.default({}) }).refine(namesOne, { error: NAMES_ONE }),
  output: z.strictObject({
    licences: z.array(LicenceNumber),
    ucr: Ucr.optional(),
    consignment: ConsignmentId.optional(),
    at: Instant,
    verdicts: z.array(Verdict),
    holds: z.array(Hold).describe("open holds"),
    disposition: Disposition.describe("a summary beside the verdicts, never instead of them"),
    reasons: z.array(z.string()).describe("codes of the verdicts that led to the disposition"),
  }),
  roles: "any",
  errors: ["NOT_FOUND", "NOT_SEALED_BY_OWNER"],
});

/** A verification is put on record, codes only. */
export const CHECKPOINT_RECORD_VERIFICATION = command({
  name: "checkpoint:RecordVerification",
  summary: "Put a verification's verdict codes on record",
  input: z
    .strictObject({
      ...subject,
      office: CustomsOffice.optional(),
      place: UnLocode.optional(),
      disposition: Disposition,
      verdicts: z
        .array(
          z.strictObject({
            check: z.enum(CHECKS),
            verdict: z.enum(VERDICTS),
            code: z.string().regex(/^[A-Z][A-Z_]{2,62}$/, "a verdict's code is in capitals"),
          }),
        )
        .min(1)
        .max(CHECKS.length),
    })
    .refine(namesOne, { error: NAMES_ONE }),
  output: Verification,
  roles: ["customs-officer", "licensing-officer", "senior-licensing-officer"],
  errors: ["NOT_YOUR_RECORD"],
  event: "VerificationRecorded",
  endorsedBy: (_input, facts) => [facts.callerMsp],
});

/** Customs of any state stops a consignment (Regulation (EU) 2021/821, Article 21), even where its licence is valid. */
export const CHECKPOINT_HOLD = command({
  name: "checkpoint:Hold",
  summary: "Hold a consignment",
  input: z.strictObject({
    consignment: ConsignmentId,
    reason: Hold.shape.reason,
    office: CustomsOffice.optional(),
  }),
  output: Hold,
  roles: ["customs-officer"],
  errors: ["NOT_FOUND", "NOT_YOUR_RECORD"],
  event: "ConsignmentHeld",
  endorsedBy: (_input, facts) => [facts.callerMsp],
});

/** A hold is released by the office that placed it or by the state that registered the consignment. */
export const CHECKPOINT_RELEASE = command({
  name: "checkpoint:Release",
  summary: "Release a hold",
  input: z.strictObject({
    consignment: ConsignmentId,
    hold: HoldId,
    reason: z.enum(["cleared", "issuer-confirmed", "seized", "returned", "placed-in-error"]),
  }),
  output: Hold,
  roles: ["customs-officer", "licensing-officer", "senior-licensing-officer"],
  errors: ["NOT_FOUND", "HOLD_NOT_OPEN", "HOLD_NOT_YOURS"],
  event: "HoldReleased",
  endorsedBy: (input) => [ownerOfReference(input.hold)],
});

/** What an inspection found; seals that do not conform force a result that is not satisfactory. */
export const CHECKPOINT_INSPECT = command({
  name: "checkpoint:Inspect",
  summary: "Record an inspection",
  input: z.strictObject({
    consignment: ConsignmentId,
    office: CustomsOffice.optional(),
    place: UnLocode,
    template: Inspection.shape.template,
    result: ControlResult,
    sealState: ObservedSealState,
    sealsConform: z.boolean(),
    countsAgree: z.boolean(),
    eventTime: LocalInstant,
  }),
  output: Inspection,
  roles: ["customs-officer"],
  errors: [
    "NOT_FOUND",
    "NOT_YOUR_RECORD",
    "SEAL_NOT_CONFORM",
    "CONSIGNMENT_MISMATCH",
    "EVENT_TIME_IN_FUTURE",
    "COMMITMENT_MISMATCH",
  ],
  event: "InspectionRecorded",
  parts: { findings: InspectionFindings },
  evidence: (input) => ({ transport: { kind: "consignment", id: input.consignment, part: "transport" } }),
  endorsedBy: (_input, facts) => [facts.callerMsp],
});

/** Holds on a consignment, open and released. */
export const CHECKPOINT_LIST_HOLDS = query({
  name: "checkpoint:ListHolds",
  summary: "List a consignment's holds",
  input: z.strictObject({ consignment: ConsignmentId, ...PageRequest }),
  output: pageOf(Hold),
  roles: "any",
  errors: [],
});

/** Inspections of a consignment. */
export const CHECKPOINT_LIST_INSPECTIONS = query({
  name: "checkpoint:ListInspections",
  summary: "List a consignment's inspections",
  input: z.strictObject({ consignment: ConsignmentId, ...PageRequest }),
  output: pageOf(Inspection),
  roles: "any",
  errors: [],
});

/** Every transaction of the checkpoint area, by name. */
export const CHECKPOINT_TRANSACTIONS = {
  "checkpoint:Verify": CHECKPOINT_VERIFY,
  "checkpoint:RecordVerification": CHECKPOINT_RECORD_VERIFICATION,
  "checkpoint:Hold": CHECKPOINT_HOLD,
  "checkpoint:Release": CHECKPOINT_RELEASE,
  "checkpoint:Inspect": CHECKPOINT_INSPECT,
  "checkpoint:ListHolds": CHECKPOINT_LIST_HOLDS,
  "checkpoint:ListInspections": CHECKPOINT_LIST_INSPECTIONS,
} as const;
