// SPDX-License-Identifier: Apache-2.0
import type { ConsignmentGoods, DeclaredParty } from "../consignment/schemas";
import type { LicenceContent } from "../licence/schemas";
import { type ComparedParty, partyMismatches } from "../shared/comparison";
import { consigneesOf } from "./consignment";

/** A party that a declaration gives a number of a register for. */
export interface IdentifiedParty {
  /** What it is to the goods, as a field of the declaration. */
  readonly field: string;
  readonly identifier: string;
  /** Register ids of the parties that it may be: the one that is declared, else those that the licences name in its place. */
  readonly parties: readonly string[];
}

type Place = "exporter" | "consignee" | "endUser";

/**
 * Parties of a declaration that are given with a number. Customs declarations name a party by number and name, and leave the register id
 * to the licence; the number is then that of the party which the licence names.
 */
export function identifiedParties(
  goods: ConsignmentGoods,
  licences: readonly LicenceContent[],
): readonly IdentifiedParty[] {
  return declaredIn(goods).flatMap(([field, place, declared]) => {
    if (declared?.identifier === undefined) return [];
    return [{ field, identifier: declared.identifier, parties: candidates(place, declared, licences) }];
  });
}

function declaredIn({
  exporter,
  consignee,
  endUser,
  items,
}: ConsignmentGoods): readonly (readonly [field: string, Place, DeclaredParty | undefined])[] {
  return [
    ["exporter", "exporter", exporter],
    ["consignee", "consignee", consignee],
    ["endUser", "endUser", endUser],
    ...items.map((each) => [`items[${each.item.toString()}].consignee`, "consignee", each.consignee] as const),
  ];
}

function candidates(place: Place, declared: DeclaredParty, licences: readonly LicenceContent[]): readonly string[] {
  if (declared.party !== undefined) return [declared.party];
  const named = licences.flatMap((licence) => (place === "consignee" ? consigneesOf(licence) : [licence[place]]));
  const same = named.filter((other: ComparedParty) => partyMismatches(place, declared, other).length === 0);
  return [...new Set(same.map(({ party }) => party))];
}
