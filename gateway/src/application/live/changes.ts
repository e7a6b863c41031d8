// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from "@licet/domain";
import { rootOf, splitSubject } from "./subjects-of-event.js";

/** An event that changes what a check rested on. */
interface Change {
  /** Types of the records of which one has to have changed: the owner of each has proven that it did. */
  readonly by: readonly string[];
  /** Field that has to have one of the values; without it, every such event is a change. */
  readonly where?: { readonly field: string; readonly among: readonly JsonValue[] };
}

const licence: Change = { by: ["licence"] };
const certificate: Change = { by: ["certificate", "certificate-standing"] };
const consignment: Change = { by: ["consignment"] };
const receipt: Change = { by: ["receipt", "consignment"] };
const hold: Change = { by: ["hold", "checkpoint", "checkpoint-override"] };
const custody: Change = { by: ["custody-head"] };
const party: Change = { by: ["party"] };

/**
 * Status changes after a check that whoever checked is told of (CERTEX, Regulation (EU) 2022/2399, Article 5(2)). The event's name is its
 * sender's word, so that the records which it has to change are named here too.
 */
export const CHANGES: Readonly<Record<string, Change>> = {
  LicenceSuspended: licence,
  LicenceActionConfirmed: licence,
  LicenceSurrendered: licence,
  LicenceExpired: licence,
  CertificateBound: certificate,
  CertificateWithdrawn: certificate,
  CertificateRepudiated: certificate,
  CertificateExpired: certificate,
  CertificateReinstated: certificate,
  CertificateFulfilled: certificate,
  PartySuspended: party,
  PartyReinstated: party,
  PartyKeyRevoked: { by: ["signing-key"] },
  DeclarationAmended: consignment,
  ConsignmentReleased: consignment,
  ConsignmentInvalidated: consignment,
  ConsignmentReceived: receipt,
  DifferenceResolved: receipt,
  ConsignmentHeld: hold,
  HoldReleased: hold,
  InspectionRecorded: { by: ["inspection"], where: { field: "result", among: ["A5", "B1"] } },
  ConsignmentResealed: custody,
  IncidentReported: custody,
  CustodyMatterClosed: custody,
  CustodyErrorDeclared: custody,
  CustodyRefused: custody,
  CustodyTransferred: { ...custody, where: { field: "sealState", among: ["broken", "replaced", "unknown"] } },
};

/** Events that leave what a check rested on as it was, and why nobody is told. */
export const NO_CHANGES: Readonly<Record<string, string>> = {
  MembersChangeProposed: "proposed, and not in force",
  MembersChangeAgreed: "agreed, and not in force",
  MembersChanged: "members are no subject of a check",
  PartyRegistered: "new",
  PartyIdentifiersAdded: "adds what was not there",
  PartyKeyAdded: "adds what was not there",
  SignatoryAppointed: "adds what was not there",
  SignatoryEnded: "certificates that were signed before stand",
  ControlGroupAdded: "new editions are not in force before they are published, and licences name theirs",
  ControlListEditionPublished: "licences name their edition",
  LicenceAppliedFor: "no licence yet",
  ApplicationWithdrawn: "no licence yet",
  ApplicationDecided: "no licence yet",
  LicenceIssued: "new",
  LicenceActionRequested: "asked for, and not in force before a second officer confirms it",
  LicenceActionRejected: "leaves the licence as it was",
  LicenceReserved: "everyday: a consignment's own quantity is reserved, whatever others reserve",
  LicenceConsumed: "everyday",
  LicenceReservationReleased: "comes with the consignment's own event",
  LicenceConsumptionReversed: "comes with the consignment's own event",
  LicenceAdjusted: "comes with the consignment's own event",
  LicenceLateUsageRecorded: "everyday",
  CertificateDrafted: "new",
  CertificateRecordedOnPaper: "new",
  CertificatePaperVerified: "adds what was not there",
  CertificateSigned: "adds what was not there",
  CertificateCertified: "adds what was not there",
  ConsignmentRegistered: "new",
  CustodyProposed: "an offer; the goods are where they were",
  CustodyProposalCancelled: "an offer; the goods are where they were",
  VerificationRecorded: "somebody else's check",
  PartShared: "somebody was given a copy",
};

/** Which of its subjects an event changes so that an earlier check of them no longer stands; none for most events. */
export function changedSubjects(name: string, payload: JsonValue, subjects: readonly string[]): string[] {
  const change = Object.hasOwn(CHANGES, name) ? CHANGES[name] : undefined;
  if (change === undefined || !applies(change, payload)) return [];
  const changed = subjects.filter((subject) => change.by.includes(splitSubject(subject)[0]));
  return [...new Set(changed.map(rootOf))];
}

function applies({ where }: Change, payload: JsonValue): boolean {
  if (where === undefined) return true;
  return where.among.includes((payload as Readonly<Record<string, JsonValue>>)[where.field] ?? null);
}
