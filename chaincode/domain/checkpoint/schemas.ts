// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { AttachedFiles } from "../shared/files";
import { MEMBERS_MAX } from "../shared/ownership";
import { commitmentsTo } from "../shared/parts";
import { ROUTE_PLACES_MAX } from "../shared/places";
import { CustomsOffice, Hash, Instant, LocalInstant, MspId, text, Ucr, UcrPart, UnLocode } from "../shared/primitives";
import { Quantity } from "../shared/quantity";
import {
  ConsignmentId,
  HoldId,
  InspectionId,
  LicenceNumber,
  OfficerId,
  PartyId,
  RegisterCode,
  VerificationId,
} from "../shared/references";
import { ObservedSealState, Seal } from "../shared/seals";
import { HOLD_STATUSES } from "./transitions";

/** The separate questions that the ledger answers by its records. */
export const LEDGER_CHECKS = [
  "integrity",
  "licence-status",
  "quantity",
  "parties",
  "goods-and-codes",
  "route",
  "end-use-certificate",
  "custody-chain",
  "seals",
  "conditions",
  "holds-and-findings",
  "reference",
] as const;

/** The separate questions of a verification; there is never one green tick instead. The last is about the peer that answers. */
export const CHECKS = [...LEDGER_CHECKS, "freshness"] as const;
export type Check = (typeof CHECKS)[number];

/**
 * Answers to a check. What nobody has looked at, recorded or could reach is `unknown`; what somebody holds and has not shared with the
 * asker is `not-disclosed`.
 */
export const VERDICTS = ["satisfactory", "not-satisfactory", "unknown", "not-disclosed", "not-applicable"] as const;
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

/** How recent the records are that a peer answered from. What is left out, the peer did not say. */
export const Freshness = z.strictObject({
  block: z.int().min(0).optional().describe("newest block of the peer that answered"),
  blockAt: Instant.optional().describe("when the newest transaction in it was made, as its client says"),
  ageSeconds: z.int().min(0).optional().describe("seconds since then"),
  behind: z.int().min(0).optional().describe("blocks that peers of other organisations have more, as far as it hears"),
  peersHeard: z.int().min(0).describe("peers of other organisations that it hears of"),
});
export type Freshness = z.infer<typeof Freshness>;

/** Conditions of a licence that only somebody on the spot can check. */
export const ConfirmedCondition = z.enum(["official-presence", "free-text"]);
export type ConfirmedCondition = z.infer<typeof ConfirmedCondition>;

/** How many conditions are confirmed at a time at most: each of the two, of as many licences as a consignment draws on. */
const CONFIRMATIONS_MAX = 198;

/** What an officer has before their eyes and gives along with the question. */
export const Presented = z.strictObject({
  place: UnLocode.optional(),
  office: CustomsOffice.optional(),
  seals: z.array(z.string().trim().min(1).max(20)).max(99).optional().describe("seal numbers read"),
  sealState: ObservedSealState.optional(),
  counts: z
    .array(z.strictObject({ item: z.int().min(1).max(9_999), quantity: Quantity }))
    .max(99)
    .optional(),
  presentedBy: PartyId.optional().describe("party that presents the goods"),
  confirmed: z
    .array(z.strictObject({ licence: LicenceNumber, condition: ConfirmedCondition }))
    .max(CONFIRMATIONS_MAX)
    .optional()
    .describe(
      "conditions that only somebody on the spot can check, licence by licence, which you have found kept; they count at the place that you give, " +
        "and that an official was present at loading counts in the exporting state",
    ),
});
export type Presented = z.infer<typeof Presented>;

/** Why a consignment is held. */
export const HoldReason = z.enum([
  "information-not-considered",
  "circumstances-changed",
  "verdict",
  "seals",
  "documents",
  "inspection",
  "other",
]);

/** Why a hold is released. */
export const HoldReleaseReason = z.enum(["cleared", "issuer-confirmed", "seized", "returned", "placed-in-error"]);

/** Reasons by which a hold ends the consignment: its goods were seized, or sent back, where they were held. */
export const HoldEnd = HoldReleaseReason.extract(["seized", "returned"]);

/** What a state says of a hold while it stands. */
const heldFacts = {
  id: HoldId,
  reason: HoldReason,
  office: CustomsOffice.optional(),
  placedBy: OfficerId,
  placedAt: Instant,
  until: Instant.optional().describe("when the hold lapses by itself"),
  contact: text(70).optional().describe("whom to call: a desk and its number, and no person's"),
  inspection: InspectionId.optional().describe("inspection whose finding it is that stops the goods"),
  ended: z
    .strictObject({ as: HoldEnd, at: Instant, by: OfficerId })
    .optional()
    .describe("how the goods ended where they were held: nothing moves on with their papers"),
};

/** How a hold ended before it lapsed: by the state that placed it, or by the one that registered the consignment. */
const HoldRelease = z.strictObject({ at: Instant, by: OfficerId, mspId: MspId, reason: HoldReleaseReason });

/** A hold. Its record says `open`, `ended` or `released`; that it has lapsed follows from the date. */
export const Hold = z.strictObject({
  ...heldFacts,
  consignment: ConsignmentId,
  status: z.enum(HOLD_STATUSES),
  released: HoldRelease.optional(),
});
export type Hold = z.infer<typeof Hold>;

/** How many holds of one state are open on one consignment at most. */
export const OPEN_HOLDS_MAX = 20;

/** Control result codes (NCTS): satisfactory, considered satisfactory, minor and major discrepancies. */
export const ControlResult = z.enum(["A1", "A2", "A5", "B1"]);

/** Results of an inspection that found nothing, or nothing that matters. */
export const SATISFACTORY_RESULTS: readonly string[] = ["A1", "A2"];

/** What a state's last inspection of a consignment found, for everybody who asks. */
export const LastInspection = z.strictObject({
  inspection: InspectionId,
  result: ControlResult,
  place: UnLocode,
  at: Instant,
  sealState: ObservedSealState,
  sealsConform: z.boolean(),
  countsAgree: z.boolean(),
  sequence: z.int().min(0).describe("last custody event then; 0 where the chain could not be read"),
});
export type LastInspection = z.infer<typeof LastInspection>;

/** What one state's authority says of one consignment: all that a handoff, a release or a verdict reads of it. */
export const Statement = z.strictObject({
  consignment: ConsignmentId,
  register: RegisterCode,
  openHolds: z.array(z.strictObject(heldFacts)).max(OPEN_HOLDS_MAX),
  seals: z
    .strictObject({ found: z.literal("broken"), sequence: z.int().min(1).optional(), txId: Hash.optional() })
    .optional()
    .describe("seals that an inspection found broken, and the last custody event then, where the chain could be read"),
  inspected: LastInspection.optional().describe("the state's last inspection"),
});
export type Statement = z.infer<typeof Statement>;

/** How a hold ends that others placed: when, by whom, why. */
const override = HoldRelease.omit({ mspId: true }).shape;

/** How many holds of states on its route the registering state has overridden at most: as many as can be open. */
export const OVERRIDES_MAX = OPEN_HOLDS_MAX * ROUTE_PLACES_MAX;

/** What the state that registered a consignment overrides: holds of states on its route one by one, other states once and for all. */
export const Overrides = z.strictObject({
  consignment: ConsignmentId,
  holds: z.array(z.strictObject({ hold: HoldId, ...override })).max(OVERRIDES_MAX),
  states: z
    .array(z.strictObject({ register: RegisterCode, ...override }))
    .max(MEMBERS_MAX)
    .describe("states off the route, which stop these goods no more"),
});
export type Overrides = z.infer<typeof Overrides>;

/** Confidential findings of an inspection. */
export const InspectionFindings = z.strictObject({
  counts: z
    .array(z.strictObject({ item: z.int().min(1).max(9_999), quantity: Quantity }))
    .max(99)
    .default([]),
  seals: z.array(Seal).max(99).default([]),
  serials: z.array(text(70)).max(999).default([]),
  remarks: text(4_000).optional(),
  files: AttachedFiles,
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
  custodySequence: z.int().min(0).describe("length of the custody chain when inspected; 0 where it could not be read"),
  commitments: commitmentsTo("findings"),
  certifiedBy: OfficerId,
  eventTime: LocalInstant,
  recordTime: Instant,
});
export type Inspection = z.infer<typeof Inspection>;

/** A verification that was put on record: codes only, as the ledger computed them at the asking state's own peer. */
export const Verification = z.strictObject({
  id: VerificationId,
  licence: LicenceNumber.optional(),
  ucr: Ucr.optional(),
  ucrPart: UcrPart.optional(),
  consignment: ConsignmentId.optional(),
  office: CustomsOffice.optional(),
  place: UnLocode.optional(),
  disposition: Disposition,
  verdicts: z
    .array(z.strictObject({ check: z.enum(CHECKS), verdict: z.enum(VERDICTS), code: z.string().max(64) }))
    .max(LEDGER_CHECKS.length),
  officer: OfficerId,
  recordedAt: Instant,
});
export type Verification = z.infer<typeof Verification>;
