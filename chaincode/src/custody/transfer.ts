// SPDX-License-Identifier: Apache-2.0
import { sealStateAfter } from "../domain/custody/seals";
import type { AcceptanceFindings, CustodyHead, SealState, TransferTerms } from "../domain/custody/schemas";
import type { ObservedSealStateName } from "../domain/custody/transitions";
import { LicetError } from "../domain/errors/licet-error";
import { commitmentOf, type SaltedPart } from "../domain/shared/commitment";
import type { Commitments } from "../domain/shared/parts";
import type { MspId } from "../domain/shared/primitives";
import { requireCertificateStands } from "../certificate/dependents";
import { requireNoHold } from "../checkpoint/holds";
import { requireCommitment, writePart } from "../ledger/parts";
import type { Transaction } from "../ledger/transaction";
import { eventId } from "./chain";

type SealStateValue = (typeof SealState)["_output"];

/**
 * Checks that the terms of a transfer are the next possible ones: released by the custodian, to another party, with the next number,
 * not before custody last passed.
 * @throws LicetError NOT_CUSTODIAN, SAME_PARTY, TRANSFER_NUMBER_WRONG, CUSTODY_TIME_BEFORE_LAST.
 */
export function requireNextTransfer(head: CustodyHead, terms: TransferTerms): void {
  if (terms.releasedBy !== head.custodian) {
    throw new LicetError(
      "NOT_CUSTODIAN",
      `${head.custodian} has custody of ${head.consignment}, not ${terms.releasedBy}.`,
      {
        consignment: head.consignment,
        custodian: head.custodian,
        given: terms.releasedBy,
      },
    );
  }
  if (terms.receivedBy === terms.releasedBy) {
    throw new LicetError("SAME_PARTY", `${terms.releasedBy} cannot hand over to itself.`, { party: terms.releasedBy });
  }
  requireTransferNumber(head, terms.transfer);
  requireNotBefore(head, terms.eventTime);
}

/** @throws LicetError TRANSFER_NUMBER_WRONG: also where a transfer that took place is sent a second time. */
export function requireTransferNumber(head: CustodyHead, transfer: number): void {
  const expected = head.transfers + 1;
  if (transfer === expected) return;
  throw new LicetError(
    "TRANSFER_NUMBER_WRONG",
    `The next transfer of ${head.consignment} is number ${expected.toString()}, not ${transfer.toString()}.`,
    { consignment: head.consignment, expected, given: transfer },
  );
}

/** @throws LicetError CUSTODY_TIME_BEFORE_LAST for an event dated before custody last passed. */
export function requireNotBefore(head: CustodyHead, eventTime: string): void {
  if (Date.parse(eventTime) >= Date.parse(head.custodySince)) return;
  throw new LicetError("CUSTODY_TIME_BEFORE_LAST", `${eventTime} lies before ${head.custodySince}.`, {
    eventTime,
    custodySince: head.custodySince,
  });
}

/** @throws LicetError CONSIGNMENT_ON_HOLD, CERTIFICATE_NOT_IN_FORCE where the goods may not move on. */
export async function requireFreeToMove(tx: Transaction, head: CustodyHead): Promise<void> {
  await requireNoHold(tx, head.consignment);
  for (const certificate of head.certificates) await requireCertificateStands(tx, certificate);
}

/** State of the seals after an observation. @throws LicetError SEAL_STATE_CONFLICT. */
export function observedSeals(
  consignment: string,
  state: SealStateValue,
  observed: ObservedSealStateName,
): SealStateValue {
  const after = sealStateAfter(state, observed);
  if (after !== undefined) return after;
  throw new LicetError(
    "SEAL_STATE_CONFLICT",
    `The seals of ${consignment} are ${state}; they cannot be ${observed} now.`,
    {
      consignment,
      recorded: state,
      observed,
    },
  );
}

/**
 * What a completed transfer changes of the head.
 * @throws LicetError CUSTODY_TIME_BEFORE_LAST, SEAL_STATE_CONFLICT.
 */
export function transferredHead(
  head: CustodyHead,
  terms: TransferTerms,
  accepted: AcceptanceFindings,
  receiverMsp: MspId,
): Pick<CustodyHead, "custodian" | "custodianMsp" | "transfers" | "custodySince" | "sealState" | "openDifferences"> {
  requireNotBefore({ ...head, custodySince: terms.eventTime }, accepted.acceptedAt);
  const released = observedSeals(head.consignment, head.sealState, terms.sealState);
  return {
    custodian: terms.receivedBy,
    custodianMsp: receiverMsp,
    transfers: terms.transfer,
    custodySince: accepted.acceptedAt,
    sealState: observedSeals(head.consignment, released, accepted.sealState),
    openDifferences: head.openDifferences + (accepted.countsAgree ? 0 : 1),
  };
}

/** A confidential part of an event and the commitment that the input gives for it. */
export interface GivenPart {
  readonly name: "content" | "findings";
  readonly part: SaltedPart | undefined;
  readonly commitment: string | undefined;
}

/**
 * Checks that each confidential part is the one that was signed, and that none is missing on either side.
 * @throws LicetError INVALID_CONFIDENTIAL_INPUT, COMMITMENT_MISMATCH.
 */
export function requireSignedParts(parts: readonly GivenPart[]): void {
  for (const { name, part, commitment } of parts) {
    if (part === undefined && commitment === undefined) continue;
    if (part === undefined || commitment === undefined) {
      throw new LicetError(
        "INVALID_CONFIDENTIAL_INPUT",
        `The confidential part ${name} and its commitment are given together or not at all.`,
        { part: name },
      );
    }
    requireCommitment(part, commitment, `part ${name}, which is ${commitmentOf(part)}`);
  }
}

/** Writes an event's confidential parts into the collections of the organisations concerned. */
export async function writeParts(
  tx: Transaction,
  head: CustodyHead,
  parts: readonly GivenPart[],
  organisations: readonly MspId[],
): Promise<void> {
  const id = eventId(head.consignment, { sequence: head.count + 1, txId: tx.id });
  for (const { name, part } of parts) {
    if (part === undefined) continue;
    for (const organisation of new Set(organisations)) {
      await writePart(tx, organisation, { kind: "custody-event", id, part: name }, part);
    }
  }
}

/** Commitments of an event to the parts that were given. */
export function commitmentsOf(parts: readonly GivenPart[]): Commitments {
  return Object.fromEntries(
    parts.flatMap(({ name, commitment }) => (commitment === undefined ? [] : [[name, commitment]])),
  );
}
