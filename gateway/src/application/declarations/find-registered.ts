// SPDX-License-Identifier: Apache-2.0
import { type Consignment, IDENTITY_ATTRIBUTES, LicetError, PAGE_SIZE_MAX, TRANSACTIONS } from "@licet/domain";
import { GatewayError } from "../../errors/gateway-error.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { readJson } from "../read-json.js";
import type { Transactions } from "../transactions.js";

/** Pages of consignments with one local reference number that are looked through, newest first. */
const PAGES_MAX = 20;

interface ConsignmentPage {
  readonly items: readonly Consignment[];
  readonly bookmark: string;
}

/** What a change of a declaration says of the declaration that it is about. */
export interface ChangedDeclaration {
  readonly lrn: string;
  readonly mrn: string;
  /** Licences that the change names, by which declarations with one local reference number are told apart. */
  readonly licences: readonly string[];
}

/**
 * Finds the consignment that a correction or a cancellation is about, which names neither UCR nor declarant: the one of the caller's
 * register with its local reference number; where several declarants have that number, the one with its movement reference number, or
 * that draws on a licence that it names.
 * @throws {LicetError} NOT_FOUND.
 * @throws {GatewayError} DECLARATION_INCOMPLETE where several fit, naming them.
 */
export async function findRegistered(
  transactions: Pick<Transactions, "query">,
  caller: LedgerIdentity,
  register: string,
  { lrn, mrn, licences }: ChangedDeclaration,
): Promise<Consignment> {
  const all = await consignmentsOf(transactions, caller, register, lrn);
  const own = all.filter(({ declarant }) => mayAmend(caller, declarant));
  const narrowed = [
    ({ status }: Consignment) => status !== "invalidated",
    ({ declaration }: Consignment) => declaration.mrn === mrn,
    ({ allocations }: Consignment) => allocations.some(({ licence }) => licences.includes(licence)),
  ].reduce((candidates, fits) => (candidates.some(fits) ? candidates.filter(fits) : candidates), own);
  const [found, ...others] = narrowed;
  if (found === undefined) throw notFound(lrn);
  if (others.length === 0) return found;
  throw new GatewayError("DECLARATION_INCOMPLETE", "Several consignments have this local reference number.", {
    missing: ["consignment"],
    consignments: narrowed.map(({ id }) => id),
  });
}

/** Exporters correct their own declarations only, and find no others. */
function mayAmend({ attributes }: LedgerIdentity, declarant: string): boolean {
  return attributes[IDENTITY_ATTRIBUTES.role] !== "exporter" || attributes[IDENTITY_ATTRIBUTES.party] === declarant;
}

async function consignmentsOf(
  transactions: Pick<Transactions, "query">,
  caller: LedgerIdentity,
  register: string,
  lrn: string,
): Promise<Consignment[]> {
  const found: Consignment[] = [];
  let bookmark = "";
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const input = { register, lrn, pageSize: PAGE_SIZE_MAX, bookmark };
    const answer = await transactions.query(caller, TRANSACTIONS["consignment:ListByLrn"], input);
    const { items, bookmark: next } = readJson<ConsignmentPage>(answer);
    found.push(...items);
    if (next === "") break;
    bookmark = next;
  }
  return found;
}

function notFound(lrn: string): LicetError {
  const reference = lrn.slice(0, 70);
  return new LicetError(
    "NOT_FOUND",
    `No consignment of yours was declared with the local reference number ${reference}.`,
    {
      kind: "consignment",
      lrn: reference,
    },
  );
}
