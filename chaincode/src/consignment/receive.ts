// SPDX-License-Identifier: Apache-2.0
import { requireNoHold } from "../checkpoint/holds";
import type { CONSIGNMENT_RECEIVE, CONSIGNMENT_RESOLVE_DIFFERENCE } from "../domain/consignment/definitions";
import { itemDifferences, type ItemQuantity } from "../domain/consignment/difference";
import { countryOf, samePlace } from "../domain/consignment/route";
import type { Consignment } from "../domain/consignment/schemas";
import { CONSIGNMENT_TRANSITIONS } from "../domain/consignment/transitions";
import { LicetError } from "../domain/errors/licet-error";
import { authorityMspOf, ownerOfReference } from "../domain/shared/ownership";
import { transition } from "../domain/shared/transitions";
import { requireMemberOf } from "../ledger/authority";
import type { Handler } from "../ledger/handler";
import { requireRecord, updateRecord } from "../ledger/records";
import { requireNotInFuture } from "../ledger/time";
import { mismatch } from "./compare";
import { CONSIGNMENT_RECORDS } from "./records";

/** `consignment:Receive`: by customs of the destination, with every item counted. */
export const receive: Handler<typeof CONSIGNMENT_RECEIVE> = async (tx, input) => {
  const { place, office, eventTime } = input;
  requireMemberOf(tx, authorityMspOf(countryOf(place)), `The receipt at ${place}`);
  requireNotInFuture(tx, eventTime);
  const consignment = await requireRecord(tx, CONSIGNMENT_RECORDS, input.consignment);
  const { id, status } = consignment;
  const { to } = transition(CONSIGNMENT_TRANSITIONS, id, status, "receive", tx.caller.role);
  requireDestination(consignment, place);
  await requireNoHold(tx, id);
  const differences = requireEveryItem(consignment, input.counts);
  const isOpen = differences.some(({ difference }) => difference !== "0");
  const received: Consignment = {
    ...consignment,
    status: to,
    receipt: { at: tx.time, place, office: tx.caller.office ?? office, eventTime, differences: [...differences] },
    difference: isOpen ? "open" : "closed",
  };
  await updateRecord(tx, CONSIGNMENT_RECORDS, id, received);
  tx.announce({ consignment: id, ucr: received.ucr, place, difference: received.difference, differences });
  return received;
};

/** `consignment:ResolveDifference`: by the state that registered the consignment. */
export const resolveDifference: Handler<typeof CONSIGNMENT_RESOLVE_DIFFERENCE> = async (tx, input) => {
  requireMemberOf(tx, ownerOfReference(input.consignment), input.consignment);
  const consignment = await requireRecord(tx, CONSIGNMENT_RECORDS, input.consignment);
  const { id, status, difference } = consignment;
  const { to } = transition(CONSIGNMENT_TRANSITIONS, id, status, "resolve", tx.caller.role);
  if (difference !== "open") {
    throw new LicetError("DIFFERENCE_NOT_OPEN", `The difference of ${id} is ${difference}.`, {
      consignment: id,
      difference,
      reason: consignment.resolution?.reason ?? null,
    });
  }
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
