// SPDX-License-Identifier: Apache-2.0
import {
  Application,
  Certificate,
  CONSIGNMENT_AMEND_DECLARATION,
  Consignment,
  CustodyEventId,
  CustodyState,
  CUSTODY_DECLARE_ERROR,
  DifferenceReason,
  Edition,
  GroupDigest,
  Hold,
  HoldReleaseReason,
  IncidentCode,
  Inspection,
  InvalidationReason,
  Licence,
  LicenceAction,
  LicenceDecision,
  LicenceReason,
  LineView,
  MembersChange,
  MembersRecord,
  MspId,
  PartRef,
  Party,
  Receipt,
  RefusalCode,
  RegisterReason,
  Reservation,
  Signatory,
  SigningKey,
  TimeClass,
  TransferTerms,
  AcceptanceFindings,
  CertificateEndReason,
  Verification,
} from "@licet/domain";
import { z } from "zod";

/** What every write-off tells: the lines with their balances, the reservations that it touched. */
const writtenOff = z.strictObject({
  lines: z.array(
    LineView.pick({ licence: true, line: true, authorised: true, reserved: true, consumed: true, entryCount: true }),
  ),
  reservations: z.array(Reservation.pick({ id: true, licence: true, line: true, status: true })),
});

const change = MembersChange.shape.id;
const party = Party.shape.id;
const licence = Licence.shape.number;
const certificate = Certificate.shape.id;
const consignment = Consignment.shape.id;
const ucr = Consignment.shape.ucr;
const hold = Hold.shape.id;
const { action, act } = LicenceAction.shape;
const { type, status } = Certificate.shape;
const { place, releasedBy, receivedBy, transfer, notifiedParty, offerUntil } = TransferTerms.shape;
const { sealState } = CustodyState.shape;
const custodyEvent = { consignment, event: CustodyEventId };

const partyMoved = Party.pick({ id: true, status: true }).extend({ reason: RegisterReason });
const certificateMoved = z.strictObject({ certificate, type, status });
const certificateEnded = certificateMoved.extend({
  licence: licence.optional(),
  reason: CertificateEndReason.optional(),
});

/** What each chaincode event of Licet says, by its name. All of it is public: it stands in the block. */
export const EVENT_SCHEMAS = {
  MembersChangeProposed: z.strictObject({
    change,
    ...MembersChange.pick({ replaces: true, digest: true, consentUntil: true }).shape,
  }),
  MembersChangeAgreed: z.strictObject({ change, organisation: MspId, digest: MembersChange.shape.digest }),
  MembersChanged: z.strictObject({ change, revision: MembersRecord.shape.revision, members: z.array(MspId) }),

  PartyRegistered: Party.pick({ id: true, kinds: true, jurisdiction: true }),
  PartyKeyAdded: SigningKey.pick({ party: true, address: true, validFrom: true }),
  PartyKeyRevoked: SigningKey.pick({ party: true, address: true }).extend({
    from: SigningKey.shape.validFrom,
    reason: RegisterReason,
  }),
  PartySuspended: partyMoved,
  PartyReinstated: partyMoved,
  SignatoryAppointed: Signatory.pick({ id: true, office: true, scope: true, validTo: true }),
  SignatoryEnded: Signatory.pick({ id: true }).extend({ reason: RegisterReason }),

  ControlGroupAdded: z.strictObject({ edition: z.string(), ...GroupDigest.pick({ group: true, count: true }).shape }),
  ControlListEditionPublished: z.strictObject({
    edition: z.string(),
    ...Edition.pick({ validFrom: true, entryCount: true }).shape,
  }),

  LicenceAppliedFor: z.strictObject({ application: Application.shape.id, kind: Application.shape.kind }),
  ApplicationWithdrawn: z.strictObject({ application: Application.shape.id }),
  ApplicationDecided: z.strictObject({
    application: Application.shape.id,
    ...LicenceDecision.pick({ outcome: true, reason: true }).shape,
  }),
  LicenceIssued: z.strictObject({
    licence,
    ...Licence.pick({ kind: true, validFrom: true, validTo: true, lines: true }).shape,
  }),
  LicenceSuspended: z.strictObject({ licence, reason: LicenceReason }),
  LicenceActionRequested: z.strictObject({ licence, action, act, reason: LicenceReason }),
  LicenceActionConfirmed: z.strictObject({ licence, action, act, status: Licence.shape.status }),
  LicenceActionRejected: z.strictObject({ licence, action, act }),
  LicenceSurrendered: z.strictObject({ licence }),
  LicenceExpired: z.strictObject({ licence, validTo: Licence.shape.validTo }),

  LicenceReserved: writtenOff,
  LicenceConsumed: writtenOff,
  LicenceReservationReleased: writtenOff,
  LicenceConsumptionReversed: writtenOff,
  LicenceAdjusted: writtenOff,
  LicenceLateUsageRecorded: writtenOff,

  PartShared: PartRef.extend({ to: MspId }),

  CertificateDrafted: certificateMoved,
  CertificateSigned: certificateMoved,
  CertificateCertified: certificateMoved.extend({ validTo: Certificate.shape.validTo.unwrap() }),
  CertificateBound: certificateMoved.extend({ licence }),
  CertificateWithdrawn: certificateEnded,
  CertificateRepudiated: certificateEnded,
  CertificateExpired: certificateEnded,
  CertificateReinstated: certificateMoved.extend({ licence: licence.optional() }),
  CertificateFulfilled: z.strictObject({ certificate, status, licence: licence.optional(), consignment }),

  ConsignmentRegistered: z.strictObject({
    consignment,
    ucr,
    custodian: party,
    allocations: Consignment.shape.allocations,
  }),
  DeclarationAmended: z.strictObject({
    consignment,
    ucr,
    reasonCode: CONSIGNMENT_AMEND_DECLARATION.input.shape.reasonCode,
    allocations: Consignment.shape.allocations,
  }),
  ConsignmentReleased: z.strictObject({
    consignment,
    ucr,
    office: Consignment.shape.releasedBy,
    allocations: Consignment.shape.allocations,
  }),
  ConsignmentInvalidated: z.strictObject({ consignment, ucr, reason: InvalidationReason }),
  ConsignmentReceived: z.strictObject({
    consignment,
    ucr,
    difference: Consignment.shape.difference,
    ...Receipt.pick({ place: true, differences: true }).shape,
  }),
  DifferenceResolved: z.strictObject({ consignment, ucr, reason: DifferenceReason }),

  CustodyProposed: z.strictObject({
    ...custodyEvent,
    transfer,
    releasedBy,
    receivedBy,
    place,
    timeClass: TimeClass,
    offerUntil,
  }),
  CustodyTransferred: z.strictObject({
    ...custodyEvent,
    transfer,
    releasedBy,
    receivedBy,
    notifiedParty,
    place,
    sealState,
    countsAgree: AcceptanceFindings.shape.countsAgree,
    late: z.boolean(),
  }),
  CustodyRefused: z.strictObject({
    ...custodyEvent,
    refusedBy: party,
    code: RefusalCode,
  }),
  CustodyProposalCancelled: z.strictObject({ ...custodyEvent, receivedBy: party }),
  ConsignmentResealed: z.strictObject({ ...custodyEvent, place, sealState }),
  IncidentReported: z.strictObject({ ...custodyEvent, code: IncidentCode, place: place.optional(), sealState }),
  CustodyMatterClosed: z.strictObject({ ...custodyEvent, closes: CustodyEventId }),
  CustodyErrorDeclared: z.strictObject({
    ...custodyEvent,
    declares: CustodyEventId,
    reason: CUSTODY_DECLARE_ERROR.input.shape.reason,
  }),

  VerificationRecorded: z.strictObject({
    verification: Verification.shape.id,
    disposition: Verification.shape.disposition,
  }),
  ConsignmentHeld: z.strictObject({ consignment, hold, reason: Hold.shape.reason }),
  HoldReleased: z.strictObject({ consignment, hold, reason: HoldReleaseReason }),
  InspectionRecorded: z.strictObject({
    consignment,
    inspection: Inspection.shape.id,
    result: Inspection.shape.result,
  }),
} as const satisfies Readonly<Record<string, z.ZodType>>;
