// SPDX-License-Identifier: Apache-2.0
import type { BoundTerms, CertificateContent } from "../certificate/schemas";
import type { Licence, LicenceContent } from "../licence/schemas";
import { countryMismatches, type Mismatch, partyMismatches, textMismatches } from "../shared/comparison";
import { coversControlCode } from "../shared/control-codes";
import type { LineTerms } from "../shared/licence-lines";
import { describeQuantity, unitsConvertible } from "../shared/quantity";

type CertificateLine = CertificateContent["lines"][number];
type LicenceLine = LicenceContent["lines"][number];

/** Who stands behind certificate and licence: a state certifies its own end users, and licenses its own exporters. */
export interface CertifyingStates {
  readonly issuing: string;
  readonly licensing: string;
}

/**
 * Compares a certificate (left) with a licence (right), field by field: who may speak for either, parties, destination, and for each line of the licence the
 * control code, quantity and value, which the certificate must cover. Whether the end use is stated truly is for the officer.
 */
export function certificateMismatches(
  certificate: CertificateContent,
  licence: LicenceContent,
  terms: readonly LineTerms[],
  states: CertifyingStates,
): readonly Mismatch[] {
  return [
    ...textMismatches("endUser.country", certificate.endUser.country, states.issuing),
    ...textMismatches("exporter.country", certificate.exporter.country, states.licensing),
    ...partyMismatches("exporter", certificate.exporter, licence.exporter),
    ...partyMismatches("consignee", certificate.consignee, licence.consignee),
    ...partyMismatches("endUser", certificate.endUser, licence.endUser),
    ...countryMismatches("destination", certificate.destination, licence.destination),
    ...licence.lines.flatMap((line) =>
      lineMismatches(
        certificate.lines,
        line,
        terms.find((term) => term.line === line.line),
      ),
    ),
  ];
}

/**
 * What a licence has become since a certificate was bound to it that the certificate was not compared with: another content, or a line
 * that allows more or is limited otherwise.
 * @returns the rest of a sentence about the certificate, or undefined where it covers the licence as it is.
 */
export function changeSinceBinding(
  bound: BoundTerms,
  licence: Pick<Licence, "commitments" | "lines">,
): string | undefined {
  if (licence.commitments.content !== bound.content) return "was bound to another content of the licence";
  const wider = licence.lines.find((terms) => !isWithin(terms, bound.lines));
  return wider && `was bound to less than line ${wider.line.toString()} of the licence is limited to now`;
}

function isWithin(terms: LineTerms, bound: readonly LineTerms[]): boolean {
  const before = bound.find(({ line }) => line === terms.line);
  if (before?.control !== terms.control || before.unit !== terms.unit) return false;
  return BigInt(terms.authorised ?? 0) <= BigInt(before.authorised ?? 0);
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

/** Whether a line of the certificate is about the licence line's code, however either is spelled: the same, or a heading above it. */
function sameCode(left: CertificateLine, right: LicenceLine): boolean {
  return left.controlCode !== undefined && coversControlCode(left.controlCode, right.controlCode);
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
