// SPDX-License-Identifier: Apache-2.0
import { type Comparison, different, SAME, spelling } from "./likeness";

/**
 * Codes by which customs name a state that ISO 3166-1 names otherwise: Serbia and Northern Ireland in the Union's country codes
 * (Regulation (EU) 2020/1470; Windsor Framework), Greece and the United Kingdom as Union texts write them.
 */
const CUSTOMS_CODES: Readonly<Record<string, string>> = { EL: "GR", UK: "GB", XI: "GB", XS: "RS" };

/**
 * Territories that a customs declaration cannot name where a licence can, and the other way round, with the state under which they are
 * declared: those that stand in ISO 3166-1 and not among the countries of HMRC's declaration service, or there and not in ISO 3166-1.
 * Kosovo (XK) is among both and stands for itself.
 */
const DECLARED_UNDER: Readonly<Record<string, string>> = {
  AX: "FI",
  GF: "FR",
  MC: "FR",
  MF: "FR",
  MQ: "FR",
  PR: "US",
  RE: "FR",
  SJ: "NO",
  XC: "ES",
  XL: "ES",
};

/** ISO 3166-1 code of a country that customs name otherwise; every other code as it is. */
export function countryOfCustoms(code: string): string {
  return Object.hasOwn(CUSTOMS_CODES, code) ? (CUSTOMS_CODES[code] ?? code) : code;
}

/**
 * Compares two country codes as licences and customs declarations write them. A territory agrees with the state under which it is
 * declared, and with no other territory of that state.
 * @example compareCountries("XS", "RS").likeness // "spelling"
 */
export function compareCountries(left: string, right: string): Comparison {
  if (left === right) return SAME;
  const [first, second] = [left, right].map((code) => countryOfCustoms(code.trim().toUpperCase()));
  if (first === undefined || second === undefined) return different("country");
  if (first === second) return spelling("country code of customs");
  if (declaredUnder(first) === second || declaredUnder(second) === first) {
    return spelling("territory declared under its state");
  }
  return different("country");
}

function declaredUnder(code: string): string | undefined {
  return Object.hasOwn(DECLARED_UNDER, code) ? DECLARED_UNDER[code] : undefined;
}
