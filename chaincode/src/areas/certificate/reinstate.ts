// SPDX-License-Identifier: Apache-2.0
import {
  type Certificate,
  type CERTIFICATE_REINSTATE,
  CERTIFICATE_TRANSITIONS,
  type CertificateStanding,
  LicetError,
  ownerOfReference,
  requirePermitted,
  type SigningKey,
  transition,
} from "@licet/domain";
import { requireMemberOf } from "../../rules/authority";
import type { Handler } from "../../fabric/handler";
import type { Transaction } from "../../fabric/transaction";
import { keyDoubt, readSigningKey } from "../../rules/party/signing-keys";
import { requireSignatory } from "../../rules/party/signatories";
import { putStanding, requireCertificate } from "../../rules/certificate/records";
import { readRepudiation, repudiationSigner } from "./repudiation";

/**
 * `certificate:Reinstate`: by a signatory, after a registrar has recorded that the key which signed the repudiation was compromised by
 * then. What the end user or its state repudiated otherwise is for good, and a certificate that is bound to nothing is drawn up anew.
 */
export const reinstate: Handler<typeof CERTIFICATE_REINSTATE> = async (tx, { certificate: id }) => {
  requireMemberOf(tx, ownerOfReference(id), id);
  const certificate = await requireCertificate(tx, id);
  const move = { subject: id, from: certificate.status, action: "reinstate", role: tx.caller.role } as const;
  requirePermitted(CERTIFICATE_TRANSITIONS, move);
  await requireSignatory(tx, certificate.issuingState, certificate.type);
  transition(CERTIFICATE_TRANSITIONS, move, { signature: await requireStolenKey(tx, certificate) });
  const standing: CertificateStanding = { id, status: "bound", delivery: certificate.delivery };
  await putStanding(tx, standing);
  const reinstated: Certificate = { ...certificate, ...standing, ended: undefined };
  tx.announce({ certificate: id, type: certificate.type, status: standing.status, licence: certificate.boundTo });
  return reinstated;
};

/**
 * The key that signed the repudiation, where it was compromised by then.
 * @throws {LicetError} REPUDIATION_STANDS, PRIVATE_READ_REFUSED.
 */
async function requireStolenKey(tx: Transaction, { id, boundTo, ended }: Certificate): Promise<SigningKey> {
  if (boundTo !== undefined && ended?.bySignature === true) {
    const repudiation = await readRepudiation(tx, id);
    if (repudiation !== undefined) {
      const { endUser, address } = repudiationSigner(tx, id, ended.reason, repudiation);
      const key = await readSigningKey(tx, endUser, address);
      if (key !== undefined && keyDoubt(key, repudiation.signedAt, ended.at)) return key;
    }
  }
  throw new LicetError("REPUDIATION_STANDS", `The repudiation of ${id} stands.`, {
    certificate: id,
    bySignature: ended?.bySignature ?? false,
    boundTo: boundTo ?? null,
  });
}
