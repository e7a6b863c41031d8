// SPDX-License-Identifier: Apache-2.0
import type { CustodyEvent } from "./schemas";

/** Parties that a custody event names: who had the goods after it, and who gave, took, refused or was told. */
export function partiesOf(event: CustodyEvent): readonly string[] {
  const terms = "terms" in event ? [event.terms.releasedBy, event.terms.receivedBy, event.terms.notifiedParty] : [];
  const refusedBy = "refusedBy" in event ? event.refusedBy : undefined;
  return [event.possessingParty, ...terms, refusedBy].filter((party) => party !== undefined);
}
