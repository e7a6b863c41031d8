// SPDX-License-Identifier: Apache-2.0
import {
  baseUnitOf,
  ClaimedStatus,
  LicenceNumber,
  type Money,
  type Quantity,
  quantityFromDecimal,
  UNITS,
} from "@licet/domain";
import type { z } from "zod";
import { GatewayError } from "../../errors/gateway-error.js";
import { CUSTOMS_UNITS, LICENCE_DOCUMENTS } from "./code-tables.js";
import { plainDecimal } from "./decimal.js";
import type { DeclaredItem, ProducedDocument } from "./declaration.js";
import { minorUnits } from "./money.js";

/**
 * What a goods item's document asks to have written off against a licence, as it is declared: an open licence is named without a line or
 * a quantity, and a licence that is controlled by value with an amount of money alone.
 */
export interface DocumentClaim {
  readonly item: number;
  readonly licence: string;
  readonly line?: number;
  readonly quantity?: Quantity;
  readonly value?: Money;
  /** Status that the declaration claims for the licence: exhausted, surrendered, partial. */
  readonly claimedStatus?: z.infer<typeof ClaimedStatus>;
}

/** What a declaration claims, and what it says was attributed by an earlier one. */
export interface DeclaredClaims {
  readonly claims: readonly DocumentClaim[];
  readonly attributed: readonly DocumentClaim[];
}

/** "Not subject to any licences other than those declared." */
const NO_FURTHER_LICENCE = "XX";

/** Quantity already attributed by the simplified declaration before: writing it off again would count it twice. */
const ATTRIBUTED_BEFORE = "EA";

/** A reference as declared: licence number, hyphen, line number; people put spaces and small letters into it. */
const REFERENCE_PATTERN = /^(.+)-(\d{1,5})$/;

/**
 * Claims of a declaration's goods items. Documents of one item that draw on one line of a licence are added up.
 * @throws {GatewayError} DECLARATION_INCOMPLETE naming item, document and what is wrong.
 */
export function declaredClaims(items: readonly Pick<DeclaredItem, "item" | "documents">[]): DeclaredClaims {
  const read = items.flatMap(({ item, documents }) =>
    documents.filter(namesLicence).map((document) => ({ document, claim: claimOf(item, document) })),
  );
  const isAttributed = ({ document }: (typeof read)[number]): boolean => document.status === ATTRIBUTED_BEFORE;
  return {
    claims: addedUp(read.filter((each) => !isAttributed(each))),
    attributed: read.filter(isAttributed).map(({ claim }) => claim),
  };
}

interface ReadClaim {
  readonly document: ProducedDocument;
  readonly claim: DocumentClaim;
}

function namesLicence(document: ProducedDocument): boolean {
  if (!Object.hasOwn(LICENCE_DOCUMENTS, document.code)) return false;
  // Alone, the statement claims nothing; with a quantity it names one of the licences declared.
  return document.status !== NO_FURTHER_LICENCE || document.writeOff !== undefined;
}

function claimOf(item: number, document: ProducedDocument): DocumentClaim {
  const claimed = ClaimedStatus.safeParse(document.status);
  const quantity = claimedQuantity(item, document);
  const value = claimedValue(item, document);
  return {
    item,
    ...licenceLine(item, document),
    ...(quantity === undefined ? {} : { quantity }),
    ...(value === undefined ? {} : { value }),
    ...(claimed.success ? { claimedStatus: claimed.data } : {}),
  };
}

function licenceLine(item: number, document: ProducedDocument): Pick<DocumentClaim, "licence" | "line"> {
  const reference = document.reference.replace(/\s+/g, "").toUpperCase();
  const match = REFERENCE_PATTERN.exec(reference);
  const licence = LicenceNumber.safeParse(match?.[1] ?? reference);
  if (!licence.success) {
    throw wrong(item, document, "is not a licence number and a line number, such as GBSIEE2E350002-0001");
  }
  return { licence: licence.data, ...(match ? { line: Number(match[2]) } : {}) };
}

function claimedQuantity(item: number, document: ProducedDocument): Quantity | undefined {
  const { quantity, unitCode } = document.writeOff ?? {};
  if (quantity === undefined) return undefined;
  if (unitCode === undefined) throw wrong(item, document, "has a quantity without its unit to be written off");
  const [code = "", qualifier] = unitCode.split("#");
  const row = unitOf(code);
  if (!row || (qualifier !== undefined && !Object.hasOwn(CUSTOMS_UNITS.qualifiers, qualifier))) {
    throw wrong(item, document, `has the unit ${unitCode.slice(0, 10)}, which is not known`);
  }
  const exact = exactQuantity(item, document, quantity, row.unit);
  return { amount: (BigInt(exact.amount) * BigInt(row.factor)).toString(), unit: row.unit };
}

/** The ledger's unit that a declared one counts in: its own, as far as a licence can be issued in it. */
function unitOf(code: string): { readonly unit: string; readonly factor: number } | undefined {
  if (Object.hasOwn(UNITS, code)) return { unit: code, factor: 1 };
  return Object.hasOwn(CUSTOMS_UNITS.units, code) ? CUSTOMS_UNITS.units[code] : undefined;
}

function exactQuantity(item: number, document: ProducedDocument, text: string, unit: string): Quantity {
  const decimal = plainDecimal(text);
  const given = text.slice(0, 30);
  if (decimal === undefined) throw wrong(item, document, `has the quantity ${given}, which is not a decimal number`);
  if (decimal.startsWith("-")) throw wrong(item, document, `has the quantity ${given}, which is negative`);
  try {
    return quantityFromDecimal(decimal, unit);
  } catch {
    throw wrong(item, document, `has the quantity ${given}, which is not a whole number of the smallest unit`);
  }
}

function claimedValue(item: number, document: ProducedDocument): Money | undefined {
  const amount = document.writeOff?.amount;
  if (amount === undefined) return undefined;
  const minor = minorUnits(amount);
  if (minor !== undefined) return { amount: minor, currency: amount.currency };
  throw wrong(
    item,
    document,
    `has the amount ${amount.amount.slice(0, 30)} ${amount.currency.slice(0, 5)}, which is no money`,
  );
}

/** Claims of an item on one line of a licence as one. */
function addedUp(read: readonly ReadClaim[]): readonly DocumentClaim[] {
  const sums = new Map<string, ReadClaim>();
  for (const each of read) {
    const { item, licence, line } = each.claim;
    const key = `${item} ${licence} ${line ?? ""}`;
    const earlier = sums.get(key);
    sums.set(key, earlier === undefined ? each : { document: each.document, claim: sumOf(earlier.claim, each) });
  }
  return [...sums.values()].map(({ claim }) => claim);
}

function sumOf(left: DocumentClaim, { claim: right, document }: ReadClaim): DocumentClaim {
  const { item } = right;
  if (left.claimedStatus !== right.claimedStatus) {
    throw wrong(
      item,
      document,
      "has another LPCOExemptionCode than the other document of the item for the same licence line",
    );
  }
  return {
    ...left,
    ...given(
      "quantity",
      added(
        left.quantity,
        right.quantity,
        ({ unit }) => baseUnitOf(unit),
        () => unlike(item, document, "QuantityQuantity"),
      ),
    ),
    ...given(
      "value",
      added(
        left.value,
        right.value,
        ({ currency }) => currency,
        () => unlike(item, document, "AmountAmount"),
      ),
    ),
  };
}

/** The sum of two amounts of one measure, or the one that there is. */
function added<T extends { readonly amount: string }>(
  left: T | undefined,
  right: T | undefined,
  measureOf: (amount: T) => string,
  refusal: () => GatewayError,
): T | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  if (measureOf(left) !== measureOf(right)) throw refusal();
  return { ...left, amount: (BigInt(left.amount) + BigInt(right.amount)).toString() };
}

function unlike(item: number, document: ProducedDocument, element: string): GatewayError {
  return wrong(
    item,
    document,
    `has a WriteOff.${element} in another measure than the other document for the same licence line`,
  );
}

function given<N extends string, V>(name: N, value: V | undefined): { readonly [K in N]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [K in N]?: V };
}

function wrong(item: number, document: ProducedDocument, what: string): GatewayError {
  return new GatewayError("DECLARATION_INCOMPLETE", `Document ${document.code} of item ${item} ${what}.`, {
    item,
    document: document.code,
    reference: document.reference.slice(0, 70),
  });
}
