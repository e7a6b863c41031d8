// SPDX-License-Identifier: Apache-2.0
import { type Certificate, type CertificateStatus, type Licence, LicetError, problemInForce } from "@licet/domain";
import { transactionDay } from "../time";
import type { Transaction } from "../../fabric/transaction";
import { requireCertificate } from "./records";

/** Statuses in which goods that left under a certificate may go on; its validity may end under way. */
const STANDING: readonly CertificateStatus[] = ["bound", "fulfilled", "expired"];

/**
 * A certificate that goods under way depend on must be bound, and not have been withdrawn or repudiated.
 * @throws {LicetError} CERTIFICATE_NOT_IN_FORCE, CERTIFICATE_NOT_AUTHENTIC, NOT_FOUND.
 */
export async function requireCertificateStands(tx: Transaction, id: string): Promise<Certificate> {
  const certificate = await requireCertificate(tx, id);
  if (!STANDING.includes(certificate.status)) throw notInForce(certificate, `is ${certificate.status}`);
  if (certificate.boundTo === undefined) throw notInForce(certificate, "is bound to no licence");
  return certificate;
}

/**
 * A certificate on which a licence is to be used now must be bound to that licence as it is, within its validity, and of a type that
 * assures the end use.
 * @throws {LicetError} CERTIFICATE_NOT_IN_FORCE, CERTIFICATE_NOT_AUTHENTIC, NOT_FOUND.
 */
export async function requireCertificateInForce(tx: Transaction, id: string, licence: Licence): Promise<Certificate> {
  const certificate = await requireCertificate(tx, id);
  const problem = problemInForce(certificate, licence, transactionDay(tx));
  if (problem === undefined) return certificate;
  throw notInForce(certificate, problem);
}

function notInForce(certificate: Certificate, problem: string): LicetError {
  return new LicetError("CERTIFICATE_NOT_IN_FORCE", `Certificate ${certificate.id} ${problem}.`, {
    certificate: certificate.id,
    status: certificate.status,
    validTo: certificate.validTo ?? null,
    reason: certificate.ended?.reason ?? null,
  });
}
