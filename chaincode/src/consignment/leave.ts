// SPDX-License-Identifier: Apache-2.0
import { requireNoHold } from "../checkpoint/holds";
import type { CONSIGNMENT_INVALIDATE, CONSIGNMENT_RELEASE_FOR_EXPORT } from "../domain/consignment/definitions";
import type { Consignment } from "../domain/consignment/schemas";
import { CONSIGNMENT_TRANSITIONS } from "../domain/consignment/transitions";
import { ownerOfReference } from "../domain/shared/ownership";
import { transition } from "../domain/shared/transitions";
import { requireMemberOf } from "../ledger/authority";
import type { Handler } from "../ledger/handler";
import { requireRecord, updateRecord } from "../ledger/records";
import { WriteOff } from "../licence/write-off/session";
import { mismatch } from "./compare";
import { CONSIGNMENT_RECORDS } from "./records";

/** `consignment:ReleaseForExport`: every reservation is written off; each licence must be usable at this moment. */
export const releaseForExport: Handler<typeof CONSIGNMENT_RELEASE_FOR_EXPORT> = async (tx, input) => {
  requireMemberOf(tx, ownerOfReference(input.consignment), input.consignment);
  const consignment = await requireRecord(tx, CONSIGNMENT_RECORDS, input.consignment);
  const { id, status } = consignment;
  const { to } = transition(CONSIGNMENT_TRANSITIONS, id, status, "release-for-export", tx.caller.role);
  requireSameLicences(consignment, input.licences);
  await requireNoHold(tx, id);
  const writeOff = new WriteOff(tx);
  for (const { licence, line, reservation } of consignment.allocations) {
    await writeOff.consume({ licence, line, reservation, office: input.office });
  }
  await writeOff.finish();
  const released: Consignment = { ...consignment, status: to, releasedAt: tx.time, releasedBy: input.office };
  await updateRecord(tx, CONSIGNMENT_RECORDS, id, released);
  tx.announce({ consignment: id, ucr: released.ucr, office: input.office, allocations: released.allocations });
  return released;
};

/** `consignment:Invalidate`: every reservation is given back. */
export const invalidate: Handler<typeof CONSIGNMENT_INVALIDATE> = async (tx, input) => {
  requireMemberOf(tx, ownerOfReference(input.consignment), input.consignment);
  const consignment = await requireRecord(tx, CONSIGNMENT_RECORDS, input.consignment);
  const { id, status } = consignment;
  const { to } = transition(CONSIGNMENT_TRANSITIONS, id, status, "invalidate", tx.caller.role);
  requireSameLicences(consignment, input.licences);
  const writeOff = new WriteOff(tx);
  for (const { licence, line, reservation } of consignment.allocations) {
    await writeOff.release({ licence, line, reservation, reason: input.reason });
  }
  await writeOff.finish();
  const invalidated: Consignment = {
    ...consignment,
    status: to,
    invalidated: { at: tx.time, reason: input.reason },
  };
  await updateRecord(tx, CONSIGNMENT_RECORDS, id, invalidated);
  tx.announce({ consignment: id, ucr: invalidated.ucr, reason: input.reason });
  return invalidated;
};

/** The caller names the licences because their authorities endorse; leaving one out would leave its authority out. */
function requireSameLicences(consignment: Consignment, given: readonly string[]): void {
  const recorded = [...new Set(consignment.allocations.map(({ licence }) => licence))].sort();
  const named = [...new Set(given)].sort();
  if (recorded.join() === named.join()) return;
  throw mismatch(consignment.id, [{ field: "licences", given: named, recorded }]);
}
