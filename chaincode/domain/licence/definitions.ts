// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { command, query } from "../shared/definition";
import { ownerOfLicence, ownerOfReference, registerOf } from "../shared/ownership";
import type { PartRef } from "../shared/parts";
import { CountryCode, type MspId, PageRequest, pageOf } from "../shared/primitives";
import { Quantity } from "../shared/quantity";
import { ApplicationId, LicenceNumber, LineNumber } from "../shared/references";
import { LicenceKind } from "./kinds";
import { actionReference } from "./references";
import {
  ActionId,
  AmendmentTerms,
  Application,
  LegalBasis,
  Licence,
  LicenceAction,
  LicenceContent,
  LicenceReason,
  LicenceTerms,
} from "./schemas";
import { LineView } from "./write-off";

type OfLicence = { readonly licence: string };
type OfApplication = { readonly application: string };

const byLicenceOwner = (input: OfLicence): readonly MspId[] => [ownerOfLicence(input.licence)];
const byApplicationOwner = (input: OfApplication): readonly MspId[] => [ownerOfReference(input.application)];
const contentOfApplication = (input: OfApplication): Record<string, PartRef> => ({
  content: { kind: "application", id: input.application, part: "content" },
});
const contentOfLicence = (input: OfLicence): Record<string, PartRef> => ({
  content: { kind: "licence", id: input.licence, part: "content" },
});

const LICENSING = ["licensing-officer", "senior-licensing-officer"] as const;
const MOVE_ERRORS = ["NOT_FOUND", "NOT_YOUR_RECORD", "TRANSITION_NOT_ALLOWED"] as const;

/** Reference of the confidential content that a requested amendment proposes. */
export function proposedContentRef(licence: string, action: string): PartRef {
  return { kind: "licence", id: actionReference(licence, action), part: "content" };
}

/** An exporter, or an officer for him, applies for a licence. */
export const LICENCE_APPLY = command({
  name: "licence:Apply",
  summary: "Apply for a licence",
  input: z.strictObject({ application: ApplicationId, kind: LicenceKind }),
  parts: { content: LicenceContent },
  output: Application,
  roles: ["exporter", ...LICENSING],
  event: "LicenceAppliedFor",
  errors: ["ALREADY_EXISTS", "NOT_YOUR_RECORD", "HOLDER_ONLY"],
  entersList: ({ application }) => `applications of ${registerOf(application)}`,
  endorsedBy: byApplicationOwner,
});

/** The applicant withdraws the application. */
export const LICENCE_WITHDRAW_APPLICATION = command({
  name: "licence:WithdrawApplication",
  summary: "Withdraw an application",
  input: z.strictObject({ application: ApplicationId }),
  output: Application,
  roles: ["exporter"],
  event: "ApplicationWithdrawn",
  errors: [...MOVE_ERRORS, "HOLDER_ONLY", "COMMITMENT_MISMATCH"],
  evidence: contentOfApplication,
  endorsedBy: byApplicationOwner,
});

/** A licensing officer decides an application. What is approved (terms and content) is exactly what a second officer may issue. */
export const LICENCE_DECIDE = command({
  name: "licence:Decide",
  summary: "Approve or refuse an application",
  input: z
    .strictObject({
      application: ApplicationId,
      outcome: z.enum(["approve", "refuse"]),
      reason: LicenceReason,
      legalBasis: LegalBasis,
      terms: LicenceTerms.optional().describe("terms that are approved; with approve only"),
    })
    .refine((input) => (input.outcome === "approve") === (input.terms !== undefined), {
      error: "an approval has terms, and a refusal has none",
      path: ["terms"],
    }),
  parts: { content: LicenceContent },
  optionalParts: ["content"],
  output: Application,
  roles: LICENSING,
  event: "ApplicationDecided",
  errors: [...MOVE_ERRORS, "TERMS_MISMATCH", "VALIDITY_REVERSED", "COMMITMENT_MISMATCH"],
  evidence: contentOfApplication,
  endorsedBy: byApplicationOwner,
});

/** A second, senior officer issues the licence that was approved. */
export const LICENCE_ISSUE = command({
  name: "licence:Issue",
  summary: "Issue the licence that an application was approved for",
  input: z.strictObject({ application: ApplicationId, licence: LicenceNumber }),
  output: Licence,
  roles: ["senior-licensing-officer"],
  event: "LicenceIssued",
  errors: [
    ...MOVE_ERRORS,
    "ALREADY_EXISTS",
    "FOUR_EYES_REQUIRED",
    "TERMS_MISMATCH",
    "LICENCE_OF_ANOTHER_STATE",
    "COMMITMENT_MISMATCH",
  ],
  evidence: contentOfApplication,
  entersList: ({ application }) => `licences of ${registerOf(application)}`,
  endorsedBy: byApplicationOwner,
});

/** The public record of an application. */
export const LICENCE_READ_APPLICATION = query({
  name: "licence:ReadApplication",
  summary: "Read an application's public record",
  input: z.strictObject({ application: ApplicationId }),
  output: Application,
  roles: "any",
  errors: ["NOT_FOUND"],
});

const Register = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .optional()
  .describe("authority's country code; all authorities when left out");

/** Applications, page by page. */
export const LICENCE_LIST_APPLICATIONS = query({
  name: "licence:ListApplications",
  summary: "List applications",
  input: z.strictObject({ register: Register, ...PageRequest }),
  output: pageOf(Application),
  roles: "any",
  errors: [],
});

/** Suspends a licence at once: nothing more is reserved or consumed on it. */
export const LICENCE_SUSPEND = command({
  name: "licence:Suspend",
  summary: "Suspend a licence at once",
  input: z.strictObject({ licence: LicenceNumber, reason: LicenceReason, legalBasis: LegalBasis }),
  output: Licence,
  roles: ["senior-licensing-officer"],
  event: "LicenceSuspended",
  errors: [...MOVE_ERRORS],
  endorsedBy: byLicenceOwner,
});

const ActionRequest = z.strictObject({ licence: LicenceNumber, reason: LicenceReason, legalBasis: LegalBasis });

/** A first officer asks for a suspended licence to be reinstated. */
export const LICENCE_REQUEST_REINSTATEMENT = command({
  name: "licence:RequestReinstatement",
  summary: "Request that a suspended licence be reinstated",
  input: ActionRequest,
  output: LicenceAction,
  roles: LICENSING,
  event: "LicenceActionRequested",
  errors: [...MOVE_ERRORS],
  endorsedBy: byLicenceOwner,
});

/** A first officer asks for a licence to be revoked. */
export const LICENCE_REQUEST_REVOCATION = command({
  name: "licence:RequestRevocation",
  summary: "Request that a licence be revoked",
  input: ActionRequest,
  output: LicenceAction,
  roles: LICENSING,
  event: "LicenceActionRequested",
  errors: [...MOVE_ERRORS],
  endorsedBy: byLicenceOwner,
});

/** A first officer asks for a licence to be cancelled, as issued in error or replaced. */
export const LICENCE_REQUEST_CANCELLATION = command({
  name: "licence:RequestCancellation",
  summary: "Request that a licence be cancelled",
  input: ActionRequest,
  output: LicenceAction,
  roles: LICENSING,
  event: "LicenceActionRequested",
  errors: [...MOVE_ERRORS],
  endorsedBy: byLicenceOwner,
});

/** A first officer asks for an amendment: other limits, other validity, other content. The balance is carried over. */
export const LICENCE_REQUEST_AMENDMENT = command({
  name: "licence:RequestAmendment",
  summary: "Request an amendment of a licence's limits, validity or content",
  input: ActionRequest.extend({ amendment: AmendmentTerms }),
  parts: { content: LicenceContent },
  optionalParts: ["content"],
  output: LicenceAction,
  roles: LICENSING,
  event: "LicenceActionRequested",
  errors: [...MOVE_ERRORS, "AMENDMENT_BELOW_USED", "TERMS_MISMATCH", "VALIDITY_REVERSED"],
  endorsedBy: byLicenceOwner,
});

/** A first officer asks that a late entry may exceed a line's limit, in exceptional circumstances. */
export const LICENCE_REQUEST_OVERRIDE = command({
  name: "licence:RequestOverride",
  summary: "Request that a late entry may exceed a line's limit",
  input: ActionRequest.extend({
    line: LineNumber,
    quantity: Quantity.describe("by how much at most"),
    state: CountryCode.optional().describe("state whose customs may use it, where it is not the issuing one"),
  }),
  output: LicenceAction,
  roles: LICENSING,
  event: "LicenceActionRequested",
  errors: [
    "NOT_FOUND",
    "NOT_YOUR_RECORD",
    "WRITE_OFF_NOT_GRANTED",
    "LINE_NOT_ON_LICENCE",
    "UNIT_NOT_CONVERTIBLE",
    "QUANTITY_ZERO",
  ],
  endorsedBy: byLicenceOwner,
});

/** A second, senior officer confirms a requested act, which takes effect at once. */
export const LICENCE_CONFIRM_ACTION = command({
  name: "licence:ConfirmAction",
  summary: "Confirm a requested act as second officer",
  input: z.strictObject({ licence: LicenceNumber, action: ActionId }),
  output: z.strictObject({ action: LicenceAction, licence: Licence }),
  roles: ["senior-licensing-officer"],
  event: "LicenceActionConfirmed",
  errors: [...MOVE_ERRORS, "ACTION_NOT_OPEN", "FOUR_EYES_REQUIRED", "AMENDMENT_BELOW_USED", "COMMITMENT_MISMATCH"],
  evidence: (input) => ({ content: proposedContentRef(input.licence, input.action) }),
  endorsedBy: byLicenceOwner,
});

/** A second officer rejects a requested act. */
export const LICENCE_REJECT_ACTION = command({
  name: "licence:RejectAction",
  summary: "Reject a requested act as second officer",
  input: z.strictObject({ licence: LicenceNumber, action: ActionId }),
  output: LicenceAction,
  roles: ["senior-licensing-officer"],
  event: "LicenceActionRejected",
  errors: ["NOT_FOUND", "NOT_YOUR_RECORD", "ACTION_NOT_OPEN", "FOUR_EYES_REQUIRED"],
  endorsedBy: byLicenceOwner,
});

/** The requested acts of a licence, page by page. */
export const LICENCE_LIST_ACTIONS = query({
  name: "licence:ListActions",
  summary: "List the acts under four eyes of a licence",
  input: z.strictObject({ licence: LicenceNumber, ...PageRequest }),
  output: pageOf(LicenceAction),
  roles: "any",
  errors: [],
});

/** The holder gives the licence back. */
export const LICENCE_SURRENDER = command({
  name: "licence:Surrender",
  summary: "Surrender your licence",
  input: z.strictObject({ licence: LicenceNumber }),
  output: Licence,
  roles: ["exporter"],
  event: "LicenceSurrendered",
  errors: [...MOVE_ERRORS, "HOLDER_ONLY", "COMMITMENT_MISMATCH"],
  evidence: contentOfLicence,
  endorsedBy: byLicenceOwner,
});

/** Records that a licence's validity has ended. It ended on its date, recorded or not. */
export const LICENCE_EXPIRE = command({
  name: "licence:Expire",
  summary: "Record that a licence's validity has ended",
  input: z.strictObject({ licence: LicenceNumber }),
  output: Licence,
  roles: LICENSING,
  event: "LicenceExpired",
  errors: [...MOVE_ERRORS, "LICENCE_NOT_EXPIRED"],
  endorsedBy: byLicenceOwner,
});

/** A licence with its balances and whether it may be used now. */
export const LICENCE_READ = query({
  name: "licence:Read",
  summary: "Read a licence, its balances and whether it may be used",
  input: z.strictObject({ licence: LicenceNumber }),
  output: z.strictObject({
    licence: Licence,
    effectiveStatus: Licence.shape.status.describe("status with expiry and exhaustion taken into account"),
    usable: z.boolean(),
    reasons: z.array(z.strictObject({ code: z.string(), sentence: z.string() })).describe("why it is not usable"),
    lines: z.array(LineView),
  }),
  roles: "any",
  errors: ["NOT_FOUND"],
});

/** Licences, page by page. */
export const LICENCE_LIST = query({
  name: "licence:List",
  summary: "List licences",
  input: z.strictObject({ register: Register, ...PageRequest }),
  output: pageOf(Licence),
  roles: "any",
  errors: [],
});

/** Transactions of the licence's life cycle, by name. */
export const LICENCE_LIFECYCLE_TRANSACTIONS = {
  "licence:Apply": LICENCE_APPLY,
  "licence:WithdrawApplication": LICENCE_WITHDRAW_APPLICATION,
  "licence:Decide": LICENCE_DECIDE,
  "licence:Issue": LICENCE_ISSUE,
  "licence:ReadApplication": LICENCE_READ_APPLICATION,
  "licence:ListApplications": LICENCE_LIST_APPLICATIONS,
  "licence:Suspend": LICENCE_SUSPEND,
  "licence:RequestReinstatement": LICENCE_REQUEST_REINSTATEMENT,
  "licence:RequestRevocation": LICENCE_REQUEST_REVOCATION,
  "licence:RequestCancellation": LICENCE_REQUEST_CANCELLATION,
  "licence:RequestAmendment": LICENCE_REQUEST_AMENDMENT,
  "licence:RequestOverride": LICENCE_REQUEST_OVERRIDE,
  "licence:ConfirmAction": LICENCE_CONFIRM_ACTION,
  "licence:RejectAction": LICENCE_REJECT_ACTION,
  "licence:ListActions": LICENCE_LIST_ACTIONS,
  "licence:Surrender": LICENCE_SURRENDER,
  "licence:Expire": LICENCE_EXPIRE,
  "licence:Read": LICENCE_READ,
  "licence:List": LICENCE_LIST,
} as const;
