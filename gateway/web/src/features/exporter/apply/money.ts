// SPDX-License-Identifier: Apache-2.0

/**
 * A decimal number of a currency in its minor unit, such as `1204000` for 12040.00 pounds; undefined for what is no such number, or has
 * more decimals than the currency.
 */
export function minorUnits(decimal: string, currency: string): string | undefined {
  const digits = minorDigitsOf(currency);
  const [, whole, fraction = ""] = /^(\d{1,20})(?:\.(\d+))?$/.exec(decimal.trim()) ?? [];
  if (whole === undefined || digits === undefined || fraction.length > digits) return undefined;
  return BigInt(`${whole}${fraction.padEnd(digits, "0")}`).toString();
}

/** The reverse of {@link minorUnits}. */
export function decimalOf(amount: string, currency: string): string {
  const digits = minorDigitsOf(currency) ?? 0;
  if (digits === 0) return amount;
  const padded = amount.padStart(digits + 1, "0");
  return `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

function minorDigitsOf(currency: string): number | undefined {
  if (!/^[A-Z]{3}$/.test(currency)) return undefined;
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
}
