// SPDX-License-Identifier: Apache-2.0
import type { Consignment, Money, Quantity } from "@licet/domain";
import { GatewayError } from "../../errors/gateway-error.js";
import type { ConfidentialParts } from "../transactions.js";
import type { DeclarationCorrection } from "./declaration.js";
import { declaredClaims, type DocumentClaim } from "./licence-claims.js";

/** The part of a consignment's record that a correction starts from. */
export type RegisteredConsignment = Pick<Consignment, "id" | "declaration" | "allocations">;

/** Input and confidential parts of `consignment:AmendDeclaration`. */
export interface Amendment {
  readonly input: Readonly<Record<string, unknown>>;
  readonly parts: ConfidentialParts;
}

/** An allocation as the amendment takes it, with its value where the correction gives one. */
interface AmendedAllocation {
  readonly item: number;
  readonly licence: string;
  readonly line: number;
  readonly quantity: Quantity;
  readonly claimedStatus?: NonNullable<DocumentClaim["claimedStatus"]>;
  readonly value?: Money;
}

/**
 * Claims of a correction.
 * @throws {GatewayError} DECLARATION_WITHOUT_LICENCE where it touches no licence, DECLARATION_INCOMPLETE.
 */
export function correctedClaims(correction: DeclarationCorrection): readonly DocumentClaim[] {
  const { claims, attributed } = declaredClaims(correction.items);
  if (claims.length > 0) return claims;
  throw new GatewayError(
    "DECLARATION_WITHOUT_LICENCE",
    "The correction touches no licence: what the ledger holds of the declaration does not change by it.",
    { lrn: correction.lrn, attributedBefore: attributed.map(({ licence }) => licence) },
  );
}

/**
 * Makes the input of `consignment:AmendDeclaration` from a correction and the consignment as it stands. What the correction leaves out of
 * a claim stays as it was declared. Whether the change is allowed, the ledger decides.
 * @throws {GatewayError} DECLARATION_WITHOUT_LICENCE, DECLARATION_INCOMPLETE.
 */
export function toAmendment(correction: DeclarationCorrection, registered: RegisteredConsignment): Amendment {
  const corrected = correctedClaims(correction).map((claim) => amended(claim, registered));
  const named = new Set(corrected.map(keyOf));
  const kept = registered.allocations.filter((allocation) => !named.has(keyOf(allocation))).map(asDeclared);
  const all = [...kept, ...corrected].sort((left, right) => left.item - right.item || left.line - right.line);
  return {
    input: {
      consignment: registered.id,
      declaration: { ...registered.declaration, mrn: correction.mrn },
      allocations: all.map(({ value: _value, ...allocation }) => allocation),
      reasonCode: correction.reasonCode,
    },
    parts: all.some(({ value }) => value !== undefined)
      ? { values: { content: { values: all.map(({ value }) => (value === undefined ? null : { ...value })) } } }
      : {},
  };
}

/** A claim of the correction, completed by the allocation that it is about. */
function amended(claim: DocumentClaim, { allocations }: RegisteredConsignment): AmendedAllocation {
  const { item, licence } = claim;
  const ofLicence = allocations.filter((allocation) => allocation.item === item && allocation.licence === licence);
  const line = claim.line ?? ofLicence[0]?.line;
  const before = ofLicence.find((allocation) => allocation.line === line);
  const quantity = claim.quantity ?? before?.quantity;
  if (line !== undefined && quantity !== undefined) return { ...claim, line, quantity };
  const missing = line === undefined ? "ID with a line number" : "WriteOff.QuantityQuantity";
  throw new GatewayError(
    "DECLARATION_INCOMPLETE",
    `The document of item ${item} for licence ${licence}, on which the declaration does not draw yet, lacks ${missing}.`,
    { item, licence, element: `AdditionalDocument.${missing}` },
  );
}

/** A registered allocation as the transaction takes it: the record holds more. */
function asDeclared({
  item,
  licence,
  line,
  quantity,
  claimedStatus,
}: RegisteredConsignment["allocations"][number]): AmendedAllocation {
  return { item, licence, line, quantity, ...(claimedStatus === undefined ? {} : { claimedStatus }) };
}

function keyOf({ item, licence, line }: Pick<AmendedAllocation, "item" | "licence" | "line">): string {
  return `${item} ${licence} ${line}`;
}
