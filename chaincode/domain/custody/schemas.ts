// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { AttachedFiles } from "../shared/files";
import { commitmentsTo } from "../shared/parts";
import { ROUTE_PLACES_MAX } from "../shared/places";
import {
  CountryCode,
  CustomsOffice,
  Day,
  Hash,
  Instant,
  LocalInstant,
  MspId,
  text,
  UnLocode,
} from "../shared/primitives";
import { Quantity } from "../shared/quantity";
import { CertificateId, ConsignmentId, PartyId, PartySignature } from "../shared/references";
import { ObservedSealState, Seal } from "../shared/seals";
import { EntryLinks, Trail } from "../shared/trail";
import { SEAL_STATES } from "./transitions";

/** Class of an event's time (DCSA): actual, planned, estimated, requested. */
export const TimeClass = z.enum(["ACT", "PLN", "EST", "REQ"]);

/** State of the seals as the ledger keeps it. */
export const SealState = z.enum(SEAL_STATES);

/** Why a custody proposal is refused (reply codes of the PINT transfer protocol, without RECE, which is acceptance). */
export const RefusalCode = z
  .enum(["DUPE", "BSIG", "BENV", "INCD", "MDOC", "DISE"])
  .describe(
    "DUPE duplicate, BSIG bad signature, BENV bad envelope, INCD incident, MDOC missing document, DISE disputed",
  );

/** Incident codes of NCTS code list CL019. */
export const IncidentCode = z
  .enum(["1", "2", "3", "4", "5", "6"])
  .describe(
    "CL019: 1 deviation from the itinerary, 2 seals broken or tampered with, 3 transhipment, 4 imminent danger and unloading, " +
      "5 incident that affects the obligations, 6 change of the means of transport",
  );

/** How many states a route has at most: one for each of its places. */
export const ROUTE_STATES_MAX = ROUTE_PLACES_MAX;

/** How many seals, counts, persons or pieces of equipment one event holds. */
export const EVENT_LIST_MAX = 99;

/** A position in integer millionths of a degree (WGS 84), so that no floating point enters the ledger. */
export const Position = z.strictObject({
  latitude: z.int().min(-90_000_000).max(90_000_000).describe("millionths of a degree, north positive"),
  longitude: z.int().min(-180_000_000).max(180_000_000).describe("millionths of a degree, east positive"),
});

const TransportMeans = z.strictObject({
  type: z
    .string()
    .regex(/^[0-9]{2}$/, "a type of identification has two digits")
    .optional(),
  identification: text(35),
  nationality: CountryCode.optional(),
});

const Count = z.strictObject({
  item: z.int().min(1).max(9_999),
  packages: z.int().min(0).max(999_999).optional(),
  quantity: Quantity.optional(),
});

/** Confidential content of a release or an acceptance: seals, exact position, counts, persons, means of transport. */
export const CustodyContent = z.strictObject({
  seals: z.array(Seal).max(EVENT_LIST_MAX).optional(),
  position: Position.optional(),
  counts: z.array(Count).max(EVENT_LIST_MAX).optional(),
  persons: z
    .array(z.strictObject({ role: text(70), name: text(140) }))
    .max(EVENT_LIST_MAX)
    .optional(),
  means: TransportMeans.optional(),
  deviceId: text(70).optional(),
  remarks: text(2_000).optional(),
  files: AttachedFiles,
});
export type CustodyContent = z.infer<typeof CustodyContent>;

/** Confidential content of a re-sealing. */
export const ResealContent = z.strictObject({
  removed: z.array(Seal).max(EVENT_LIST_MAX).default([]),
  affixed: z.array(Seal).min(1).max(EVENT_LIST_MAX),
  position: Position.optional(),
  reason: text(2_000).optional(),
  files: AttachedFiles,
});
export type ResealContent = z.infer<typeof ResealContent>;

/** Confidential content of an incident en route (NCTS IE182). */
export const IncidentContent = z.strictObject({
  text: text(512),
  endorsement: z
    .strictObject({ date: Day, authority: text(35), place: text(35), country: CountryCode })
    .optional()
    .describe("endorsement by an authority on the spot"),
  position: Position.optional(),
  equipment: z
    .array(z.strictObject({ container: text(17).optional(), seals: z.array(Seal).max(EVENT_LIST_MAX).default([]) }))
    .max(EVENT_LIST_MAX)
    .default([]),
  numberOfSeals: z.int().min(0).max(9_999).optional(),
  transhipment: z.strictObject({ containers: z.boolean(), means: TransportMeans }).optional(),
  files: AttachedFiles,
});
export type IncidentContent = z.infer<typeof IncidentContent>;

/** Number of a transfer. Each is spent once: by the transfer, or by the refusal, the cancelling or the lapse of the offer. */
export const TransferNumber = z
  .int()
  .min(1)
  .max(999_999)
  .describe("number of this transfer: one more than the head's `transfers`");

/** Terms of a transfer of custody: what the releasing party signs and the receiving party accepts. All public. */
export const TransferTerms = z.strictObject({
  consignment: ConsignmentId,
  transfer: TransferNumber,
  releasedBy: PartyId,
  receivedBy: PartyId,
  notifiedParty: PartyId.optional(),
  place: UnLocode,
  office: CustomsOffice.optional(),
  eventTime: LocalInstant.describe("when the goods are released, with the local offset"),
  sealState: ObservedSealState.describe("seals as the releasing party saw them"),
  content: Hash.optional().describe("commitment to the confidential content"),
  offerUntil: Instant.optional().describe("when the offer lapses by itself, by the ledger's clock"),
});
export type TransferTerms = z.infer<typeof TransferTerms>;

/** What the receiving party found when taking the goods over. */
export const AcceptanceFindings = z.strictObject({
  acceptedAt: LocalInstant,
  sealState: ObservedSealState.describe("seals as the receiving party saw them"),
  countsAgree: z.boolean().describe("whether the receiving party counted what the releasing party stated"),
  findings: Hash.optional().describe("commitment to the receiving party's confidential findings"),
});
export type AcceptanceFindings = z.infer<typeof AcceptanceFindings>;

/** Reference of a custody event: consignment, sequence and transaction id, joined by colons. */
export const CustodyEventId = z
  .string()
  .regex(
    /^[A-Z]{2,16}-CN-[A-Z0-9-]{1,32}:[1-9][0-9]{0,8}:[0-9a-f]{64}$/,
    "an event id is consignment:sequence:transaction id",
  )
  .describe("consignment, sequence and transaction id, joined by colons");

/**
 * How somebody acted: a party by its own signature, or a person through an identity, for a party that the organisation keeps in its
 * register, or as customs of the state whose authority the organisation is.
 */
export const Authentication = z.discriminatedUnion("by", [
  z.strictObject({ by: z.literal("signature"), signer: z.string(), signature: PartySignature }),
  z.strictObject({
    by: z.literal("identity"),
    officer: z.string().describe("pseudonym of the person"),
    organisation: MspId,
    party: PartyId.optional().describe("party that the person acted for"),
    state: CountryCode.optional().describe("state that the person acted for as customs"),
  }),
]);
export type Authentication = z.infer<typeof Authentication>;

/** Where an event lies: its sequence, from 1, and the transaction that wrote it. */
export const EventPlace = z.strictObject({ sequence: z.int().min(1), txId: Hash });
export type EventPlace = z.infer<typeof EventPlace>;

/** How many matters of one consignment may be open at a time. */
export const OPEN_MATTERS_MAX = 50;

/** How many of them one organisation may have opened, so that none can fill the list alone. */
export const OPEN_MATTERS_EACH_MAX = 10;

/** An incident, or a transfer whose counts did not agree, which customs has not closed yet. */
export const OpenMatter = z.strictObject({
  ...EventPlace.shape,
  kind: z.enum(["incident", "difference"]),
  openedBy: MspId.describe("organisation that reported it"),
  state: CountryCode.optional().describe("state in which it happened, where the event says so"),
});
export type OpenMatter = z.infer<typeof OpenMatter>;

/** How many organisations keep a custody head at most. */
export const KEEPERS_MAX = 2;

/** How often goods may pass from one organisation to another. Whoever relies on custody asks each organisation that had them. */
export const CUSTODY_HOLDERS_MAX = 32;

/** How far goods have come on their route. */
export const Reached = z.strictObject({
  place: UnLocode.describe("where they were handed over, or customs acted on them"),
  position: z.int().min(0).max(ROUTE_PLACES_MAX).describe("of that place on the route, from 0"),
});
export type Reached = z.infer<typeof Reached>;

/** What is so after an event. Each follows from the one before by `stateAfter`; the head says what the last one says. */
export const CustodyState = z.strictObject({
  custodian: PartyId,
  custodianMsp: MspId,
  keepers: z
    .array(MspId)
    .min(1)
    .max(KEEPERS_MAX)
    .describe(
      "organisations that endorse each change: the registering one, and the last other one that has or had the goods",
    ),
  transfers: z.int().min(0).describe("transfer numbers spent so far"),
  custodySince: LocalInstant.describe("event time of the last transfer, or of the registration"),
  custodyEvent: EventPlace.describe("event that gave the custodian custody"),
  receivedEvent: EventPlace.describe(
    "event by which the custodian's organisation received the goods, to which it consented",
  ),
  previousHolder: z
    .strictObject({ organisation: MspId, receivedEvent: EventPlace })
    .optional()
    .describe(
      "organisation that the custodian's had the goods from, and the event by which that one had received them; none for the first",
    ),
  sealState: SealState,
  resealedSequence: z.int().min(0).describe("sequence of the last re-sealing; 0 where there was none"),
  reached: Reached.optional().describe(
    "how far the goods have come; absent on chains that began before their heads said so",
  ),
  openMatters: z.array(OpenMatter).max(OPEN_MATTERS_MAX),
  pending: z
    .strictObject({
      ...EventPlace.shape,
      receivedBy: PartyId,
      receiverMsp: MspId,
      offerUntil: Instant.optional().describe("when the offer lapses"),
    })
    .optional()
    .describe("the open proposal"),
});
export type CustodyState = z.infer<typeof CustodyState>;

/** How many certificates a consignment depends on at most. */
export const CONSIGNMENT_CERTIFICATES_MAX = 20;

/** What is settled when a chain begins, and never changes. */
export const ChainTerms = z.strictObject({
  routeStates: z
    .array(CountryCode)
    .min(1)
    .max(ROUTE_STATES_MAX)
    .describe("states on the route, in order; it ends in the last"),
  route: z
    .array(UnLocode)
    .max(ROUTE_PLACES_MAX)
    .optional()
    .describe("places on the route, in order; absent on chains that began before they named them"),
  owningParty: PartyId.optional(),
  certificates: z.array(CertificateId).max(CONSIGNMENT_CERTIFICATES_MAX).describe("certificates it depends on"),
});
export type ChainTerms = z.infer<typeof ChainTerms>;

const eventBase = {
  consignment: ConsignmentId,
  ...EventPlace.shape,
  possessingParty: PartyId.describe("custodian after the event"),
  place: UnLocode.optional(),
  office: CustomsOffice.optional(),
  eventTime: LocalInstant,
  timeClass: TimeClass,
  recordTime: Instant,
  lagMinutes: z.int().min(0).describe("record time less event time"),
  late: z.boolean().describe("whether it was recorded later than the threshold after it happened"),
  commitments: commitmentsTo("content", "findings"),
  after: CustodyState.describe("what is so after the event"),
  ...EntryLinks.shape,
};

/** An event of the custody chain, as it lies on the channel: a key of its own, never changed. */
export const CustodyEvent = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("registered"), ...eventBase, ...ChainTerms.shape }),
  z.strictObject({
    type: z.literal("release-proposed"),
    ...eventBase,
    terms: TransferTerms,
    release: Authentication,
  }),
  z.strictObject({
    type: z.literal("custody-transferred"),
    ...eventBase,
    terms: TransferTerms,
    accepted: AcceptanceFindings,
    release: Authentication,
    acceptance: Authentication,
  }),
  z.strictObject({
    type: z.literal("proposal-refused"),
    ...eventBase,
    transfer: TransferNumber,
    refusedBy: PartyId,
    code: RefusalCode,
    by: Authentication,
  }),
  z.strictObject({ type: z.literal("proposal-cancelled"), ...eventBase, by: Authentication }),
  z.strictObject({ type: z.literal("resealed"), ...eventBase, by: Authentication }),
  z.strictObject({ type: z.literal("incident-reported"), ...eventBase, code: IncidentCode, by: Authentication }),
  z.strictObject({ type: z.literal("matter-closed"), ...eventBase, closes: CustodyEventId, by: Authentication }),
  z.strictObject({
    type: z.literal("error-declared"),
    ...eventBase,
    declares: CustodyEventId,
    reason: z.enum(["did-not-occur", "incorrect-data"]),
    correctedBy: CustodyEventId.optional(),
    by: Authentication,
  }),
]);
export type CustodyEvent = z.infer<typeof CustodyEvent>;

/** Head of a consignment's custody chain: everything a verdict or the next transfer needs, at any length of the chain. */
export const CustodyHead = z.strictObject({
  consignment: ConsignmentId,
  ...ChainTerms.shape,
  ...CustodyState.shape,
  count: z.int().min(1).describe("events on the chain"),
  trail: Trail.describe("links to the last event and to those that lead to the others"),
});
export type CustodyHead = z.infer<typeof CustodyHead>;

/** Result of every transaction that adds an event. */
export const CustodyReceipt = z.strictObject({
  event: CustodyEventId,
  sequence: z.int().min(1),
  custodian: PartyId,
  sealState: SealState,
  recordTime: Instant,
  late: z.boolean(),
});
