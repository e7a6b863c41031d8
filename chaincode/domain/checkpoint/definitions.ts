// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { command, query } from "../shared/definition";
import {
  CustomsOffice,
  Instant,
  LocalInstant,
  pageOf,
  PageRequest,
  Ucr,
  UcrPart,
  UnLocode,
} from "../shared/primitives";
import { ConsignmentId, HoldId, LicenceNumber, VerificationId } from "../shared/references";
import { ObservedSealState } from "../shared/seals";
import {
  ControlResult,
  Disposition,
  Freshness,
  Hold,
  HoldReason,
  HoldReleaseReason,
  Inspection,
  InspectionFindings,
  LastInspection,
  Presented,
  Verdict,
  Verification,
} from "./schemas";

const subject = {
  licence: LicenceNumber.optional(),
  ucr: Ucr.optional(),
  ucrPart: UcrPart.optional().describe("part of the UCR, where several consignments share it"),
  consignment: ConsignmentId.optional(),
};

function namesOne(input: { licence?: unknown; ucr?: unknown; ucrPart?: unknown; consignment?: unknown }): boolean {
  if (input.ucrPart !== undefined && input.ucr === undefined) return false;
  return [input.licence, input.ucr, input.consignment].filter((name) => name !== undefined).length === 1;
}

const NAMES_ONE = "give exactly one of licence, ucr (with its part, where it has one) and consignment";

const VERIFY_ERRORS = ["NOT_FOUND", "CONSIGNMENT_NOT_AUTHENTIC"] as const;

/** The answer about one consignment or licence. */
const ANSWER = {
  licences: z.array(LicenceNumber),
  ucr: Ucr.optional(),
  consignment: ConsignmentId.optional(),
  at: Instant,
  status: z.string().optional().describe("how far the consignment is, as its record says"),
  verdicts: z.array(Verdict).describe("one for each check; none where the reference has several matches"),
  holds: z.array(Hold).describe("open holds: since when, for what, whose and whom to call"),
  inspections: z.array(LastInspection).describe("what each state's last inspection found"),
  presentSeals: z.array(z.string()).optional().describe("seals that are on the goods now, for officers who hold it"),
  notAsked: z.array(z.string()).describe("what no check has asked, in words"),
  disposition: Disposition.describe(
    "a summary beside the verdicts, never instead of them; the gravest of several matches",
  ),
  reasons: z.array(z.string()).describe("codes of the verdicts that led to the disposition"),
};

/**
 * May this pass, and how do we know? Separate verdicts, each with its code, sentence, facts and action. Where several consignments share
 * the reference, each has its own.
 */
export const CHECKPOINT_VERIFY = query({
  name: "checkpoint:Verify",
  summary: "Verify a licence or a consignment at a checkpoint",
  input: z.strictObject({ ...subject, presented: Presented.default({}) }).refine(namesOne, { error: NAMES_ONE }),
  output: z.strictObject({
    ...ANSWER,
    matches: z.array(z.strictObject(ANSWER)).optional().describe("each consignment that shares the reference"),
    freshness: Freshness.optional().describe("how recent the records are, as the gateway knows of its peer"),
  }),
  roles: "any",
  errors: VERIFY_ERRORS,
});

/**
 * A verification is put on record, codes only. The ledger computes it at the asking state's own peer, from the same records and the same
 * confidential copies as `checkpoint:Verify`; nobody hands in a result.
 */
export const CHECKPOINT_RECORD_VERIFICATION = command({
  name: "checkpoint:RecordVerification",
  summary: "Verify at a checkpoint and put the verdict codes on record",
  input: z
    .strictObject({ ...subject, office: CustomsOffice.optional(), place: UnLocode.optional() })
    .refine(namesOne, { error: NAMES_ONE }),
  output: Verification,
  roles: ["customs-officer", "licensing-officer", "senior-licensing-officer"],
  errors: [
    "UCR_CLAIMED_TWICE",
    "NOT_YOUR_RECORD",
    "OFFICE_OF_ANOTHER_STATE",
    "PLACE_OF_ANOTHER_STATE",
    ...VERIFY_ERRORS,
  ],
  event: "VerificationRecorded",
  // What the officer saw goes into the verdicts and is not kept.
  parts: { presented: Presented.omit({ place: true, office: true }) },
  optionalParts: ["presented"],
  endorsedBy: (_input, facts) => [facts.callerMsp],
});

/** A recorded verification. */
export const CHECKPOINT_READ_VERIFICATION = query({
  name: "checkpoint:ReadVerification",
  summary: "Read a recorded verification",
  input: z.strictObject({ verification: VerificationId }),
  output: Verification,
  roles: "any",
  errors: ["NOT_FOUND"],
});

/** Customs of any state stops a consignment (Regulation (EU) 2021/821, Article 21), even where its licence is valid. */
export const CHECKPOINT_HOLD = command({
  name: "checkpoint:Hold",
  summary: "Hold a consignment",
  input: z.strictObject({
    consignment: ConsignmentId,
    reason: HoldReason,
    office: CustomsOffice.optional(),
    until: Instant.optional().describe(
      "when the hold lapses by itself; it stands until released where this is left out",
    ),
    contact: Hold.shape.contact,
  }),
  output: Hold,
  roles: ["customs-officer"],
  errors: [
    "NOT_FOUND",
    "NOT_YOUR_RECORD",
    "CONSIGNMENT_NOT_AUTHENTIC",
    "OFFICE_OF_ANOTHER_STATE",
    "HOLD_LAPSES_AT_ONCE",
    "LIMIT_EXCEEDED",
  ],
  event: "ConsignmentHeld",
  endorsedBy: (_input, facts) => [facts.callerMsp],
});

/**
 * A hold is released by the state that placed it; the state that registered the consignment overrides it, in its own statement, so that
 * nobody can keep it from that. With `seized` or `returned` the state that placed it ends it: it stops the goods for good, until that state
 * releases it for another reason.
 */
export const CHECKPOINT_RELEASE = command({
  name: "checkpoint:Release",
  summary: "Release a hold, or end it because the goods were seized or sent back",
  input: z.strictObject({
    consignment: ConsignmentId,
    hold: HoldId,
    reason: HoldReleaseReason,
  }),
  output: Hold,
  roles: ["customs-officer", "licensing-officer", "senior-licensing-officer"],
  errors: ["NOT_FOUND", "HOLD_NOT_OPEN", "HOLD_NOT_YOURS", "HOLD_END_NOT_YOURS", "TRANSITION_NOT_ALLOWED"],
  event: "HoldReleased",
  endorsedBy: (_input, facts) => [facts.callerMsp],
});

/**
 * What an inspection found; seals that do not conform force a result that is not satisfactory, and what it says of seals and counts is what
 * the numbers say that it read.
 */
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
    "CONSIGNMENT_NOT_AUTHENTIC",
    "PLACE_OF_ANOTHER_STATE",
    "OFFICE_OF_ANOTHER_STATE",
    "SEAL_NOT_CONFORM",
    "CONSIGNMENT_MISMATCH",
    "EVENT_TIME_IN_FUTURE",
    "LIMIT_EXCEEDED",
    "COMMITMENT_MISMATCH",
  ],
  event: "InspectionRecorded",
  parts: { findings: InspectionFindings },
  // What was read and counted is compared with it; goods that need no licence are declared in no quantity.
  evidence: (input) => ({
    transport: { kind: "consignment", id: input.consignment, part: "transport" },
    goods: { kind: "consignment", id: input.consignment, part: "goods" },
  }),
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
  "checkpoint:ReadVerification": CHECKPOINT_READ_VERIFICATION,
  "checkpoint:Hold": CHECKPOINT_HOLD,
  "checkpoint:Release": CHECKPOINT_RELEASE,
  "checkpoint:Inspect": CHECKPOINT_INSPECT,
  "checkpoint:ListHolds": CHECKPOINT_LIST_HOLDS,
  "checkpoint:ListInspections": CHECKPOINT_LIST_INSPECTIONS,
} as const;
