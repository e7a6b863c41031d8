// SPDX-License-Identifier: Apache-2.0
import { requireNoHold } from "../../rules/checkpoint/holds";
import { requireHead } from "../../rules/custody/head";
import { requireUnbrokenHolders } from "../../rules/custody/holders";
import {
  type Consignment,
  type CONSIGNMENT_RECEIVE,
  type CONSIGNMENT_RESOLVE_DIFFERENCE,
  CONSIGNMENT_TRANSITIONS,
  countryOf,
  itemDifferences,
  type ItemQuantity,
  LicetError,
  ownerOfReference,
  type Receipt,
  receiptReference,
  requirePermitted,
  samePlace,
  transition,
} from "@licet/domain";
import { requireMemberOf, requireOwnPlace } from "../../rules/authority";
import type { Handler } from "../../fabric/handler";
import { createRecord } from "../../fabric/lists";
import { requireLockedProof, setRecordEndorsers, updateRecord } from "../../fabric/records";
import { requireNotInFuture } from "../../rules/time";
import type { Transaction } from "../../fabric/transaction";
import { mismatch } from "./compare";
import { objectionsTo } from "./objections";
import { customsOfficeOf } from "../../rules/offices";
import { CONSIGNMENT_RECORDS, RECEIPT_RECORDS, requireConsignment } from "../../rules/consignment/records";

/**
 * `consignment:Receive`: by customs of the destination, with every item counted. The destination records the receipt itself, and from
 * then on neither state changes the consignment alone.
 */
export const receive: Handler<typeof CONSIGNMENT_RECEIVE> = async (tx, input) => {
  const { place, eventTime } = input;
  requireOwnPlace(tx, place);
  requireNotInFuture(tx, eventTime);
  const consignment = await requireConsignment(tx, input.consignment);
  const { id, status } = consignment;
  const move = { subject: id, from: status, action: "receive", role: tx.caller.role } as const;
  requirePermitted(CONSIGNMENT_TRANSITIONS, move);
  await requireLockedProof(tx, CONSIGNMENT_RECORDS, id);
  const head = await requireHead(tx, id);
  await requireUnbrokenHolders(tx, head);
  requireDestination(consignment, place);
  await requireNoHold(tx, id);
  const objections = await objectionsTo(tx, consignment, head, { place, isContested: input.contested === true });
  const differences = [...requireEveryItem(consignment, input.counts)];
  const arithmetic = { counted: input.counts.length, toCount: differences.length };
  const { to } = transition(CONSIGNMENT_TRANSITIONS, move, { arithmetic });
  const receipt: Receipt = {
    at: tx.time,
    place,
    ...customsOfficeOf(tx, input.office),
    eventTime,
    differences,
    ...(objections.length === 0 ? {} : { contested: [...objections] }),
  };
  const isOpen = objections.length > 0 || differences.some(({ difference }) => difference !== "0");
  const received: Consignment = { ...consignment, status: to, receipt, difference: isOpen ? "open" : "closed" };
  await writeReceipt(tx, received, receipt);
  tx.announce({ consignment: id, ucr: received.ucr, place, difference: received.difference, differences });
  return received;
};

async function writeReceipt(tx: Transaction, received: Consignment, receipt: Receipt): Promise<void> {
  const { id } = received;
  const states = [...new Set([ownerOfReference(id), tx.caller.mspId])];
  const reference = receiptReference(id, tx.members.require(tx.caller.mspId).register);
  await createRecord(tx, RECEIPT_RECORDS, reference, { consignment: id, receipt }, states);
  await updateRecord(tx, CONSIGNMENT_RECORDS, id, received);
  await setRecordEndorsers(tx, CONSIGNMENT_RECORDS, id, states);
}

/** `consignment:ResolveDifference`: by the state that registered the consignment; the destination endorses it too. */
export const resolveDifference: Handler<typeof CONSIGNMENT_RESOLVE_DIFFERENCE> = async (tx, input) => {
  requireMemberOf(tx, ownerOfReference(input.consignment), input.consignment);
  const consignment = await requireConsignment(tx, input.consignment);
  const { id, status, difference, receipt } = consignment;
  const move = { subject: id, from: status, action: "resolve", role: tx.caller.role } as const;
  const { to } = transition(CONSIGNMENT_TRANSITIONS, move, { reason: input.reason });
  requireReceivedIn(consignment, receipt, input.destination);
  if (difference !== "open") {
    throw new LicetError("DIFFERENCE_NOT_OPEN", `The difference of ${id} is ${difference}.`, {
      consignment: id,
      difference,
      reason: consignment.resolution?.reason ?? null,
    });
  }
  requireFittingReason(id, receipt, input.reason);
  const resolved: Consignment = {
    ...consignment,
    status: to,
    difference: "closed",
    resolution: { reason: input.reason, at: tx.time, by: tx.caller.officer },
  };
  await updateRecord(tx, CONSIGNMENT_RECORDS, id, resolved);
  tx.announce({ consignment: id, ucr: resolved.ucr, reason: input.reason });
  return resolved;
};

/** Whoever explains a quantity has not settled what spoke against the receipt, and may not have read it. */
function requireFittingReason(id: string, { contested = [] }: Partial<Receipt> = {}, reason: string): void {
  if (contested.length > 0 === (reason === "contest-settled")) return;
  throw new LicetError("DIFFERENCE_REASON_WRONG", `The receipt of ${id} is not resolved as ${reason}.`, {
    consignment: id,
    reason,
    contested: [...contested],
  });
}

/** The caller names the state of the receipt because its authority endorses. */
function requireReceivedIn({ id }: Consignment, receipt: Receipt | undefined, given: string): void {
  const destination = countryOf(receipt?.place ?? "");
  if (destination === given) return;
  throw mismatch(id, [{ field: "destination", given, destination }]);
}

function requireDestination(consignment: Consignment, place: string): void {
  const destination = consignment.route.at(-1) ?? "";
  if (samePlace(place, destination)) return;
  throw mismatch(consignment.id, [{ field: "place", given: place, destination }]);
}

function requireEveryItem(
  consignment: Consignment,
  counts: readonly ItemQuantity[],
): NonNullable<ReturnType<typeof itemDifferences>> {
  const differences = itemDifferences(consignment.allocations, counts);
  if (differences !== undefined) return differences;
  throw new LicetError("RECEIPT_NOT_COMPLETE", `Every item of ${consignment.id} is counted once, in its own unit.`, {
    consignment: consignment.id,
    items: consignment.allocations.map(({ item, quantity }) => ({ item, unit: quantity.unit })),
    counted: counts.map(({ item, quantity }) => ({ item, unit: quantity.unit })),
  });
}
