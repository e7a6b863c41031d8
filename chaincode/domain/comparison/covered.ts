// SPDX-License-Identifier: Apache-2.0
import type { Consignment, ReservedAllocation } from "../consignment/schemas";
import { canonicalJson, type JsonValue } from "../json/canonical";
import type { Reservation } from "../licence/write-off";
import { ownerOfReference } from "../shared/ownership";

/** Status of a reservation that stands for an allocation, by the consignment's: what was given back stands for nothing. */
const STANDING: Readonly<Record<Consignment["status"], Reservation["status"]>> = {
  registered: "reserved",
  released: "consumed",
  received: "consumed",
  invalidated: "released",
};

/**
 * One write-off, one consignment: where a reservation, as the licence's owner recorded it, is not the one that was made for an allocation
 * of this consignment. Each names the other, the declaration and who declared it; that amounts agree proves nothing.
 * @returns names of the fields that differ.
 */
export function reservationMismatches(
  consignment: Consignment,
  allocation: ReservedAllocation,
  reservation: Reservation,
): string[] {
  const claimed: Readonly<Record<string, JsonValue | undefined>> = {
    id: allocation.reservation,
    licence: allocation.licence,
    line: allocation.line,
    item: allocation.item,
    consignment: consignment.id,
    declarant: consignment.declarant,
    document: consignment.document,
    ucr: consignment.ucr,
    ucrPart: consignment.ucrPart,
    organisation: ownerOfReference(consignment.id),
    status: STANDING[consignment.status],
  };
  const recorded = reservation as Readonly<Record<string, JsonValue | undefined>>;
  return Object.keys(claimed).filter((name) => textOf(claimed[name]) !== textOf(recorded[name]));
}

function textOf(value: JsonValue | undefined): string {
  return canonicalJson(value ?? null);
}
