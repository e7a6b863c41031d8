// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { LicetError } from "../errors/licet-error";

/** How many digits an amount may have. */
export const AMOUNT_DIGITS_MAX = 30;

/** A non-negative integer as a decimal string without leading zeros: a count of smallest units. */
export const Amount = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,29})$/, "an amount is a whole number of smallest units, as a decimal string")
  .describe("whole number of smallest units, decimal string");

interface UnitRow {
  /** The unit that amounts are kept in. */
  readonly base: string;
  /** How many base units one of this unit is. */
  readonly factor: bigint;
  readonly name: string;
}

/**
 * Units of quantity by UN/ECE Recommendation 20 code, and by the code of the United Kingdom's licensing service where that is another
 * (TON, MCG, MCL: uktrade/lite-api), with exact conversion to a smallest unit. A pair of units without a common base is refused, never
 * rounded: what is licensed in micrograms is declared in micrograms.
 */
export const UNITS: Readonly<Record<string, UnitRow>> = {
  NAR: { base: "NAR", factor: 1n, name: "number of articles" },
  MGM: { base: "MGM", factor: 1n, name: "milligram" },
  GRM: { base: "MGM", factor: 1_000n, name: "gram" },
  KGM: { base: "MGM", factor: 1_000_000n, name: "kilogram" },
  TNE: { base: "MGM", factor: 1_000_000_000n, name: "tonne" },
  TON: { base: "MGM", factor: 1_000_000_000n, name: "tonne" },
  MCG: { base: "MCG", factor: 1n, name: "microgram" },
  MC: { base: "MCG", factor: 1n, name: "microgram" },
  MLT: { base: "MLT", factor: 1n, name: "millilitre" },
  LTR: { base: "MLT", factor: 1_000n, name: "litre" },
  MTQ: { base: "MLT", factor: 1_000_000n, name: "cubic metre" },
  MCL: { base: "MCL", factor: 1n, name: "microlitre" },
  "4G": { base: "MCL", factor: 1n, name: "microlitre" },
  MMT: { base: "MMT", factor: 1n, name: "millimetre" },
  CMT: { base: "MMT", factor: 10n, name: "centimetre" },
  MTR: { base: "MMT", factor: 1_000n, name: "metre" },
  MMK: { base: "MMK", factor: 1n, name: "square millimetre" },
  CMK: { base: "MMK", factor: 100n, name: "square centimetre" },
  MTK: { base: "MMK", factor: 1_000_000n, name: "square metre" },
};

/** A unit code of the table above. */
export const UnitCode = z.string().refine((code) => Object.hasOwn(UNITS, code), {
  error: "the unit is not a known UN/ECE Recommendation 20 code",
});

/** A quantity: amount in the smallest unit that its unit of measure converts to exactly (kilograms are kept as milligrams). */
export const Quantity = z
  .strictObject({ amount: Amount, unit: UnitCode })
  .describe("amount counts the base unit that `unit` converts to: milligrams for mass, articles for NAR");
export type Quantity = z.infer<typeof Quantity>;

/** An amount of money in the currency's minor unit (ISO 4217). */
export const Money = z.strictObject({
  amount: Amount.describe("minor units, such as pence"),
  currency: z.string().regex(/^[A-Z]{3}$/, "a currency is its ISO 4217 code"),
});
export type Money = z.infer<typeof Money>;

/**
 * Base unit of a unit code.
 * @throws {LicetError} INVALID_INPUT for an unknown code.
 */
export function baseUnitOf(unit: string): string {
  return unitRow(unit).base;
}

/** Whether quantities in the two units can be converted into each other exactly. */
export function unitsConvertible(left: string, right: string): boolean {
  return baseUnitOf(left) === baseUnitOf(right);
}

const DECIMAL_PATTERN = /^(0|[1-9][0-9]{0,17})(?:\.([0-9]{1,9}))?$/;

/**
 * Exact quantity from a decimal number of units, such as ("10.00", "KGM").
 * @throws {LicetError} INVALID_INPUT where the number is malformed or does not come out whole in the smallest unit.
 */
export function quantityFromDecimal(decimal: string, unit: string): Quantity {
  const row = unitRow(unit);
  const { digits, scale } = splitDecimal(decimal);
  const scaled = digits * row.factor;
  if (scaled % scale !== 0n) {
    throw new LicetError("INVALID_INPUT", `${decimal} ${unit} is not a whole number of ${row.base}.`, {
      decimal,
      unit,
    });
  }
  return { amount: (scaled / scale).toString(), unit };
}

/** Decimal number of units for people, such as "10" or "0.5", from an exact quantity. */
export function quantityToDecimal(quantity: Quantity): string {
  return fromScaled(BigInt(quantity.amount), unitRow(quantity.unit).factor);
}

/** Quantity in words for a sentence: "10 KGM". */
export function describeQuantity(amount: bigint, unit: string): string {
  return `${fromScaled(amount, unitRow(unit).factor)} ${unit}`;
}

function unitRow(unit: string): UnitRow {
  const row = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
  if (!row) throw new LicetError("INVALID_INPUT", `${unit} is not a known unit of quantity.`, { unit });
  return row;
}

function splitDecimal(decimal: string): { digits: bigint; scale: bigint } {
  const match = DECIMAL_PATTERN.exec(decimal.trim());
  if (!match) throw new LicetError("INVALID_INPUT", `"${decimal.slice(0, 40)}" is not a decimal number.`, {});
  const fraction = match[2] ?? "";
  return { digits: BigInt(`${match[1] ?? "0"}${fraction}`), scale: 10n ** BigInt(fraction.length) };
}

function fromScaled(amount: bigint, factor: bigint): string {
  const whole = amount / factor;
  const rest = amount % factor;
  if (rest === 0n) return whole.toString();
  const width = factor.toString().length - 1;
  return `${whole.toString()}.${rest.toString().padStart(width, "0").replace(/0+$/, "")}`;
}
