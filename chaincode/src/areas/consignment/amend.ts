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
import { CONSIGNMENT_RECORDS, requireConsignment } from "../../rules/consignment/records";
import { hasRole } from "../../rules/roles";

/**
 * `consignment:AmendDeclaration`: quantities and claimed statuses change; items and licence lines do not. A quantity of zero gives the
 * reservation back, and the consignment draws on the line no more.
 */
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
  const reason = `reason-${input.reasonCode}`;
  for (const { before, after } of amended) {
    const value = values[places.indexOf(allocationKey(after))];
    if (isSame(before, after) && (value === undefined || value === null)) continue;
    const { licence, line, quantity, claimedStatus, reservation } = after;
    if (givesBack(before, after)) await writeOff.release({ licence, line, reservation, reason });
    else await writeOff.adjust({ licence, line, reservation, quantity, claimedStatus, value, reason });
  }
  await writeOff.finish();
  const next: Consignment = {
    ...consignment,
    status: to,
    declaration: input.declaration,
    allocations: leftOf(amended),
    ...withdrawnBy(consignment, leftOf(amended)),
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

/** An allocation before and after an amendment. */
interface Amended {
  readonly before: ReservedAllocation;
  readonly after: ReservedAllocation;
}

/** @throws {LicetError} ALLOCATION_NOT_AMENDABLE where the amendment draws on another item, licence or line, or leaves one out. */
function amendedAllocations(consignment: Consignment, given: readonly Allocation[]): readonly Amended[] {
  const byKey = new Map(given.map((allocation) => [allocationKey(allocation), allocation]));
  const known = new Set(consignment.allocations.map(allocationKey));
  const strays = [
    ...given.filter((allocation) => !known.has(allocationKey(allocation))).map(allocationKey),
    ...[...known].filter((key) => !byKey.has(key)),
  ];
  if (strays.length > 0) throw notAmendable(consignment.id, strays, [...known]);
  return consignment.allocations.map((before) => ({
    before,
    after: { ...before, ...byKey.get(allocationKey(before)), reservation: before.reservation },
  }));
}

function notAmendable(id: string, differs: readonly string[], registered: readonly string[]): LicetError {
  return new LicetError(
    "ALLOCATION_NOT_AMENDABLE",
    `Consignment ${id} was declared on item, licence and line ${registered.join(", ")}; the amendment differs in ${differs.join(", ")}.`,
    { consignment: id, differs, registered },
  );
}

/** What is left of the allocations: those that were given back are gone, unless nothing else would be left to tell of the declaration. */
function leftOf(amended: readonly Amended[]): ReservedAllocation[] {
  const left = amended.filter((each) => !givesBack(each.before, each.after));
  return (left.length === 0 ? amended : left).map(({ after }) => after);
}

/** Items that nothing is drawn on for any more: the goods' description, which nobody rewrites, lists them still. */
function withdrawnBy(
  { allocations, withdrawn = [] }: Consignment,
  left: readonly ReservedAllocation[],
): Pick<Consignment, "withdrawn"> {
  const gone = allocations.map(({ item }) => item).filter((item) => left.every((each) => each.item !== item));
  const all = [...new Set([...withdrawn, ...gone])];
  return all.length === 0 ? {} : { withdrawn: all };
}

function givesBack(before: ReservedAllocation, after: ReservedAllocation): boolean {
  return after.quantity.amount === "0" && before.quantity.amount !== "0";
}

function isSame(before: ReservedAllocation, after: ReservedAllocation): boolean {
  return (
    before.quantity.amount === after.quantity.amount &&
    before.quantity.unit === after.quantity.unit &&
    before.claimedStatus === after.claimedStatus
  );
}
