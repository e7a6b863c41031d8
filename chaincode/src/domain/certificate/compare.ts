// SPDX-License-Identifier: Apache-2.0
import type { LicenceContent, LineTerms } from "../licence/schemas";
import { type Mismatch, partyMismatches, textMismatches } from "../shared/comparison";
import { describeQuantity, unitsConvertible } from "../shared/quantity";
import type { CertificateContent } from "./schemas";

type CertificateLine = CertificateContent["lines"][number];
type LicenceLine = LicenceContent["lines"][number];

/**
 * Compares a certificate (left) with a licence (right), field by field: parties, destination, and for each line of the licence the
 * control code, quantity and value, which the certificate must cover. Whether the end use is stated truly is for the officer.
 */
export function certificateMismatches(
  certificate: CertificateContent,
  licence: LicenceContent,
  terms: readonly LineTerms[],
): readonly Mismatch[] {
  return [
    ...partyMismatches("exporter", certificate.exporter, licence.exporter),
    ...partyMismatches("consignee", certificate.consignee, licence.consignee),
    ...partyMismatches("endUser", certificate.endUser, licence.endUser),
    ...textMismatches("destination", certificate.destination, licence.destination),
    ...licence.lines.flatMap((line) =>
      lineMismatches(
        certificate.lines,
        line,
        terms.find((term) => term.line === line.line),
      ),
    ),
  ];
}

function lineMismatches(
  certified: readonly CertificateLine[],
  line: LicenceLine,
  terms: LineTerms | undefined,
): readonly Mismatch[] {
  const field = `lines[${line.line.toString()}]`;
  const same = certified.filter((candidate) => candidate.controlCode !== undefined && sameCode(candidate, line));
  if (same.length === 0) {
    const codes = certified.map(({ controlCode }) => controlCode ?? "none").join(", ");
    return [{ field: `${field}.controlCode`, left: codes, right: line.controlCode }];
  }
  return [...quantityMismatches(field, same, terms), ...valueMismatches(field, same, line)];
}

function sameCode(left: CertificateLine, right: LicenceLine): boolean {
  return left.controlCode !== undefined && comparableCode(left.controlCode) === comparableCode(right.controlCode);
}

/** A control code without spaces and in upper case. */
export function comparableCode(code: string): string {
  return code.replaceAll(/\s/g, "").toUpperCase();
}

function quantityMismatches(
  field: string,
  certified: readonly CertificateLine[],
  terms: LineTerms | undefined,
): readonly Mismatch[] {
  if (terms?.authorised === undefined) return [];
  const licensed = describeQuantity(BigInt(terms.authorised), terms.unit);
  const convertible = certified.filter(({ quantity }) => unitsConvertible(quantity.unit, terms.unit));
  if (convertible.length === 0) {
    const units = certified.map(({ quantity }) => quantity.unit).join(", ");
    return [{ field: `${field}.unit`, left: units, right: terms.unit }];
  }
  const sum = convertible.reduce((total, { quantity }) => total + BigInt(quantity.amount), 0n);
  if (sum >= BigInt(terms.authorised)) return [];
  return [{ field: `${field}.quantity`, left: describeQuantity(sum, terms.unit), right: licensed }];
}

function valueMismatches(field: string, certified: readonly CertificateLine[], line: LicenceLine): readonly Mismatch[] {
  const { value } = line;
  const values = certified.flatMap((candidate) => (candidate.value === undefined ? [] : [candidate.value]));
  if (value === undefined || values.length === 0) return [];
  if (values.some(({ currency }) => currency !== value.currency)) {
    return [
      { field: `${field}.currency`, left: values.map(({ currency }) => currency).join(", "), right: value.currency },
    ];
  }
  const sum = values.reduce((total, { amount }) => total + BigInt(amount), 0n);
  if (sum >= BigInt(value.amount)) return [];
  return [{ field: `${field}.value`, left: sum.toString(), right: value.amount }];
}
