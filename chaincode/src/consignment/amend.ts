// SPDX-License-Identifier: Apache-2.0
import type { CONSIGNMENT_AMEND_DECLARATION } from "../domain/consignment/definitions";
import {
  type Allocation,
  allocationKey,
  type Consignment,
  type ReservedAllocation,
} from "../domain/consignment/schemas";
import { CONSIGNMENT_TRANSITIONS } from "../domain/consignment/transitions";
import { ownerOfReference } from "../domain/shared/ownership";
import { transition } from "../domain/shared/transitions";
import { requireMemberOf } from "../ledger/authority";
import type { Handler } from "../ledger/handler";
import { requireRecord, updateRecord } from "../ledger/records";
import { WriteOff } from "../licence/write-off/session";
import { mismatch } from "./compare";
import { CONSIGNMENT_RECORDS } from "./records";

/** `consignment:AmendDeclaration`: quantities and claimed statuses change; items and licence lines do not. */
export const amendDeclaration: Handler<typeof CONSIGNMENT_AMEND_DECLARATION> = async (tx, input) => {
  requireMemberOf(tx, ownerOfReference(input.consignment), input.consignment);
  const consignment = await requireRecord(tx, CONSIGNMENT_RECORDS, input.consignment);
  const { to } = transition(CONSIGNMENT_TRANSITIONS, consignment.id, consignment.status, "amend", tx.caller.role);
  const amended = amendedAllocations(consignment, input.allocations);
  const writeOff = new WriteOff(tx);
  for (const { before, after } of amended) {
    if (isSame(before, after)) continue;
    const { licence, line, quantity, claimedStatus, reservation } = after;
    await writeOff.adjust({
      licence,
      line,
      reservation,
      quantity,
      claimedStatus,
      reason: `reason-${input.reasonCode}`,
    });
  }
  await writeOff.finish();
  const next: Consignment = {
    ...consignment,
    status: to,
    declaration: input.declaration,
    allocations: amended.map(({ after }) => after),
  };
  await updateRecord(tx, CONSIGNMENT_RECORDS, consignment.id, next);
  tx.announce({
    consignment: next.id,
    ucr: next.ucr,
    reasonCode: input.reasonCode,
    allocations: next.allocations,
  });
  return next;
};

function amendedAllocations(
  consignment: Consignment,
  given: readonly Allocation[],
): readonly { readonly before: ReservedAllocation; readonly after: ReservedAllocation }[] {
  const byKey = new Map(given.map((allocation) => [allocationKey(allocation), allocation]));
  const known = new Set(consignment.allocations.map(allocationKey));
  const strays = [
    ...given.filter((allocation) => !known.has(allocationKey(allocation))).map(allocationKey),
    ...[...known].filter((key) => !byKey.has(key)),
  ];
  if (strays.length > 0) {
    throw mismatch(consignment.id, [{ field: "allocations", differs: strays, registered: [...known] }]);
  }
  return consignment.allocations.map((before) => ({
    before,
    after: { ...before, ...byKey.get(allocationKey(before)), reservation: before.reservation },
  }));
}

function isSame(before: ReservedAllocation, after: ReservedAllocation): boolean {
  return (
    before.quantity.amount === after.quantity.amount &&
    before.quantity.unit === after.quantity.unit &&
    before.claimedStatus === after.claimedStatus
  );
}
