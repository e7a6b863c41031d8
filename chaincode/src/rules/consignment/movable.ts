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
  type TransferTerms,
} from "@licet/domain";
import { requireRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { LICENCE_RECORDS } from "../licence/records";
import { requireOpen } from "../licence/usable";
import { requireParty } from "../party/parties";
import { transactionDay } from "../time";
import { requireConsignment } from "./records";

/**
 * Whether goods may be handed over at a place, by what the channel says: what a verdict stops there, the ledger does not record as done.
 * Before release for export they move within the exporting state, afterwards along the route, and after receipt no more.
 * @throws {LicetError} CONSIGNMENT_CLOSED, CONSIGNMENT_NOT_RELEASED, PLACE_PROHIBITED, PLACE_OFF_ROUTE, CARRIER_NOT_NAMED,
 * LICENCE_SUSPENDED, LICENCE_NOT_USABLE, and as `requireConsignment`.
 */
export async function requireMovable(
  tx: Transaction,
  head: CustodyHead,
  { place, receivedBy }: Pick<TransferTerms, "place" | "receivedBy">,
): Promise<void> {
  const consignment = await requireConsignment(tx, head.consignment);
  requireStage(tx, consignment, place);
  requireOnRoute(consignment, head.openMatters, place);
  await requireCarrier(tx, consignment, receivedBy);
  for (const licence of await licencesOf(tx, consignment)) requireNotStopped(licence);
}

/**
 * Whether the licences allow the goods to arrive: none was stopped, and an import licence is valid today.
 * @throws {LicetError} LICENCE_SUSPENDED, LICENCE_NOT_USABLE.
 */
export async function requireMayArrive(tx: Transaction, consignment: Consignment): Promise<void> {
  const day = transactionDay(tx);
  for (const licence of await licencesOf(tx, consignment)) {
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

/** Goods that leave the route do so for a reason that somebody has reported; a country that a licence bars they do not pass at all. */
function requireOnRoute(
  { id, passage, route }: Consignment,
  openMatters: CustodyHead["openMatters"],
  place: string,
): void {
  const country = countryOf(place);
  const routeStates = route.map(countryOf);
  if (passage?.barred?.map(countryOfCustoms).includes(countryOfCustoms(country)) === true) {
    throw new LicetError("PLACE_PROHIBITED", `The goods of ${id} may not pass ${country}.`, { consignment: id, place });
  }
  if (routeStates.includes(country) || openMatters.some(({ kind }) => kind === "incident")) return;
  throw new LicetError("PLACE_OFF_ROUTE", `${place} is not on the route ${routeStates.join(" - ")} of ${id}.`, {
    consignment: id,
    place,
    routeStates,
  });
}

/** The parties to the transaction may have the goods without being named as carriers; one that is a carrier and nothing else may not. */
async function requireCarrier(tx: Transaction, { id, passage }: Consignment, receivedBy: string): Promise<void> {
  const carriers = passage?.carriers;
  if (carriers === undefined || carriers.includes(receivedBy)) return;
  const { kinds } = await requireParty(tx, receivedBy);
  if (kinds.some((kind) => kind !== "carrier")) return;
  throw new LicetError("CARRIER_NOT_NAMED", `The licences of ${id} do not name ${receivedBy} as a carrier.`, {
    consignment: id,
    receivedBy,
    carriers,
  });
}
