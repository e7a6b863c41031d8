// SPDX-License-Identifier: Apache-2.0
import {
  commitmentOf,
  type Commitments,
  type CustodyHead,
  eventId,
  LicetError,
  type MspId,
  type SaltedPart,
  type TransferTerms,
} from "@licet/domain";
import { requireCertificateStands } from "../../rules/certificate/standing";
import { requireNoHold } from "../../rules/checkpoint/holds";
import { requireMovable } from "../../rules/consignment/movable";
import { requireCommitment, writePart } from "../../fabric/parts";
import type { Transaction } from "../../fabric/transaction";
import { requireParty } from "../../rules/party/parties";

/**
 * Who is not in force neither gives goods nor takes them.
 * @throws {LicetError} NOT_FOUND, PARTY_NOT_IN_FORCE.
 */
export async function requirePartiesInForce(tx: Transaction, terms: TransferTerms): Promise<void> {
  await requireParty(tx, terms.releasedBy);
  await requireParty(tx, terms.receivedBy);
}

/** @throws {LicetError} CONSIGNMENT_ON_HOLD, CERTIFICATE_NOT_IN_FORCE, and as `requireMovable`, where the goods may not move on. */
export async function requireFreeToMove(tx: Transaction, head: CustodyHead, terms: TransferTerms): Promise<void> {
  await requireMovable(tx, head, terms);
  await requireNoHold(tx, head.consignment);
  for (const certificate of head.certificates) await requireCertificateStands(tx, certificate);
}

/** A confidential part of an event and the commitment that the input gives for it. */
export interface GivenPart {
  readonly name: "content" | "findings";
  readonly part: SaltedPart | undefined;
  readonly commitment: string | undefined;
}

/**
 * Checks that each confidential part is the one that was signed, and that none is missing on either side.
 * @throws {LicetError} INVALID_CONFIDENTIAL_INPUT, COMMITMENT_MISMATCH.
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
