// SPDX-License-Identifier: Apache-2.0
import { requireNoHold } from "../../rules/checkpoint/holds";
import {
  type Consignment,
  type CONSIGNMENT_INVALIDATE,
  type CONSIGNMENT_RELEASE_FOR_EXPORT,
  CONSIGNMENT_TRANSITIONS,
  ownerOfReference,
  reservationReference,
  transition,
} from "@licet/domain";
import { requireMemberOf } from "../../rules/authority";
import type { Handler } from "../../fabric/handler";
import { requireRecord, updateRecord } from "../../fabric/records";
import { RESERVATION_RECORDS } from "../../rules/licence/records";
import { WriteOff } from "../../rules/write-off/session";
import { requireParty } from "../../rules/party/parties";
import { mismatch, passageFor } from "./compare";
import { requirePassable, situationAtRelease } from "./release-evidence";
import { customsOfficeOf } from "../../rules/offices";
import { CONSIGNMENT_RECORDS, requireConsignment } from "../../rules/consignment/records";
import { freeUcr } from "../../rules/consignment/ucr";

/** `consignment:ReleaseForExport`: every reservation is written off; each licence must be usable at this moment. */
export const releaseForExport: Handler<typeof CONSIGNMENT_RELEASE_FOR_EXPORT> = async (tx, input) => {
  requireMemberOf(tx, ownerOfReference(input.consignment), input.consignment);
  const consignment = await requireConsignment(tx, input.consignment);
  const { id, status } = consignment;
  const move = { subject: id, from: status, action: "release-for-export", role: tx.caller.role } as const;
  const { to } = transition(CONSIGNMENT_TRANSITIONS, move);
  requireSameLicences(consignment, input.licences);
  await requireNoHold(tx, id);
  await requireParty(tx, consignment.declarant);
  const { office } = customsOfficeOf(tx, input.office);
  const situation = await situationAtRelease(tx, consignment);
  const writeOff = new WriteOff(tx, { consignment: id });
  for (const { licence, line, reservation } of consignment.allocations) {
    await writeOff.consume({ licence, line, reservation, office });
  }
  await writeOff.finish();
  requirePassable(situation);
  const contents = situation.licences.flatMap(({ content }) => content ?? []);
  const { passage: _before, ...rest } = consignment;
  const passage = passageFor(contents);
  const released: Consignment = { ...rest, ...passage, status: to, releasedAt: tx.time, releasedBy: office };
  await updateRecord(tx, CONSIGNMENT_RECORDS, id, released);
  tx.announce({ consignment: id, ucr: released.ucr, office, allocations: released.allocations });
  return released;
};

/** `consignment:Invalidate`: every reservation is given back, and the UCR is free again. */
export const invalidate: Handler<typeof CONSIGNMENT_INVALIDATE> = async (tx, input) => {
  requireMemberOf(tx, ownerOfReference(input.consignment), input.consignment);
  const consignment = await requireConsignment(tx, input.consignment);
  const { id, status } = consignment;
  const move = { subject: id, from: status, action: "invalidate", role: tx.caller.role } as const;
  const { to } = transition(CONSIGNMENT_TRANSITIONS, move, { reason: input.reason });
  requireSameLicences(consignment, input.licences);
  const writeOff = new WriteOff(tx, { consignment: id });
  for (const { licence, line, reservation } of consignment.allocations) {
    const held = await requireRecord(tx, RESERVATION_RECORDS, reservationReference(licence, line, reservation));
    // The licence's authority may have taken it back already.
    if (held.status === "released") continue;
    await writeOff.release({ licence, line, reservation, reason: input.reason });
  }
  await writeOff.finish();
  const invalidated: Consignment = {
    ...consignment,
    status: to,
    invalidated: { at: tx.time, reason: input.reason },
  };
  await updateRecord(tx, CONSIGNMENT_RECORDS, id, invalidated);
  await freeUcr(tx, invalidated);
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
