// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, type EventPlace, type JsonValue } from "@licet/domain";
import { chainKind, entryKey } from "../../fabric/chain";
import { recordKind } from "../../fabric/records";

/** Heads of custody chains. The consignment's owner creates them; from then on their keepers change them together. */
export const CUSTODY_HEADS = recordKind("custody-head", {
  joint: true,
});

/** Custody events, in one chain for each consignment. */
export const CUSTODY_EVENTS = chainKind("custody-event", { broken: "CUSTODY_CHAIN_BROKEN" });

/** Key of a custody event. */
export function eventKey(consignment: string, place: EventPlace): string {
  return entryKey(CUSTODY_EVENTS, [consignment], place);
}

/** Whether two values are the same on the ledger. */
export function isAlike(left: object, right: object): boolean {
  return canonicalJson(left as JsonValue) === canonicalJson(right as JsonValue);
}
