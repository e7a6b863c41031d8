// SPDX-License-Identifier: Apache-2.0
import {
  type Allocation,
  type ConsignmentGoods,
  consignmentGoodsMismatches,
  consignmentPartyMismatches,
  type JsonValue,
  licenceEvidence,
  LicetError,
  ownDestinations,
  routeMismatches,
  type SaltedPart,
  unallocatedGoods,
} from "@licet/domain";
import type { Transaction } from "../../fabric/transaction";
import { licenceContentOf } from "../../rules/licence/terms";

/**
 * Compares a consignment with every licence that it draws on: parties, goods, route.
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
): void {
  const { id, goods, route, allocations } = consignment;
  const licences = new Set(allocations.map(({ licence }) => licence));
  const mismatches = [...licences].flatMap((licence) => {
    const content = licenceContentOf(licenceEvidenceOf(tx, licence));
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
  const unallocated = unallocatedGoods(goods, allocations);
  const all = [
    ...mismatches,
    ...unallocated.map(({ field, left, right }) => ({ field, consignment: left, covered: right })),
  ];
  if (all.length > 0) throw mismatch(id, all);
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
