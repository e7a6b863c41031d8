// SPDX-License-Identifier: Apache-2.0
import { requireNoHold } from "../../rules/checkpoint/holds";
import {
  type Consignment,
  type CONSIGNMENT_INVALIDATE,
  type CONSIGNMENT_RELEASE_FOR_EXPORT,
  CONSIGNMENT_TRANSITIONS,
  judge,
  leadsTo,
  LicetError,
  ownerOfReference,
  type Situation,
  transition,
} from "@licet/domain";
import { requireMemberOf } from "../../rules/authority";
import type { Handler } from "../../fabric/handler";
import { requiredEvidence } from "../../fabric/parts";
import { requireRecord, updateRecord } from "../../fabric/records";
import { RESERVATION_RECORDS, reservationReference } from "../../rules/licence/records";
import type { Transaction } from "../../fabric/transaction";
import { asEvidence, Contents } from "../../rules/verdict/contents";
import { gather } from "../../rules/verdict/gather";
import { WriteOff } from "../../rules/write-off/session";
import { requireParty } from "../../rules/party/parties";
import { licenceEvidenceOf, mismatch, passageFor } from "./compare";
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

/**
 * What the verdicts at release rest on: goods and licences as they are now, which the caller hands over.
 * @throws {LicetError} LICENCE_CONTENT_MISSING.
 */
async function situationAtRelease(tx: Transaction, consignment: Consignment): Promise<Situation> {
  const goods = asEvidence({ kind: "consignment", id: consignment.id, part: "goods" }, requiredEvidence(tx, "goods"));
  const numbers = [...new Set(consignment.allocations.map(({ licence }) => licence))];
  const contents = numbers.map((id) => asEvidence({ kind: "licence", id, part: "content" }, licenceEvidenceOf(tx, id)));
  return gather(tx, { consignment }, {}, new Contents(tx, new Map([goods, ...contents])));
}

/**
 * What stops goods at a checkpoint, customs does not release: the same table is asked.
 * @throws {LicetError} VERDICT_STOPS.
 */
function requirePassable(situation: Situation): void {
  const { disposition, verdicts } = judge(situation);
  if (disposition !== "stop") return;
  const stopping = verdicts.filter(({ code }) => leadsTo(code) === "stop");
  const sentence = stopping.map((verdict) => verdict.sentence).join(" ");
  throw new LicetError("VERDICT_STOPS", sentence, {
    verdicts: stopping.map(({ check, code, action }) => ({ check, code, action })),
  });
}

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
