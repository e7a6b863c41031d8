// SPDX-License-Identifier: Apache-2.0
import {
  type AcceptanceFindings,
  type Authentication,
  CUSTODY_ACCEPTANCE,
  type CUSTODY_HANDOFF,
  CUSTODY_RELEASE,
  custodyAcceptanceMessage,
  type CustodyHead,
  custodyReleaseMessage,
  ownerOfReference,
  requireNextTransfer,
  requireNonePending,
  requireStandingOffer,
  type TransferTerms,
} from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import type { Transaction } from "../../fabric/transaction";
import { authenticateParty } from "../../rules/party/authentication";
import { type Appended, appendEvent } from "../../rules/custody/chain";
import { requireHeadToChange } from "../../rules/custody/head";
import {
  commitmentsOf,
  type GivenPart,
  requireFreeToMove,
  requirePartiesInForce,
  requireSignedParts,
  writeParts,
} from "./transfer";

/** `custody:Handoff`: release and acceptance, each authenticated, in one transaction. */
export const handOff: Handler<typeof CUSTODY_HANDOFF> = async (tx, input) => {
  const { accepted, releaseSignature, acceptanceSignature, ...terms } = input;
  const head = await requireHeadToChange(tx, terms.consignment, [ownerOfReference(terms.receivedBy)]);
  requireNextTransfer(head, terms);
  requireNonePending(head, terms.consignment);
  requireStandingOffer(terms, tx.time);
  const parts: readonly GivenPart[] = [
    { name: "content", part: tx.parts.content, commitment: terms.content },
    { name: "findings", part: tx.parts.findings, commitment: accepted.findings },
  ];
  requireSignedParts(parts);
  const release = await authenticateRelease(tx, terms, releaseSignature);
  const acceptance = await authenticateAcceptance(tx, terms, accepted, acceptanceSignature);
  const { receipt } = await transfer(tx, head, { terms, accepted, release, acceptance, parts });
  return receipt;
};

/** Everything that a completed transfer consists of. */
export interface CompletedTransfer {
  readonly terms: TransferTerms;
  readonly accepted: AcceptanceFindings;
  readonly release: Authentication;
  readonly acceptance: Authentication;
  readonly parts: readonly GivenPart[];
}

/**
 * Passes custody: appends the event, moves the head and the confidential parts.
 * @throws {LicetError} PARTY_NOT_IN_FORCE, CONSIGNMENT_ON_HOLD, CERTIFICATE_NOT_IN_FORCE, and as `appendEvent`.
 */
export async function transfer(tx: Transaction, head: CustodyHead, completed: CompletedTransfer): Promise<Appended> {
  const { terms, accepted, release, acceptance, parts } = completed;
  await requirePartiesInForce(tx, terms);
  await requireFreeToMove(tx, head, terms);
  const appended = await appendEvent(tx, head, {
    type: "custody-transferred",
    place: terms.place,
    office: terms.office,
    eventTime: accepted.acceptedAt,
    timeClass: "ACT",
    commitments: commitmentsOf(parts),
    terms,
    accepted,
    release,
    acceptance,
  });
  await writeParts(tx, head, parts, [head.custodianMsp, appended.head.custodianMsp]);
  tx.announce({
    consignment: head.consignment,
    event: appended.id,
    transfer: terms.transfer,
    releasedBy: terms.releasedBy,
    receivedBy: terms.receivedBy,
    notifiedParty: terms.notifiedParty,
    place: terms.place,
    sealState: appended.head.sealState,
    countsAgree: accepted.countsAgree,
    late: appended.receipt.late,
  });
  return appended;
}

/**
 * The releasing party's act.
 * @throws {LicetError} PARTY_NOT_REPRESENTED, SIGNATURE_INVALID, SIGNER_NOT_ACCEPTED.
 */
export function authenticateRelease(
  tx: Transaction,
  terms: TransferTerms,
  signature: string | undefined,
): Promise<Authentication> {
  return authenticateParty(tx, {
    party: terms.releasedBy,
    at: terms.eventTime,
    act: CUSTODY_RELEASE,
    message: custodyReleaseMessage(terms),
    signature,
  });
}

/**
 * The receiving party's act.
 * @throws {LicetError} as `authenticateRelease`.
 */
export function authenticateAcceptance(
  tx: Transaction,
  terms: TransferTerms,
  accepted: AcceptanceFindings,
  signature: string | undefined,
): Promise<Authentication> {
  return authenticateParty(tx, {
    party: terms.receivedBy,
    at: accepted.acceptedAt,
    act: CUSTODY_ACCEPTANCE,
    message: custodyAcceptanceMessage(terms, accepted),
    signature,
  });
}
