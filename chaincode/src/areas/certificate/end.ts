// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import { actsFor } from "../../rules/party/authentication";
import {
  type Certificate,
  type CERTIFICATE_EXPIRE,
  type CERTIFICATE_REPUDIATE,
  CERTIFICATE_TRANSITIONS,
  type CERTIFICATE_WITHDRAW,
  type CertificateAction,
  type CertificateEndReason,
  type CertificateStanding,
  LicetError,
  ownerOfReference,
  type SaltedPart,
  transition,
} from "@licet/domain";
import { requireMemberOf } from "../../rules/authority";
import type { Handler } from "../../fabric/handler";
import { requiredEvidence } from "../../fabric/parts";
import { requireNotInFuture, transactionDay } from "../../rules/time";
import type { Transaction } from "../../fabric/transaction";
import { requireSigningKey } from "../../rules/party/signing-keys";
import { certificateContentOf, certificateSignatureOf, typeRule } from "./content";
import { putStanding, requireCertificate } from "../../rules/certificate/records";
import { keepRepudiation, repudiationSigner } from "./repudiation";
import { hasRole } from "../../rules/roles";

type EndReason = z.output<typeof CertificateEndReason>;

/** `certificate:Withdraw`. */
export const withdraw: Handler<typeof CERTIFICATE_WITHDRAW> = async (tx, { certificate: id, reason }) => {
  requireMemberOf(tx, ownerOfReference(id), id);
  return end(tx, id, "withdraw", "withdrawn", { at: tx.time, reason });
};

/**
 * `certificate:Repudiate`: by the end user's EIP-712 signature, brought in by whoever; by the end user's identity; or by an officer of
 * the state that issued it.
 */
export const repudiate: Handler<typeof CERTIFICATE_REPUDIATE> = async (tx, { certificate: id, reason }) => {
  const { signature } = tx.parts;
  if (signature !== undefined) {
    await requireEndUserSignature(tx, id, reason, signature);
    await keepRepudiation(tx, id, signature);
  } else if (hasRole(tx, "certifying-officer")) requireMemberOf(tx, ownerOfReference(id), id);
  else requireEndUser(tx, id);
  const bySignature = signature === undefined ? {} : { bySignature: true as const };
  return end(tx, id, "repudiate", "repudiated", { at: tx.time, reason, ...bySignature });
};

/** `certificate:Expire`. */
export const expire: Handler<typeof CERTIFICATE_EXPIRE> = async (tx, { certificate: id }) => {
  requireMemberOf(tx, ownerOfReference(id), id);
  const { validTo } = await requireCertificate(tx, id);
  const today = transactionDay(tx);
  if (validTo === undefined || today <= validTo) {
    throw typeRule(id, `its validity has not ended on ${today}${validTo === undefined ? "" : `: it is ${validTo}`}`);
  }
  return end(tx, id, "expire", "expired", undefined);
};

async function end(
  tx: Transaction,
  id: string,
  action: CertificateAction,
  status: CertificateStanding["status"],
  ended: CertificateStanding["ended"],
): Promise<Certificate> {
  const certificate = await requireCertificate(tx, id);
  transition(
    CERTIFICATE_TRANSITIONS,
    { subject: id, from: certificate.status, action, role: tx.caller.role },
    { reason: ended?.reason },
  );
  const { delivery } = certificate;
  const standing: CertificateStanding = { id, status, delivery, ended };
  await putStanding(tx, standing);
  const result: Certificate = { ...certificate, ...standing };
  const { type, boundTo } = certificate;
  tx.announce({ certificate: id, type, status, licence: boundTo, reason: ended?.reason });
  return result;
}

async function requireEndUserSignature(
  tx: Transaction,
  id: string,
  reason: EndReason,
  part: SaltedPart,
): Promise<void> {
  const repudiation = certificateSignatureOf(part);
  requireNotInFuture(tx, repudiation.signedAt);
  const { endUser, address } = repudiationSigner(tx, id, reason, repudiation);
  await requireSigningKey(tx, endUser, address, repudiation.signedAt);
}

function requireEndUser(tx: Transaction, id: string): void {
  const endUser = certificateContentOf(requiredEvidence(tx, "content")).endUser.party;
  if (actsFor(tx, endUser)) return;
  throw new LicetError("PARTY_NOT_REPRESENTED", `You do not act for the end user of ${id}.`, {
    callerParty: tx.caller.party ?? null,
    callerOrganisation: tx.caller.mspId,
  });
}
