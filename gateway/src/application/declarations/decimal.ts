// SPDX-License-Identifier: Apache-2.0

/** xs:decimal: a sign, digits and a point, digits on one side of it at least; no exponent. */
const DECIMAL_PATTERN = /^([+-]?)(?:([0-9]{1,40})(?:\.([0-9]{0,40}))?|\.([0-9]{1,40}))$/;

/**
 * A decimal of XML Schema in its shortest form: 010.00 is 10, .5 is 0.5, +1 is 1.
 * @returns undefined where it is none, such as 1E+1 or 1,5.
 */
export function plainDecimal(text: string): string | undefined {
  const match = DECIMAL_PATTERN.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, digits = "", decimals = "", onlyDecimals = ""] = match;
  const whole = digits.replace(/^0+/, "") || "0";
  const fraction = (decimals + onlyDecimals).replace(/0+$/, "");
  const amount = fraction === "" ? whole : `${whole}.${fraction}`;
  return sign === "-" && amount !== "0" ? `-${amount}` : amount;
}
