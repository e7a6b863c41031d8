// SPDX-License-Identifier: Apache-2.0
import {
  type Allocation,
  type Consignment,
  type ConsignmentGoods,
  consignmentGoodsMismatches,
  consignmentPartyMismatches,
  duplicateItems,
  type JsonValue,
  type LicenceContent,
  licenceEvidence,
  LicetError,
  ownDestinations,
  passageOf,
  routeMismatches,
  type SaltedPart,
  unallocatedGoods,
} from "@licet/domain";
import type { Transaction } from "../../fabric/transaction";
import { licenceContentOf } from "../../rules/licence/terms";

/**
 * Compares a consignment with every licence that it draws on: parties, goods, route.
 * @returns the licences' contents.
 * @throws {LicetError} LICENCE_CONTENT_MISSING, CONSIGNMENT_MISMATCH with every field that differs and both values.
 */
export function requireCovered(
  tx: Transaction,
  consignment: {
    readonly id: string;
    readonly goods: ConsignmentGoods;
    readonly route: readonly string[];
    readonly allocations: readonly Allocation[];
  },
): readonly LicenceContent[] {
  const { id, goods, route, allocations } = consignment;
  const licences = [...new Set(allocations.map(({ licence }) => licence))];
  const contents = licences.map((licence) => licenceContentOf(licenceEvidenceOf(tx, licence)));
  const mismatches = contents.flatMap((content, at) => {
    const licence = licences[at] ?? "";
    const ofLicence = allocations.filter((allocation) => allocation.licence === licence);
    return [
      ...consignmentPartyMismatches(
        goods,
        content,
        ofLicence.map(({ item }) => item),
      ),
      ...consignmentGoodsMismatches(goods, ofLicence, content),
      ...routeMismatches(route, content, ownDestinations(goods)),
    ].map(({ field, left, right }) => ({ licence, field, consignment: left, covered: right }));
  });
  const told = new Set(mismatches.map(({ field }) => field));
  const twice = duplicateItems(goods).filter(({ field }) => !told.has(field));
  const unallocated = [...twice, ...unallocatedGoods(goods, allocations)];
  const all = [
    ...mismatches,
    ...unallocated.map(({ field, left, right }) => ({ field, consignment: left, covered: right })),
  ];
  if (all.length > 0) throw mismatch(id, all);
  return contents;
}

/** What the licences let those do who move the goods, for the consignment's record. */
export function passageFor(contents: readonly LicenceContent[]): Pick<Consignment, "passage"> {
  const passage = passageOf(contents);
  return passage === undefined ? {} : { passage };
}

/** @returns the refusal of what a licence, or the record of a consignment, does not cover. */
export function mismatch(
  id: string,
  mismatches: readonly { readonly field: string; readonly [name: string]: JsonValue }[],
): LicetError {
  const fields = [...new Set(mismatches.map(({ field }) => field))].join(", ");
  return new LicetError("CONSIGNMENT_MISMATCH", `Consignment ${id} differs in ${fields}.`, { mismatches });
}

/**
 * A licence's content as it was handed over for the check.
 * @throws {LicetError} LICENCE_CONTENT_MISSING.
 */
export function licenceEvidenceOf(tx: Transaction, licence: string): SaltedPart {
  const evidence = tx.evidence[licenceEvidence(licence)];
  if (evidence !== undefined) return evidence;
  throw new LicetError(
    "LICENCE_CONTENT_MISSING",
    `The confidential content of ${licence} is not known to whoever declares.`,
    {
      licence,
      evidence: licenceEvidence(licence),
    },
  );
}
