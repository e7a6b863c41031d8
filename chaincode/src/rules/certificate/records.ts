// SPDX-License-Identifier: Apache-2.0
import { type Certificate, type CertificateStanding, LicetError, ownerOfReference, registerOf } from "@licet/domain";
import { createRecord } from "../../fabric/lists";
import { readRecord, recordKind, updateRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { problemOf } from "../authentic";

/** Certificates up to their binding, listed by the register that issued them. */
export const CERTIFICATE_RECORDS = recordKind("certificate", {
  listedIn: registerOf,
  joint: true,
});

/** What the importing state says of a certificate alone. */
export const STANDING_RECORDS = recordKind("certificate-standing");

/**
 * Reads a certificate as it stands. What was demanded when it was bound is demanded here again: that the record is its state's own,
 * and that the exporting state has agreed to this binding, content hash and validity included.
 * @returns undefined where there is none.
 * @throws {LicetError} CERTIFICATE_NOT_AUTHENTIC, LEDGER_DATA_INVALID.
 */
export async function readCertificate(tx: Transaction, id: string): Promise<Certificate | undefined> {
  const core = await readRecord(tx, CERTIFICATE_RECORDS, id);
  if (core === undefined) return undefined;
  const standing = await readRecord(tx, STANDING_RECORDS, id);
  const problem = await problemOf(tx, CERTIFICATE_RECORDS, id, core, [STANDING_RECORDS]);
  if (problem === undefined) return { ...core, ...standing };
  throw new LicetError("CERTIFICATE_NOT_AUTHENTIC", `Certificate ${id} ${problem}.`, {
    certificate: id,
    owner: ownerOfReference(id),
    boundTo: core.boundTo ?? null,
  });
}

/**
 * Reads a certificate that must exist.
 * @throws {LicetError} NOT_FOUND, and as `readCertificate`.
 */
export async function requireCertificate(tx: Transaction, id: string): Promise<Certificate> {
  const certificate = await readCertificate(tx, id);
  if (certificate !== undefined) return certificate;
  throw new LicetError("NOT_FOUND", `Certificate ${id} is not on the ledger.`, { kind: CERTIFICATE_RECORDS.type, id });
}

/** Records what the importing state says of a certificate. */
export async function putStanding(tx: Transaction, standing: CertificateStanding): Promise<void> {
  const earlier = await readRecord(tx, STANDING_RECORDS, standing.id);
  if (earlier === undefined) await createRecord(tx, STANDING_RECORDS, standing.id, standing);
  else await updateRecord(tx, STANDING_RECORDS, standing.id, standing);
}
