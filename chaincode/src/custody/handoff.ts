// SPDX-License-Identifier: Apache-2.0
import { CUSTODY_HANDOFF } from "../domain/custody/definitions";
import type { AcceptanceFindings, Authentication, CustodyHead, TransferTerms } from "../domain/custody/schemas";
import {
  CUSTODY_ACCEPTANCE,
  CUSTODY_RELEASE,
  custodyAcceptanceMessage,
  custodyReleaseMessage,
} from "../domain/custody/typed-data";
import { LicetError } from "../domain/errors/licet-error";
import { ownerOfReference } from "../domain/shared/ownership";
import type { Handler } from "../ledger/handler";
import type { Transaction } from "../ledger/transaction";
import { authenticateParty } from "./authenticate";
import { type Appended, appendEvent, requireHead } from "./chain";
import {
  commitmentsOf,
  type GivenPart,
  requireFreeToMove,
  requireNextTransfer,
  requireSignedParts,
  transferredHead,
  writeParts,
} from "./transfer";

/** `custody:Handoff`: release and acceptance, each authenticated, in one transaction. */
export const handOff: Handler<typeof CUSTODY_HANDOFF> = async (tx, input) => {
  const { accepted, releaseSignature, acceptanceSignature, ...terms } = input;
  const head = await requireHead(tx, terms.consignment);
  requireNextTransfer(head, terms);
  if (head.pending !== undefined) {
    throw new LicetError("CUSTODY_PROPOSAL_PENDING", `A proposal to ${head.pending.receivedBy} is open.`, {
      consignment: head.consignment,
      receivedBy: head.pending.receivedBy,
    });
  }
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
 * @throws LicetError CONSIGNMENT_ON_HOLD, CERTIFICATE_NOT_IN_FORCE, CUSTODY_TIME_BEFORE_LAST, SEAL_STATE_CONFLICT.
 */
export async function transfer(tx: Transaction, head: CustodyHead, completed: CompletedTransfer): Promise<Appended> {
  const { terms, accepted, release, acceptance, parts } = completed;
  const receiverMsp = ownerOfReference(terms.receivedBy);
  const changes = transferredHead(head, terms, accepted, receiverMsp);
  await requireFreeToMove(tx, head);
  const appended = await appendEvent(
    tx,
    head,
    {
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
    },
    changes,
  );
  await writeParts(tx, head, parts, [head.custodianMsp, receiverMsp]);
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

/** The releasing party's act. @throws LicetError PARTY_NOT_REPRESENTED, SIGNATURE_INVALID, SIGNER_NOT_ACCEPTED. */
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

/** The receiving party's act. @throws LicetError as `authenticateRelease`. */
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
