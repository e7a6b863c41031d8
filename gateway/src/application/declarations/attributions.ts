// SPDX-License-Identifier: Apache-2.0
import {
  describeQuantity,
  PAGE_SIZE_MAX,
  type Quantity,
  type Reservation,
  TRANSACTIONS,
  unitsConvertible,
} from "@licet/domain";
import { GatewayError } from "../../errors/gateway-error.js";
import { LedgerError } from "../../ports/ledger-error.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { readJson } from "../read-json.js";
import type { Transactions } from "../transactions.js";
import type { DocumentClaim } from "./licence-claims.js";

/** Pages of a licence's reservations that are looked through, newest first: each walks over 500 entries at most. */
const PAGES_MAX = 20;

/** How many earlier declarations are named for an item. */
const NAMED_MAX = 10;

/** What was attributed to a licence before, as a later declaration says (status EA): nothing is counted a second time. */
export interface Attribution {
  readonly item: number;
  readonly licence: string;
  readonly line: number;
  /** The earlier declaration: what it is known by, and the consignment that it registered, if it did. */
  readonly by: { readonly consignment?: string } & { readonly [K in Lowercase<DocumentType>]?: string };
}

type DocumentType = Reservation["document"]["type"];

/** What a declaration says was attributed before. */
export interface SaidBefore {
  readonly ucr: string;
  readonly attributed: readonly DocumentClaim[];
}

/**
 * Finds what the caller's organisation has reserved or written off for a UCR, with or without a consignment, and holds against it what a
 * later declaration says was attributed before. What was given back counts for nothing.
 * @throws {GatewayError} DECLARATION_NOT_ATTRIBUTED where nothing stands, or less than it says of all its items together.
 */
export async function attributionsOf(
  transactions: Pick<Transactions, "query">,
  caller: LedgerIdentity,
  { ucr, attributed }: SaidBefore,
): Promise<readonly Attribution[]> {
  const found: Attribution[] = [];
  for (const line of byLine(attributed)) {
    const all = await reservationsOf(transactions, caller, line.first, ucr);
    const standing = all.filter(({ organisation, status }) => organisation === caller.mspId && STANDING.has(status));
    requireAttributed(line, standing, ucr);
    found.push(...line.said.flatMap(({ item }) => earlierFor(item, standing)));
  }
  return found;
}

/** Claims on one line. */
interface OnLine {
  readonly first: DocumentClaim;
  readonly said: readonly DocumentClaim[];
}

function byLine(attributed: readonly DocumentClaim[]): readonly OnLine[] {
  const lines = new Map<string, { readonly first: DocumentClaim; readonly said: DocumentClaim[] }>();
  for (const claim of attributed) {
    const key = `${claim.licence} ${claim.line ?? ""}`;
    const line = lines.get(key);
    if (line === undefined) lines.set(key, { first: claim, said: [claim] });
    else line.said.push(claim);
  }
  return [...lines.values()];
}

/** Earlier declarations of the item, or else of the line, the newest ones. */
function earlierFor(item: number, standing: readonly Reservation[]): readonly Attribution[] {
  const ofItem = standing.filter((reservation) => reservation.item === item);
  const named = (ofItem.length === 0 ? standing : ofItem).slice(0, NAMED_MAX);
  return named.map((reservation) => attribution(item, reservation));
}

/** Statuses of what still counts. */
const STANDING: ReadonlySet<Reservation["status"]> = new Set(["reserved", "consumed"]);

function attribution(item: number, { licence, line, consignment, document }: Reservation): Attribution {
  const by = { [document.type.toLowerCase()]: document.reference };
  return { item, licence, line, by: { ...(consignment === undefined ? {} : { consignment }), ...by } };
}

/** A later declaration may say less than was attributed before, and not more. */
function requireAttributed({ first, said }: OnLine, standing: readonly Reservation[], ucr: string): void {
  if (standing.length === 0)
    throw notAttributed(first, `no earlier declaration with the UCR ${ucr} draws on that line`);
  const quantities = said.flatMap(({ quantity }) => quantity ?? []);
  for (const unit of new Set(quantities.map((quantity) => quantity.unit))) {
    const asked = sumOf(quantities, unit);
    const held = sumOf(standing.map(heldBy), unit);
    if (held >= asked) continue;
    const why = `${describeQuantity(asked, unit)} is said to be attributed, and ${describeQuantity(held, unit)} was`;
    throw notAttributed(first, why);
  }
}

function sumOf(quantities: readonly Quantity[], unit: string): bigint {
  return quantities
    .filter((quantity) => unitsConvertible(quantity.unit, unit))
    .reduce((total, { amount }) => total + BigInt(amount), 0n);
}

function heldBy({ reserved, consumed, unit }: Reservation): Quantity {
  return { amount: (BigInt(reserved) + BigInt(consumed)).toString(), unit };
}

async function reservationsOf(
  transactions: Pick<Transactions, "query">,
  caller: LedgerIdentity,
  { licence, line }: DocumentClaim,
  ucr: string,
): Promise<readonly Reservation[]> {
  const found: Reservation[] = [];
  let bookmark = "";
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const input = { licence, ...(line === undefined ? {} : { line }), ucr, pageSize: PAGE_SIZE_MAX, bookmark };
    const answer = await transactions
      .query(caller, TRANSACTIONS["licence:ListReservations"], input)
      .catch(nothingThere);
    if (answer === undefined) return [];
    const { items, bookmark: next } = readJson<{ items: readonly Reservation[]; bookmark: string }>(answer);
    found.push(...items);
    if (next === "") break;
    bookmark = next;
  }
  return found;
}

/** Of a licence or line that is not on the ledger, nothing was attributed. */
function nothingThere(error: unknown): undefined {
  if (error instanceof LedgerError && NOT_THERE.has(error.refusal?.code ?? "")) return undefined;
  throw error;
}

const NOT_THERE: ReadonlySet<string> = new Set(["NOT_FOUND", "LINE_NOT_ON_LICENCE"]);

function notAttributed({ item, licence, line }: DocumentClaim, why: string): GatewayError {
  return new GatewayError(
    "DECLARATION_NOT_ATTRIBUTED",
    `Item ${item} says that licence ${licence} was attributed before (EA); ${why}.`,
    { item, licence, line: line ?? null },
  );
}
