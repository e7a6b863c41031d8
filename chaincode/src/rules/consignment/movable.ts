// SPDX-License-Identifier: Apache-2.0
import {
  type Consignment,
  countryOf,
  countryOfCustoms,
  countsAtArrival,
  type CustodyHead,
  type Licence,
  LicetError,
  ownerOfReference,
  STOPPING_STATUSES,
  type Passage,
  isBehind,
  passageNow,
  sentBackBy,
  type TransferTerms,
} from "@licet/domain";
import { requireRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { LICENCE_RECORDS } from "../licence/records";
import { requireOpen } from "../licence/usable";
import { requireParty } from "../party/parties";
import { transactionDay } from "../time";
import { progressOf } from "../custody/progress";
import { requireConsignment } from "./records";

/** Where goods are to be handed over, to whom, and whether they move back because a state has sent them. */
export interface Move extends Pick<TransferTerms, "place" | "receivedBy"> {
  readonly isReturn: boolean;
}

/**
 * Whether goods may be handed over at a place, by what the channel says: what a verdict stops there, the ledger does not record as done.
 * Before release for export they move within the exporting state, afterwards along the route, and after receipt no more.
 * @throws {LicetError} CONSIGNMENT_CLOSED, CONSIGNMENT_NOT_RELEASED, PLACE_PROHIBITED, PLACE_OFF_ROUTE, PLACE_PASSED, CARRIER_NOT_NAMED,
 * LICENCE_SUSPENDED, LICENCE_NOT_USABLE, and as `requireConsignment`.
 */
export async function requireMovable(tx: Transaction, head: CustodyHead, move: Move): Promise<void> {
  const consignment = await requireConsignment(tx, head.consignment);
  const { place } = move;
  requireStage(tx, consignment, place);
  const licences = await licencesOf(tx, consignment);
  const passage = passageOn(consignment, licences);
  requireNotBarred(consignment.id, passage, place);
  if (!move.isReturn) await requireOnItsWay(tx, consignment, head, place);
  await requireCarrier(tx, consignment.id, passage, move.receivedBy);
  if (!move.isReturn) for (const licence of licences) requireNotStopped(licence);
}

async function requireOnItsWay(
  tx: Transaction,
  consignment: Consignment,
  head: CustodyHead,
  place: string,
): Promise<void> {
  requireOnRoute(consignment, head.openMatters, place);
  if (consignment.status === "released") await requireNotPassed(tx, head, place);
}

function passageOn({ passage }: Consignment, licences: readonly Licence[]): Passage {
  return passageNow(
    passage,
    licences.map((licence) => licence.passage),
  );
}

/**
 * Whether the licences allow the goods to arrive at a place: none was stopped or bars its country, and an import licence is valid today.
 * @throws {LicetError} PLACE_PROHIBITED, LICENCE_SUSPENDED, LICENCE_NOT_USABLE.
 */
export async function requireMayArrive(tx: Transaction, consignment: Consignment, place: string): Promise<void> {
  const day = transactionDay(tx);
  const licences = await licencesOf(tx, consignment);
  requireNotBarred(consignment.id, passageOn(consignment, licences), place);
  for (const licence of licences) {
    requireNotStopped(licence);
    if (!countsAtArrival(licence.kind.activity)) continue;
    if (day >= licence.validFrom && day <= licence.validTo) continue;
    throw new LicetError(
      "LICENCE_NOT_USABLE",
      `Import licence ${licence.number} is valid from ${licence.validFrom} to ${licence.validTo}, not on ${day}.`,
      { licence: licence.number, validFrom: licence.validFrom, validTo: licence.validTo, day },
    );
  }
}

async function licencesOf(tx: Transaction, { allocations }: Consignment): Promise<readonly Licence[]> {
  const licences: Licence[] = [];
  for (const number of new Set(allocations.map(({ licence }) => licence))) {
    licences.push(await requireRecord(tx, LICENCE_RECORDS, number));
  }
  return licences;
}

function requireNotStopped(licence: Licence): void {
  if (STOPPING_STATUSES.includes(licence.status)) requireOpen(licence, licence.validFrom);
}

function requireStage(tx: Transaction, { id, status, receipt }: Consignment, place: string): void {
  if (status === "received" || status === "invalidated") {
    throw new LicetError("CONSIGNMENT_CLOSED", `Consignment ${id} is ${status}: nothing moves on it any more.`, {
      consignment: id,
      status,
      receivedAt: receipt?.at ?? null,
    });
  }
  const exportingState = tx.members.stateOf(ownerOfReference(id));
  if (status !== "registered" || countryOf(place) === exportingState) return;
  throw new LicetError("CONSIGNMENT_NOT_RELEASED", `${id} was not released for export; ${place} lies abroad.`, {
    consignment: id,
    place,
    exportingState: exportingState ?? null,
  });
}

/** A country that a licence bars, goods do not pass at all, however its code is written. */
function requireNotBarred(id: string, { barred = [] }: Passage, place: string): void {
  if (!barred.map(countryOfCustoms).includes(countryOfCustoms(countryOf(place)))) return;
  throw new LicetError("PLACE_PROHIBITED", `The goods of ${id} may not pass ${countryOf(place)}.`, {
    consignment: id,
    place,
  });
}

/** Goods that leave the route do so for a reason that somebody has reported. */
function requireOnRoute({ id, route }: Consignment, openMatters: CustodyHead["openMatters"], place: string): void {
  const routeStates = route.map(countryOf);
  if (routeStates.includes(countryOf(place)) || openMatters.some(({ kind }) => kind === "incident")) return;
  throw new LicetError("PLACE_OFF_ROUTE", `${place} is not on the route ${routeStates.join(" - ")} of ${id}.`, {
    consignment: id,
    place,
    routeStates,
  });
}

/** Nothing of these goods is left at a place that they have passed, unless somebody has reported why they came back. */
async function requireNotPassed(tx: Transaction, head: CustodyHead, place: string): Promise<void> {
  const reached = await progressOf(tx, head);
  if (!isBehind(head, reached, place) || sentBackBy(head) !== undefined) return;
  const { consignment } = head;
  const sentence = `The goods of ${consignment} have come to ${reached?.place ?? ""}; ${place} lies before it on the route.`;
  throw new LicetError("PLACE_PASSED", sentence, { consignment, place, reached: reached?.place ?? null });
}

/** The parties to the transaction may have the goods without being named as carriers; one that is a carrier and nothing else may not. */
async function requireCarrier(tx: Transaction, id: string, { carriers }: Passage, receivedBy: string): Promise<void> {
  if (carriers === undefined || carriers.includes(receivedBy)) return;
  const { kinds } = await requireParty(tx, receivedBy);
  if (kinds.some((kind) => kind !== "carrier")) return;
  throw new LicetError("CARRIER_NOT_NAMED", `The licences of ${id} do not name ${receivedBy} as a carrier.`, {
    consignment: id,
    receivedBy,
    carriers,
  });
}
