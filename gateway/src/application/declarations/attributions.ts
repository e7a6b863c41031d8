// SPDX-License-Identifier: Apache-2.0
import { type Consignment, describeQuantity, TRANSACTIONS, unitsConvertible } from "@licet/domain";
import { GatewayError } from "../../errors/gateway-error.js";
import { LedgerError } from "../../ports/ledger-error.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { readJson } from "../read-json.js";
import type { Transactions } from "../transactions.js";
import type { DocumentClaim } from "./licence-claims.js";

/** What an earlier declaration attributed to a licence, as a later one says (status EA): nothing is counted a second time. */
export interface Attribution {
  readonly item: number;
  readonly licence: string;
  readonly line: number;
  /** The earlier declaration. */
  readonly by: { readonly consignment: string; readonly lrn: string; readonly mrn?: string };
}

type Earlier = Pick<Consignment, "id" | "declaration" | "allocations">;

/**
 * Finds the earlier declarations, of the same UCR and in the caller's register, that attributed what a declaration says was attributed
 * before.
 * @throws {GatewayError} DECLARATION_NOT_ATTRIBUTED where none attributed it, or less than it says.
 */
export async function attributionsOf(
  transactions: Pick<Transactions, "query">,
  caller: LedgerIdentity,
  register: string,
  { ucr, attributed }: { readonly ucr: string; readonly attributed: readonly DocumentClaim[] },
): Promise<readonly Attribution[]> {
  if (attributed.length === 0) return [];
  const found = await consignmentsOf(transactions, caller, ucr);
  const earlier = found.filter(({ id }) => id.startsWith(`${register}-`));
  return attributed.flatMap((claim) => attributionsFor(claim, ucr, earlier));
}

function attributionsFor(claim: DocumentClaim, ucr: string, earlier: readonly Earlier[]): readonly Attribution[] {
  const drawn = earlier.flatMap(({ id, declaration, allocations }) =>
    allocations.filter((allocation) => isOf(allocation, claim)).map((allocation) => ({ id, declaration, allocation })),
  );
  if (drawn.length === 0) throw notAttributed(claim, `no earlier declaration with the UCR ${ucr} drew on that line`);
  requireEnough(
    claim,
    drawn.map(({ allocation }) => allocation),
  );
  return drawn.map(({ id, declaration: { lrn, mrn }, allocation: { licence, line } }) => ({
    item: claim.item,
    licence,
    line,
    by: { consignment: id, lrn, ...(mrn === undefined ? {} : { mrn }) },
  }));
}

function isOf({ licence, line }: Earlier["allocations"][number], claim: DocumentClaim): boolean {
  return licence === claim.licence && (claim.line === undefined || claim.line === line);
}

/** A later declaration may say less than the earlier ones attributed, and not more. */
function requireEnough(claim: DocumentClaim, drawn: Earlier["allocations"]): void {
  const { quantity } = claim;
  if (quantity === undefined) return;
  const sum = drawn
    .filter((allocation) => unitsConvertible(allocation.quantity.unit, quantity.unit))
    .reduce((total, allocation) => total + BigInt(allocation.quantity.amount), 0n);
  if (sum >= BigInt(quantity.amount)) return;
  const said = describeQuantity(BigInt(quantity.amount), quantity.unit);
  throw notAttributed(claim, `${said} is said to be attributed, and ${describeQuantity(sum, quantity.unit)} was`);
}

async function consignmentsOf(
  transactions: Pick<Transactions, "query">,
  caller: LedgerIdentity,
  ucr: string,
): Promise<readonly Earlier[]> {
  try {
    const answer = await transactions.query(caller, TRANSACTIONS["consignment:FindByUcr"], { ucr });
    return readJson<{ readonly items: readonly Earlier[] }>(answer).items;
  } catch (error) {
    if (error instanceof LedgerError && error.refusal?.code === "NOT_FOUND") return [];
    throw error;
  }
}

function notAttributed({ item, licence, line }: DocumentClaim, why: string): GatewayError {
  return new GatewayError(
    "DECLARATION_NOT_ATTRIBUTED",
    `Item ${item} says that licence ${licence} was attributed before (EA); ${why}.`,
    { item, licence, line: line ?? null },
  );
}
