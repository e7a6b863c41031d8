// SPDX-License-Identifier: Apache-2.0
import type { Consignment } from "@licet/domain";
import type { DeclarationCorrection } from "./declaration.js";
import { type LicenceClaim, licenceClaims } from "./licence-claims.js";
import { withoutLicence } from "./refusals.js";

/** The part of a consignment's record that a correction starts from. */
export type RegisteredConsignment = Pick<Consignment, "id" | "declaration" | "allocations">;

/**
 * Makes the input of `consignment:AmendDeclaration` from a correction and the consignment as it stands. Whether the change is allowed,
 * the ledger decides.
 * @throws {GatewayError} DECLARATION_WITHOUT_LICENCE, DECLARATION_INCOMPLETE.
 */
export function toAmendment(
  correction: DeclarationCorrection,
  registered: RegisteredConsignment,
): Readonly<Record<string, unknown>> {
  const claims = correction.items.flatMap(({ item, documents }) => licenceClaims(item, documents));
  if (claims.length === 0) throw withoutLicence();
  const corrected = new Map(claims.map((claim) => [keyOf(claim), claim]));
  const kept = registered.allocations.filter((allocation) => !corrected.has(keyOf(allocation))).map(claimOf);
  return {
    consignment: registered.id,
    declaration: { ...registered.declaration, mrn: correction.mrn },
    allocations: [...kept, ...claims].sort((left, right) => left.item - right.item || left.line - right.line),
    reasonCode: correction.reasonCode,
  };
}

/** A registered allocation as a claim: the record holds more than the transaction takes. */
function claimOf({
  item,
  licence,
  line,
  quantity,
  claimedStatus,
}: RegisteredConsignment["allocations"][number]): LicenceClaim {
  return { item, licence, line, quantity, ...(claimedStatus === undefined ? {} : { claimedStatus }) };
}

function keyOf({ item, licence, line }: Pick<LicenceClaim, "item" | "licence" | "line">): string {
  return `${item} ${licence} ${line}`;
}
