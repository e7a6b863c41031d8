// SPDX-License-Identifier: Apache-2.0
import { CERTIFICATE_RULES } from "../domain/certificate/types";
import type { Certificate } from "../domain/certificate/schemas";
import type { CertificateStatus } from "../domain/certificate/transitions";
import { LicetError } from "../domain/errors/licet-error";
import { requireRecord } from "../ledger/records";
import { transactionDay } from "../ledger/time";
import type { Transaction } from "../ledger/transaction";
import { CERTIFICATE_RECORDS } from "./records";

/** Statuses in which goods that left under a certificate may go on; its validity may end under way. */
const STANDING: readonly CertificateStatus[] = ["bound", "fulfilled", "expired"];

/**
 * A certificate that goods under way depend on must not have been withdrawn or repudiated.
 * @throws LicetError CERTIFICATE_NOT_IN_FORCE, NOT_FOUND, NOT_SEALED_BY_OWNER.
 */
export async function requireCertificateStands(tx: Transaction, id: string): Promise<Certificate> {
  const certificate = await requireRecord(tx, CERTIFICATE_RECORDS, id);
  if (STANDING.includes(certificate.status)) return certificate;
  throw notInForce(certificate, `is ${certificate.status}`);
}

/**
 * A certificate on which a licence is to be used now must be bound to that licence, within its validity, and of a type that assures
 * the end use.
 * @throws LicetError CERTIFICATE_NOT_IN_FORCE, NOT_FOUND, NOT_SEALED_BY_OWNER.
 */
export async function requireCertificateInForce(tx: Transaction, id: string, licence: string): Promise<Certificate> {
  const certificate = await requireRecord(tx, CERTIFICATE_RECORDS, id);
  const problem = problemInForce(certificate, licence, transactionDay(tx));
  if (problem === undefined) return certificate;
  throw notInForce(certificate, problem);
}

/** Why a certificate does not serve a licence on a day, or undefined where it does. */
export function problemInForce(certificate: Certificate, licence: string, day: string): string | undefined {
  if (certificate.status !== "bound" && certificate.status !== "fulfilled") return `is ${certificate.status}`;
  if (certificate.boundTo !== licence) return `is bound to another licence than ${licence}`;
  if (!CERTIFICATE_RULES[certificate.type].assuresEndUse) return `is a ${certificate.type}, which assures no end use`;
  if (certificate.validTo !== undefined && day > certificate.validTo) return `was valid to ${certificate.validTo} only`;
  return undefined;
}

function notInForce(certificate: Certificate, problem: string): LicetError {
  return new LicetError("CERTIFICATE_NOT_IN_FORCE", `Certificate ${certificate.id} ${problem}.`, {
    certificate: certificate.id,
    status: certificate.status,
    validTo: certificate.validTo ?? null,
    reason: certificate.ended?.reason ?? null,
  });
}
