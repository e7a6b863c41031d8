// SPDX-License-Identifier: Apache-2.0
import {
  type Certificate,
  CERTIFICATE_RULES,
  type CertificateStatus,
  changeSinceBinding,
  type Licence,
  LicetError,
} from "@licet/domain";
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

/** Why a certificate does not serve a licence on a day, or undefined where it does. */
export function problemInForce(certificate: Certificate, licence: Licence, day: string): string | undefined {
  const { boundTo, boundTerms } = certificate;
  if (certificate.status !== "bound" && certificate.status !== "fulfilled") return `is ${certificate.status}`;
  if (boundTo !== licence.number || !boundTerms) return `is bound to another licence than ${licence.number}`;
  if (!CERTIFICATE_RULES[certificate.type].assuresEndUse) return `is a ${certificate.type}, which assures no end use`;
  if (certificate.validTo !== undefined && day > certificate.validTo) return `was valid to ${certificate.validTo} only`;
  return changeSinceBinding(boundTerms, licence);
}

function notInForce(certificate: Certificate, problem: string): LicetError {
  return new LicetError("CERTIFICATE_NOT_IN_FORCE", `Certificate ${certificate.id} ${problem}.`, {
    certificate: certificate.id,
    status: certificate.status,
    validTo: certificate.validTo ?? null,
    reason: certificate.ended?.reason ?? null,
  });
}
