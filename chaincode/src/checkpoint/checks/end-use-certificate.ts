// SPDX-License-Identifier: Apache-2.0
import { problemInForce } from "../../certificate/dependents";
import type { CertificateStatus } from "../../domain/certificate/transitions";
import type { Verdict } from "../../domain/checkpoint/schemas";
import { verdictOf } from "../../domain/checkpoint/verdict-table";
import { transactionDay } from "../../ledger/time";
import type { LicenceSituation, Situation } from "../situation";

/** A certificate's validity counts when the licence is used; goods that left may arrive after it. */
const STANDING: readonly CertificateStatus[] = ["bound", "fulfilled", "expired"];

/** Does the end-use certificate that the licence depends on stand? */
export function endUseCertificate({ tx, consignment, licences }: Situation): Verdict {
  const left = consignment?.releasedAt !== undefined;
  const problems = licences.flatMap((situation) => problemOf(situation, left, transactionDay(tx)));
  const [first] = problems;
  if (first !== undefined) return first;
  const bound = licences.flatMap(({ certificate }) =>
    certificate && "record" in certificate ? [certificate.record] : [],
  );
  if (bound.length === 0) return verdictOf("CERTIFICATE_NOT_NEEDED", "No licence asks for an end-use certificate.");
  const sentence = bound.map(({ id, status }) => `Certificate ${id} is ${status}.`).join(" ");
  return verdictOf("CERTIFICATE_STANDS", sentence, {
    certificates: bound.map(({ id, type, status, validTo }) => ({ id, type, status, validTo: validTo ?? null })),
  });
}

function problemOf({ number, licence, certificate }: LicenceSituation, left: boolean, day: string): Verdict[] {
  if ("problem" in licence) return [];
  if (certificate === undefined) {
    if (!licence.record.certificateRequired) return [];
    return [
      verdictOf("CERTIFICATE_ABSENT", `Licence ${number} needs an end-use certificate first.`, { licence: number }),
    ];
  }
  if ("problem" in certificate) return [verdictOf("CERTIFICATE_FAILS", certificate.problem.sentence)];
  const { id, status, validTo } = certificate.record;
  if (left && STANDING.includes(status)) return [];
  const problem = problemInForce(certificate.record, number, day);
  if (problem === undefined) return [];
  return [
    verdictOf("CERTIFICATE_FAILS", `Certificate ${id} ${problem}.`, {
      certificate: id,
      status,
      validTo: validTo ?? null,
    }),
  ];
}
