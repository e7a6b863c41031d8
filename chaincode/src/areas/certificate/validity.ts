// SPDX-License-Identifier: Apache-2.0
import { type Certificate, CERTIFICATE_VALIDITY_DAYS_MAX, LicetError, SIGNATURE_AGE_DAYS_MAX } from "@licet/domain";
import { transactionDay } from "../../rules/time";
import type { Transaction } from "../../fabric/transaction";
import { typeRule } from "./content";

const MILLISECONDS_A_DAY = 86_400_000;

/** @throws {LicetError} CERTIFICATE_TYPE_RULE where a validity would end before today or later than four years from now. */
export function requireValidityAllowed(tx: Transaction, id: string, validTo: string): void {
  const today = transactionDay(tx);
  if (validTo < today) throw typeRule(id, `its validity cannot end on ${validTo}, before ${today}`);
  const days = (Date.parse(validTo) - Date.parse(today)) / MILLISECONDS_A_DAY;
  if (days <= CERTIFICATE_VALIDITY_DAYS_MAX) return;
  throw typeRule(id, `its validity cannot be longer than ${CERTIFICATE_VALIDITY_DAYS_MAX.toString()} days`);
}

/** @throws {LicetError} CERTIFICATE_EXPIRED where the certificate's validity has ended. */
export function requireNotExpired(tx: Transaction, certificate: Certificate): void {
  const today = transactionDay(tx);
  if (certificate.validTo === undefined || today <= certificate.validTo) return;
  throw new LicetError("CERTIFICATE_EXPIRED", `${certificate.id} was valid to ${certificate.validTo}.`, {
    certificate: certificate.id,
    validTo: certificate.validTo,
    day: today,
  });
}

/** @throws {LicetError} CERTIFICATE_SIGNATURE_TOO_OLD where the end user signed longer ago than is accepted. */
export function requireFreshSignature(tx: Transaction, id: string, signedAt: string | undefined): void {
  if (signedAt === undefined) return;
  const days = Math.floor((Date.parse(tx.time) - Date.parse(signedAt)) / MILLISECONDS_A_DAY);
  if (days <= SIGNATURE_AGE_DAYS_MAX) return;
  throw new LicetError(
    "CERTIFICATE_SIGNATURE_TOO_OLD",
    `${id} was signed ${days.toString()} days ago; ${SIGNATURE_AGE_DAYS_MAX.toString()} are accepted.`,
    { certificate: id, signedAt, days, daysMax: SIGNATURE_AGE_DAYS_MAX },
  );
}
