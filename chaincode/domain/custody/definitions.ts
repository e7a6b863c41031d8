// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { command, type EndorsementFacts, query } from "../shared/definition";
import { ownerOfReference } from "../shared/ownership";
import { CustomsOffice, LocalInstant, type MspId, PageRequest, UnLocode } from "../shared/primitives";
import { ConsignmentId, PartyId, PartySignature } from "../shared/references";
import {
  AcceptanceFindings,
  CustodyContent,
  CustodyEvent,
  CustodyEventId,
  CustodyHead,
  CustodyReceipt,
  IncidentCode,
  IncidentContent,
  RefusalCode,
  ResealContent,
  TimeClass,
  TransferNumber,
  TransferTerms,
} from "./schemas";

interface OfConsignment {
  readonly consignment: string;
}

/** Organisations that keep the head: each endorses its every change. Without facts, the one that is known from the reference. */
function keepersOf({ consignment }: OfConsignment, { keepers = [] }: EndorsementFacts): readonly MspId[] {
  return [ownerOfReference(consignment), ...keepers];
}

function distinct(organisations: readonly MspId[]): readonly MspId[] {
  return [...new Set(organisations)];
}

const byKeepers = (input: OfConsignment, facts: EndorsementFacts): readonly MspId[] =>
  distinct(keepersOf(input, facts));

/** The receiver's organisation says in its own collection that it has the goods. */
function byKeepersAndReceiver(
  input: OfConsignment & { readonly receivedBy: string },
  facts: EndorsementFacts,
): readonly MspId[] {
  return distinct([...keepersOf(input, facts), ownerOfReference(input.receivedBy)]);
}

/** Where an act rests on the caller's identity, its organisation stands by it. */
function byKeepersAndCaller(input: OfConsignment, facts: EndorsementFacts): readonly MspId[] {
  return distinct([...keepersOf(input, facts), facts.callerMsp]);
}

const consignmentOf = (input: OfConsignment): string => input.consignment;

const TRANSFER_ERRORS = [
  "CONSIGNMENT_CLOSED",
  "CONSIGNMENT_NOT_RELEASED",
  "CONSIGNMENT_NOT_AUTHENTIC",
  "PLACE_OFF_ROUTE",
  "PLACE_PROHIBITED",
  "PLACE_PASSED",
  "CARRIER_NOT_NAMED",
  "LICENCE_SUSPENDED",
  "LICENCE_NOT_USABLE",
  "NOT_FOUND",
  "NOT_CUSTODIAN",
  "PARTY_NOT_REPRESENTED",
  "PARTY_NOT_IN_FORCE",
  "SAME_PARTY",
  "TRANSFER_NUMBER_WRONG",
  "CUSTODY_PROPOSAL_PENDING",
  "CUSTODY_OFFER_LAPSED",
  "CUSTODY_TIME_BEFORE_LAST",
  "EVENT_TIME_IN_FUTURE",
  "SEAL_STATE_CONFLICT",
  "CUSTODY_NOT_ENDORSED",
  "CUSTODY_CHAIN_BROKEN",
  "PROOF_NOT_LOCKED",
  "MEMBERS_DISAGREE",
  "SIGNATURE_INVALID",
  "SIGNER_NOT_ACCEPTED",
  "COMMITMENT_MISMATCH",
  "CONSIGNMENT_ON_HOLD",
  "CONSIGNMENT_ENDED",
  "CERTIFICATE_NOT_IN_FORCE",
  "LIMIT_EXCEEDED",
] as const;

/** The current custodian offers custody to a named party. */
export const CUSTODY_PROPOSE = command({
  name: "custody:Propose",
  summary: "Propose to hand custody over to a named party",
  input: TransferTerms.extend({
    timeClass: TimeClass.default("ACT"),
    signature: PartySignature.optional().describe("releasing party's EIP-712 CustodyRelease"),
  }),
  output: CustodyReceipt,
  roles: "any",
  errors: TRANSFER_ERRORS,
  event: "CustodyProposed",
  parts: { content: CustodyContent },
  optionalParts: ["content"],
  custodyOf: consignmentOf,
  endorsedBy: byKeepers,
});

/** The named party takes custody on the terms proposed. */
export const CUSTODY_ACCEPT = command({
  name: "custody:Accept",
  summary: "Accept a proposed custody on its terms",
  input: TransferTerms.extend({
    accepted: AcceptanceFindings,
    signature: PartySignature.optional().describe("receiving party's EIP-712 CustodyAcceptance"),
  }),
  output: CustodyReceipt,
  roles: "any",
  errors: [...TRANSFER_ERRORS, "NO_CUSTODY_PROPOSAL", "NOT_NAMED_PARTY", "PROPOSAL_TERMS_DIFFER"],
  event: "CustodyTransferred",
  parts: { findings: CustodyContent },
  optionalParts: ["findings"],
  custodyOf: consignmentOf,
  endorsedBy: byKeepersAndReceiver,
});

/** The named party refuses, with a reply code. */
export const CUSTODY_REFUSE = command({
  name: "custody:Refuse",
  summary: "Refuse a proposed custody with a reason",
  input: z.strictObject({
    consignment: ConsignmentId,
    transfer: TransferNumber,
    refusedBy: PartyId,
    code: RefusalCode,
    eventTime: LocalInstant,
    signature: PartySignature.optional().describe("named party's EIP-712 CustodyRefusal"),
  }),
  output: CustodyReceipt,
  roles: "any",
  errors: [
    "NOT_FOUND",
    "NO_CUSTODY_PROPOSAL",
    "CUSTODY_TIME_BEFORE_LAST",
    "NOT_NAMED_PARTY",
    "PARTY_NOT_REPRESENTED",
    "TRANSFER_NUMBER_WRONG",
    "EVENT_TIME_IN_FUTURE",
    "SIGNATURE_INVALID",
    "SIGNER_NOT_ACCEPTED",
    "CUSTODY_NOT_ENDORSED",
  ],
  event: "CustodyRefused",
  custodyOf: consignmentOf,
  endorsedBy: (input, facts) =>
    input.signature === undefined ? byKeepersAndCaller(input, facts) : byKeepers(input, facts),
});

/** The custodian withdraws its own open proposal. */
export const CUSTODY_CANCEL = command({
  name: "custody:Cancel",
  summary: "Cancel one's own open custody proposal",
  input: z.strictObject({ consignment: ConsignmentId, eventTime: LocalInstant }),
  output: CustodyReceipt,
  roles: "any",
  errors: [
    "NOT_FOUND",
    "NO_CUSTODY_PROPOSAL",
    "CUSTODY_TIME_BEFORE_LAST",
    "NOT_CUSTODIAN",
    "PARTY_NOT_REPRESENTED",
    "EVENT_TIME_IN_FUTURE",
    "CUSTODY_NOT_ENDORSED",
  ],
  event: "CustodyProposalCancelled",
  custodyOf: consignmentOf,
  endorsedBy: byKeepers,
});

/** Release and acceptance in one transaction, both signed on devices. */
export const CUSTODY_HANDOFF = command({
  name: "custody:Handoff",
  summary: "Hand custody over in one transaction, signed by both parties",
  input: TransferTerms.extend({
    accepted: AcceptanceFindings,
    releaseSignature: PartySignature.optional().describe("releasing party's EIP-712 CustodyRelease"),
    acceptanceSignature: PartySignature.optional().describe("receiving party's EIP-712 CustodyAcceptance"),
  }),
  output: CustodyReceipt,
  roles: "any",
  errors: TRANSFER_ERRORS,
  event: "CustodyTransferred",
  parts: { content: CustodyContent, findings: CustodyContent },
  optionalParts: ["content", "findings"],
  custodyOf: consignmentOf,
  endorsedBy: byKeepersAndReceiver,
});

/** Seals are replaced: by the custodian, or by customs, who alone may do so where a seal is broken. */
export const CUSTODY_RESEAL = command({
  name: "custody:Reseal",
  summary: "Record that the seals were replaced",
  input: z.strictObject({
    consignment: ConsignmentId,
    place: UnLocode,
    office: CustomsOffice.optional(),
    eventTime: LocalInstant,
  }),
  output: CustodyReceipt,
  roles: ["carrier", "exporter", "customs-officer"],
  errors: [
    "NOT_FOUND",
    "NOT_CUSTODIAN",
    "PLACE_OF_ANOTHER_STATE",
    "OFFICE_OF_ANOTHER_STATE",
    "PARTY_NOT_REPRESENTED",
    "TRANSITION_NOT_ALLOWED",
    "CUSTODY_TIME_BEFORE_LAST",
    "EVENT_TIME_IN_FUTURE",
    "CUSTODY_NOT_ENDORSED",
  ],
  event: "ConsignmentResealed",
  parts: { content: ResealContent },
  custodyOf: consignmentOf,
  endorsedBy: byKeepersAndCaller,
});

/** An incident en route, by its NCTS code (CL019). */
export const CUSTODY_REPORT_INCIDENT = command({
  name: "custody:ReportIncident",
  summary: "Report an incident en route",
  input: z.strictObject({
    consignment: ConsignmentId,
    code: IncidentCode,
    place: UnLocode.optional().describe("where it happened; customs must say so"),
    office: CustomsOffice.optional(),
    eventTime: LocalInstant,
  }),
  output: CustodyReceipt,
  roles: ["carrier", "exporter", "customs-officer"],
  errors: [
    "NOT_FOUND",
    "NOT_CUSTODIAN",
    "PLACE_OF_ANOTHER_STATE",
    "OFFICE_OF_ANOTHER_STATE",
    "INCIDENT_FIELDS_MISSING",
    "LIMIT_EXCEEDED",
    "EVENT_TIME_IN_FUTURE",
    "CUSTODY_NOT_ENDORSED",
  ],
  event: "IncidentReported",
  parts: { content: IncidentContent },
  custodyOf: consignmentOf,
  endorsedBy: byKeepersAndCaller,
});

/** Customs closes an incident, or a difference found at a transfer. */
export const CUSTODY_CLOSE_MATTER = command({
  name: "custody:CloseMatter",
  summary: "Close an incident or a count difference",
  input: z.strictObject({
    consignment: ConsignmentId,
    closes: CustodyEventId.describe("the incident, or the transfer whose counts did not agree"),
    office: CustomsOffice.optional(),
    eventTime: LocalInstant,
  }),
  output: CustodyReceipt,
  roles: ["customs-officer"],
  errors: [
    "NOT_FOUND",
    "STATE_NOT_CONCERNED",
    "EVENT_NOT_ON_CHAIN",
    "INCIDENT_ALREADY_CLOSED",
    "EVENT_TIME_IN_FUTURE",
    "CUSTODY_NOT_ENDORSED",
  ],
  event: "CustodyMatterClosed",
  custodyOf: consignmentOf,
  endorsedBy: byKeepersAndCaller,
});

/** An earlier event is declared wrong (EPCIS errorDeclaration); the event itself stays. */
export const CUSTODY_DECLARE_ERROR = command({
  name: "custody:DeclareError",
  summary: "Declare that an earlier event was wrong",
  input: z
    .strictObject({
      consignment: ConsignmentId,
      declares: CustodyEventId.describe("the event that is wrong"),
      reason: z.enum(["did-not-occur", "incorrect-data"]),
      correctedBy: CustodyEventId.optional().describe("the event that states what really happened"),
      eventTime: LocalInstant,
    })
    .refine((input) => input.reason === "did-not-occur" || input.correctedBy !== undefined, {
      path: ["correctedBy"],
      error: "incorrect data needs the event that corrects it",
    }),
  output: CustodyReceipt,
  roles: ["carrier", "exporter", "customs-officer"],
  errors: [
    "NOT_FOUND",
    "NOT_CUSTODIAN",
    "PARTY_NOT_REPRESENTED",
    "STATE_NOT_CONCERNED",
    "EVENT_NOT_ON_CHAIN",
    "EVENT_TIME_IN_FUTURE",
    "CUSTODY_NOT_ENDORSED",
  ],
  event: "CustodyErrorDeclared",
  custodyOf: consignmentOf,
  endorsedBy: byKeepersAndCaller,
});

/** Who has the goods now, how many events there are, the seals, what is open. */
export const CUSTODY_HEAD = query({
  name: "custody:Head",
  summary: "Read the head of a consignment's custody chain",
  input: z.strictObject({ consignment: ConsignmentId }),
  output: CustodyHead,
  roles: "any",
  errors: ["NOT_FOUND", "CUSTODY_NOT_ENDORSED", "CUSTODY_CHAIN_BROKEN"],
});

/** Events newest first, each checked against the hash that the later one carries. */
export const CUSTODY_LIST_EVENTS = query({
  name: "custody:ListEvents",
  summary: "List a consignment's custody events, newest first",
  input: z.strictObject({ consignment: ConsignmentId, ...PageRequest }),
  output: z.strictObject({
    items: z.array(z.strictObject({ id: CustodyEventId, event: CustodyEvent })),
    bookmark: z.string().describe("empty when this is the last page"),
  }),
  roles: "any",
  errors: ["NOT_FOUND", "CUSTODY_NOT_ENDORSED", "CUSTODY_CHAIN_BROKEN"],
});

/** What an audit finds. */
export const CUSTODY_PROBLEMS = [
  "link-broken",
  "state-not-derived",
  "custody-not-continuous",
  "head-differs",
  "receiver-not-endorsed",
  "act-not-endorsed",
  "not-entitled",
  "signature-invalid",
  "key-compromised",
] as const;

/** A problem of an event, or of the head where it names the last event. */
export const CustodyProblem = z.strictObject({
  event: CustodyEventId,
  code: z
    .enum(CUSTODY_PROBLEMS)
    .describe(
      "link-broken: missing, or not what was linked; state-not-derived: not what follows from the event before; custody-not-continuous: " +
        "released by somebody who had no custody; head-differs: the head is not what the last event says; receiver-not-endorsed: an " +
        "organisation does not say that it had the goods; act-not-endorsed: an organisation does not stand by what one of its people is " +
        "said to have done; not-entitled: somebody acted who may not; signature-invalid: not of a key of the party at the time; " +
        "key-compromised: signed with a key that was compromised by then",
    ),
  sentence: z.string(),
});
export type CustodyProblem = z.infer<typeof CustodyProblem>;

/** Walks the chain and checks each event against the one before, and the head against the last: states, acts, signatures, consents. */
export const CUSTODY_AUDIT = query({
  name: "custody:Audit",
  summary: "Re-check a consignment's custody chain, page by page",
  input: z.strictObject({ consignment: ConsignmentId, ...PageRequest }),
  output: z.strictObject({
    checked: z.int().min(0).describe("events checked on this page"),
    signatures: z.int().min(0).describe("signatures recovered again"),
    problems: z.array(CustodyProblem),
    reachedStart: z.boolean(),
    bookmark: z.string().describe("empty when the chain's start was reached or its link is broken"),
  }),
  roles: "any",
  errors: ["NOT_FOUND"],
});

/** Every transaction of the custody area, by name. */
export const CUSTODY_TRANSACTIONS = {
  "custody:Propose": CUSTODY_PROPOSE,
  "custody:Accept": CUSTODY_ACCEPT,
  "custody:Refuse": CUSTODY_REFUSE,
  "custody:Cancel": CUSTODY_CANCEL,
  "custody:Handoff": CUSTODY_HANDOFF,
  "custody:Reseal": CUSTODY_RESEAL,
  "custody:ReportIncident": CUSTODY_REPORT_INCIDENT,
  "custody:CloseMatter": CUSTODY_CLOSE_MATTER,
  "custody:DeclareError": CUSTODY_DECLARE_ERROR,
  "custody:Head": CUSTODY_HEAD,
  "custody:ListEvents": CUSTODY_LIST_EVENTS,
  "custody:Audit": CUSTODY_AUDIT,
} as const;
