// SPDX-License-Identifier: Apache-2.0
import { CURRENCY_DIGITS } from "./code-tables.js";
import { plainDecimal } from "./decimal.js";
import type { DeclaredMoney } from "./declaration.js";

/** Digits before the point that an amount may have. */
const DIGITS_MAX = 16;

/**
 * An amount in the currency's minor unit, such as pence.
 * @returns undefined where it is no amount, of no currency that is known, or has a fraction of the minor unit.
 */
export function minorUnits({ amount, currency }: DeclaredMoney): string | undefined {
  const decimal = plainDecimal(amount);
  const digits = Object.hasOwn(CURRENCY_DIGITS, currency) ? CURRENCY_DIGITS[currency] : undefined;
  if (decimal === undefined || decimal.startsWith("-") || digits === undefined) return undefined;
  const [whole = "", fraction = ""] = decimal.split(".");
  if (whole.length > DIGITS_MAX || fraction.length > digits) return undefined;
  return BigInt(`${whole}${fraction.padEnd(digits, "0")}`).toString();
}
