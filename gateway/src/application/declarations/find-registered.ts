// SPDX-License-Identifier: Apache-2.0
import { type Consignment, IDENTITY_ATTRIBUTES, LicetError, PAGE_SIZE_MAX, TRANSACTIONS } from "@licet/domain";
import { GatewayError } from "../../errors/gateway-error.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { readJson } from "../read-json.js";
import type { Transactions } from "../transactions.js";
import type { DeclarationCorrection } from "./declaration.js";
import { licenceClaims } from "./licence-claims.js";
import { withoutLicence } from "./refusals.js";

/** Pages of a licence's consignments that are looked through, newest first. */
const PAGES_MAX = 20;

interface ConsignmentPage {
  readonly items: readonly Consignment[];
  readonly bookmark: string;
}

/**
 * Finds the consignment that a correction is about. A correction names neither UCR nor declarant, so it is sought among the consignments
 * that draw on the licences it names: the one of the caller's register with the correction's local reference number.
 * @throws {LicetError} NOT_FOUND.
 * @throws {GatewayError} DECLARATION_INCOMPLETE where several fit, naming them; DECLARATION_WITHOUT_LICENCE.
 */
export async function findRegistered(
  transactions: Pick<Transactions, "query">,
  caller: LedgerIdentity,
  register: string,
  correction: DeclarationCorrection,
): Promise<Consignment> {
  const { lrn, mrn } = correction;
  const licences = licencesOf(correction);
  const drawn = await Promise.all(licences.map((licence) => consignmentsOn(transactions, caller, licence)));
  const ids = new Map(drawn.flat().map((consignment) => [consignment.id, consignment]));
  const own = [...ids.values()].filter(
    ({ id, declarant, declaration }) =>
      id.startsWith(`${register}-`) && declaration.lrn === lrn && mayAmend(caller, declarant),
  );
  const open = own.filter(({ status }) => status !== "invalidated");
  const candidates = open.length > 0 ? open : own;
  const numbered = candidates.filter(({ declaration }) => declaration.mrn === mrn);
  const [found, ...others] = numbered.length > 0 ? numbered : candidates;
  if (found === undefined) throw notFound(lrn, licences);
  if (others.length === 0) return found;
  throw new GatewayError("DECLARATION_INCOMPLETE", "Several consignments have this local reference number.", {
    missing: ["consignment"],
    consignments: [found, ...others].map(({ id }) => id),
  });
}

/** Exporters correct their own declarations only, and find no others. */
function mayAmend({ attributes }: LedgerIdentity, declarant: string): boolean {
  return attributes[IDENTITY_ATTRIBUTES.role] !== "exporter" || attributes[IDENTITY_ATTRIBUTES.party] === declarant;
}

function licencesOf({ items }: DeclarationCorrection): string[] {
  const claims = items.flatMap(({ item, documents }) => licenceClaims(item, documents));
  if (claims.length === 0) throw withoutLicence();
  return [...new Set(claims.map(({ licence }) => licence))];
}

async function consignmentsOn(
  transactions: Pick<Transactions, "query">,
  caller: LedgerIdentity,
  licence: string,
): Promise<Consignment[]> {
  const found: Consignment[] = [];
  let bookmark = "";
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const input = { licence, pageSize: PAGE_SIZE_MAX, bookmark };
    const answer = await transactions.query(caller, TRANSACTIONS["consignment:ListByLicence"], input);
    const { items, bookmark: next } = readJson<ConsignmentPage>(answer);
    found.push(...items);
    if (next === "") break;
    bookmark = next;
  }
  return found;
}

function notFound(lrn: string, licences: readonly string[]): LicetError {
  return new LicetError(
    "NOT_FOUND",
    "No consignment of yours with this local reference number draws on a licence that the correction names.",
    { kind: "consignment", lrn: lrn.slice(0, 70), licences: [...licences] },
  );
}
