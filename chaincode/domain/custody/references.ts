// SPDX-License-Identifier: Apache-2.0
import type { EventPlace } from "./schemas";

/** Reference of a custody event. */
export function eventId(consignment: string, place: EventPlace): string {
  return `${consignment}:${place.sequence.toString()}:${place.txId}`;
}

/** Consignment and place of an event, from its reference. */
export function eventPlaceOf(id: string): EventPlace & { readonly consignment: string } {
  const [consignment, sequence, txId] = id.split(":") as [string, string, string];
  return { consignment, sequence: Number(sequence), txId };
}
