// SPDX-License-Identifier: Apache-2.0
import {
  commitmentOf,
  type Commitments,
  countryOf,
  type CustodyHead,
  eventId,
  type Hold,
  LicetError,
  type MspId,
  ownerOfReference,
  placesOf,
  positionsOn,
  type Reached,
  type SaltedPart,
  type TransferTerms,
} from "@licet/domain";
import { requireCertificateStands } from "../../rules/certificate/standing";
import { openHolds, requireNone } from "../../rules/checkpoint/holds";
import { requireMovable } from "../../rules/consignment/movable";
import { progressOf } from "../../rules/custody/progress";
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

/**
 * Goods that a state has sent back move back, and no other way.
 * @throws {LicetError} CONSIGNMENT_ON_HOLD, CONSIGNMENT_ENDED, CERTIFICATE_NOT_IN_FORCE, and as `requireMovable`, where the goods may not
 * move on.
 */
export async function requireFreeToMove(tx: Transaction, head: CustodyHead, terms: TransferTerms): Promise<void> {
  const holds = await openHolds(tx, head.consignment);
  const reached = holds.some(isReturn) ? await progressOf(tx, head) : undefined;
  const standing = holds.filter(
    (held) => !isReturn(held) || !leadsBack(tx, head, { held, reached, place: terms.place }),
  );
  await requireMovable(tx, head, { ...terms, isReturn: standing.length < holds.length });
  requireNone(head.consignment, standing);
  if (standing.length < holds.length) return;
  for (const certificate of head.certificates) await requireCertificateStands(tx, certificate);
}

function isReturn({ ended }: Hold): boolean {
  return ended?.as === "returned";
}

/** Whether a place lies in the state that has sent the goods back, or on the way from where they came. */
function leadsBack(
  tx: Transaction,
  head: CustodyHead,
  { held, reached, place }: { readonly held: Hold; readonly reached: Reached | undefined; readonly place: string },
): boolean {
  if (countryOf(place) === tx.members.stateOf(ownerOfReference(held.id))) return true;
  return positionsOn(placesOf(head), place).some((position) => position <= (reached?.position ?? 0));
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
