// SPDX-License-Identifier: Apache-2.0
import { CERTIFICATE_RECORDS, putStanding, requireCertificate } from "../../rules/certificate/records";
import {
  bindingConsent,
  bindingConsentKey,
  type BoundTerms,
  type Certificate,
  CertificateCore,
  CertificateStanding,
  commitmentOf,
  ownerOfLicence,
} from "@licet/domain";
import { createRecord } from "../../fabric/lists";
import { readRecord, updateRecord } from "../../fabric/records";
import type { MemoryLedger } from "../fabric/memory-ledger";
import type { Transaction } from "../../fabric/transaction";
import { LICENCE_RECORDS } from "../../rules/licence/records";
import { CERTIFICATE, LICENCE, salted } from "./licence-world";

/** Puts a certificate on the ledger, bound to a licence unless it says otherwise, with all that both states record of it. */
export async function putCertificate(ledger: MemoryLedger, given: Partial<Certificate> = {}): Promise<void> {
  const certificate: Certificate = {
    id: CERTIFICATE,
    type: "EUC",
    issuingState: "PK",
    status: "bound",
    commitments: { content: commitmentOf(salted({})) },
    draftedAt: "2026-11-01T00:00:00Z",
    validTo: "2027-06-30",
    boundTo: LICENCE,
    boundAt: "2026-11-02T00:00:00Z",
    ...given,
  };
  await ledger.run({}, async (tx) => {
    const stored = { boundTerms: await termsOf(tx, certificate), ...certificate };
    await createRecord(tx, CERTIFICATE_RECORDS, certificate.id, coreOf(stored));
    await putRest(tx, stored);
  });
}

/** Changes a certificate as both its states together can. */
export async function changeCertificate(
  ledger: MemoryLedger,
  change: Partial<Certificate>,
  id = CERTIFICATE,
): Promise<void> {
  await ledger.run({}, async (tx) => {
    const certificate: Certificate = { ...(await requireCertificate(tx, id)), ...change };
    await updateRecord(tx, CERTIFICATE_RECORDS, id, coreOf(certificate));
    await putRest(tx, certificate);
  });
}

const NO_LINES: BoundTerms["lines"] = [{ line: 1, control: "open", unit: "NAR" }];

/** What the certificate is compared with when it is bound: its licence as it is now, where there is one. */
async function termsOf(tx: Transaction, { boundTo }: Certificate): Promise<BoundTerms | undefined> {
  if (boundTo === undefined) return undefined;
  const licence = await readRecord(tx, LICENCE_RECORDS, boundTo);
  const { lines, commitments } = licence ?? { lines: NO_LINES, commitments: {} };
  return { content: commitments.content ?? "0".repeat(64), lines };
}

/** What lies beside the certificate's own record: the exporting state's consent and the importing state's standing. */
async function putRest(tx: Transaction, certificate: Certificate): Promise<void> {
  const core = coreOf(certificate);
  if (core.boundTo !== undefined) {
    await tx.privateState.put(ownerOfLicence(core.boundTo), bindingConsentKey(core), bindingConsent(core));
  }
  const { id, status, delivery, ended } = certificate;
  const standing = CertificateStanding.safeParse({ id, status, delivery, ended });
  if (standing.success) await putStanding(tx, standing.data);
}

function coreOf({ delivery: _delivery, ended: _ended, ...certificate }: Certificate): CertificateCore {
  const core = CertificateCore.safeParse(certificate);
  if (core.success) return core.data;
  return { ...certificate, status: certificate.boundTo === undefined ? "authority-certified" : "bound" };
}
