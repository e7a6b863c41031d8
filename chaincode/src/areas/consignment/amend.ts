// SPDX-License-Identifier: Apache-2.0
import {
  type Allocation,
  allocationKey,
  type Consignment,
  type CONSIGNMENT_AMEND_DECLARATION,
  CONSIGNMENT_TRANSITIONS,
  LicetError,
  ownerOfReference,
  type ReservedAllocation,
  transition,
} from "@licet/domain";
import { requireMemberOf } from "../../rules/authority";
import type { Handler } from "../../fabric/handler";
import { updateRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { WriteOff } from "../../rules/write-off/session";
import { valuesOf } from "../../rules/write-off/values-part";
import { requireParty } from "../../rules/party/parties";
import { mismatch } from "./compare";
import { CONSIGNMENT_RECORDS, requireConsignment } from "../../rules/consignment/records";
import { hasRole } from "../../rules/roles";

/** `consignment:AmendDeclaration`: quantities and claimed statuses change; items and licence lines do not. */
export const amendDeclaration: Handler<typeof CONSIGNMENT_AMEND_DECLARATION> = async (tx, input) => {
  requireMemberOf(tx, ownerOfReference(input.consignment), input.consignment);
  const consignment = await requireConsignment(tx, input.consignment);
  await requireOwnDeclaration(tx, consignment);
  const { id, status } = consignment;
  const { to } = transition(
    CONSIGNMENT_TRANSITIONS,
    { subject: id, from: status, action: "amend", role: tx.caller.role },
    { reason: input.reasonCode },
  );
  const amended = amendedAllocations(consignment, input.allocations);
  const values = valuesOf(tx, input.allocations.length);
  const places = input.allocations.map(allocationKey);
  const writeOff = new WriteOff(tx, { consignment: consignment.id });
  for (const { before, after } of amended) {
    const value = values[places.indexOf(allocationKey(after))];
    if (isSame(before, after) && (value === undefined || value === null)) continue;
    const { licence, line, quantity, claimedStatus, reservation } = after;
    await writeOff.adjust({
      licence,
      line,
      reservation,
      quantity,
      claimedStatus,
      value,
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

/**
 * Who acts for a party in force amends its declarations and nobody else's.
 * @throws {LicetError} NOT_YOUR_RECORD, PARTY_NOT_IN_FORCE.
 */
async function requireOwnDeclaration(tx: Transaction, { id, declarant }: Consignment): Promise<void> {
  const { caller } = tx;
  if (!hasRole(tx, "exporter")) return;
  if (caller.party === declarant) {
    await requireParty(tx, declarant);
    return;
  }
  throw new LicetError("NOT_YOUR_RECORD", `Consignment ${id} was not declared for your party.`, {
    consignment: id,
    party: caller.party ?? null,
  });
}

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
