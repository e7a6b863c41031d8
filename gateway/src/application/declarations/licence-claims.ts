// SPDX-License-Identifier: Apache-2.0
import { ClaimedStatus, LicenceNumber, type Quantity, quantityFromDecimal } from "@licet/domain";
import type { z } from "zod";
import { GatewayError } from "../../errors/gateway-error.js";
import { CUSTOMS_UNITS, LICENCE_DOCUMENTS } from "./code-tables.js";
import type { ProducedDocument } from "./declaration.js";

/** A quantity of a goods item that its declaration asks to have written off against one line of a licence. */
export interface LicenceClaim {
  readonly item: number;
  readonly licence: string;
  readonly line: number;
  readonly quantity: Quantity;
  /** Status that the declaration claims for the licence: exhausted, surrendered, partial. */
  readonly claimedStatus?: z.infer<typeof ClaimedStatus>;
}

/** "Not subject to any licences other than those declared." */
const NO_FURTHER_LICENCE = "XX";

/** Quantity already attributed by the simplified declaration before: writing it off again would count it twice. */
const ATTRIBUTED_BEFORE = "EA";

/** A reference as declared: licence number, hyphen, line number; people put spaces and small letters into it. */
const REFERENCE_PATTERN = /^(.+)-(\d{1,4})$/;

/**
 * The claims of one goods item: its licence documents with what they ask to have written off.
 * @throws {GatewayError} DECLARATION_INCOMPLETE naming item, document and what is wrong.
 */
export function licenceClaims(item: number, documents: readonly ProducedDocument[]): LicenceClaim[] {
  return documents.filter(claims).map((document) => ({
    item,
    ...licenceLine(item, document),
    quantity: claimedQuantity(item, document),
    ...claimedStatus(document),
  }));
}

function claims(document: ProducedDocument): boolean {
  if (!Object.hasOwn(LICENCE_DOCUMENTS, document.code) || document.status === ATTRIBUTED_BEFORE) return false;
  // Alone, the statement claims nothing; with a quantity it names one of the licences declared.
  return document.status !== NO_FURTHER_LICENCE || document.writeOff !== undefined;
}

function licenceLine(item: number, document: ProducedDocument): { licence: string; line: number } {
  const reference = document.reference.replace(/\s+/g, "").toUpperCase();
  const match = REFERENCE_PATTERN.exec(reference);
  const licence = LicenceNumber.safeParse(match?.[1]);
  if (match && licence.success) return { licence: licence.data, line: Number(match[2]) };
  throw wrong(item, document, `is not a licence number and a line number, such as GBSIEE2E350002-0001`);
}

function claimedQuantity(item: number, document: ProducedDocument): Quantity {
  const { quantity, unitCode } = document.writeOff ?? {};
  if (quantity === undefined || unitCode === undefined) {
    throw wrong(item, document, "has no quantity with its unit to be written off");
  }
  const [unit = "", qualifier] = unitCode.split("#");
  const row = CUSTOMS_UNITS.units[unit];
  if (!row || (qualifier !== undefined && !Object.hasOwn(CUSTOMS_UNITS.qualifiers, qualifier))) {
    throw wrong(item, document, `has the unit ${unitCode.slice(0, 10)}, which is not known`);
  }
  const exact = exactQuantity(item, document, quantity, row.unit);
  const amount = BigInt(exact.amount) * BigInt(row.factor);
  if (amount === 0n) throw wrong(item, document, "asks for a quantity of zero");
  return { amount: amount.toString(), unit: row.unit };
}

function exactQuantity(item: number, document: ProducedDocument, decimal: string, unit: string): Quantity {
  try {
    return quantityFromDecimal(decimal, unit);
  } catch {
    throw wrong(
      item,
      document,
      `has the quantity ${decimal.slice(0, 30)}, which is not a whole number of the smallest unit`,
    );
  }
}

function claimedStatus(document: ProducedDocument): Pick<LicenceClaim, "claimedStatus"> {
  const claimed = ClaimedStatus.safeParse(document.status);
  return claimed.success ? { claimedStatus: claimed.data } : {};
}

function wrong(item: number, document: ProducedDocument, what: string): GatewayError {
  return new GatewayError("DECLARATION_INCOMPLETE", `Document ${document.code} of item ${item} ${what}.`, {
    item,
    document: document.code,
    reference: document.reference.slice(0, 70),
  });
}
