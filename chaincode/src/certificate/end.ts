// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import { actsFor } from "../custody/authenticate";
import type {
  CERTIFICATE_EXPIRE,
  CERTIFICATE_REPUDIATE,
  CERTIFICATE_WITHDRAW,
} from "../domain/certificate/definitions";
import type { Certificate, CertificateEndReason } from "../domain/certificate/schemas";
import { CERTIFICATE_TRANSITIONS, type CertificateAction } from "../domain/certificate/transitions";
import { END_USER_REPUDIATION, endUserRepudiationMessage } from "../domain/certificate/typed-data";
import { LicetError } from "../domain/errors/licet-error";
import { commitmentOf, type SaltedPart } from "../domain/shared/commitment";
import { ownerOfReference } from "../domain/shared/ownership";
import { transition } from "../domain/shared/transitions";
import { requireMemberOf } from "../ledger/authority";
import type { Handler } from "../ledger/handler";
import { requiredEvidence } from "../ledger/parts";
import { requireRecord, updateRecord } from "../ledger/records";
import { recoverSigner } from "../ledger/signatures";
import { requireNotInFuture, transactionDay } from "../ledger/time";
import type { Transaction } from "../ledger/transaction";
import { requireSigningKey } from "../party/records";
import { certificateContentOf, certificateSignatureOf, typeRule } from "./content";
import { CERTIFICATE_RECORDS } from "./records";

type EndReason = z.output<typeof CertificateEndReason>;

/** `certificate:Withdraw`. */
export const withdraw: Handler<typeof CERTIFICATE_WITHDRAW> = async (tx, { certificate: id, reason }) => {
  requireMemberOf(tx, ownerOfReference(id), id);
  return end(tx, id, "withdraw", reason);
};

/**
 * `certificate:Repudiate`: by the end user's EIP-712 signature, brought in by whoever; by the end user's identity; or by an officer of
 * the state that issued it.
 */
export const repudiate: Handler<typeof CERTIFICATE_REPUDIATE> = async (tx, { certificate: id, reason }) => {
  const { signature } = tx.parts;
  if (signature !== undefined) await requireEndUserSignature(tx, id, reason, signature);
  else if (tx.caller.role === "certifying-officer") requireMemberOf(tx, ownerOfReference(id), id);
  else requireEndUser(tx, id);
  return end(tx, id, "repudiate", reason);
};

/** `certificate:Expire`. */
export const expire: Handler<typeof CERTIFICATE_EXPIRE> = async (tx, { certificate: id }) => {
  requireMemberOf(tx, ownerOfReference(id), id);
  const { validTo } = await requireRecord(tx, CERTIFICATE_RECORDS, id);
  const today = transactionDay(tx);
  if (validTo === undefined || today <= validTo) {
    throw typeRule(id, `its validity has not ended on ${today}${validTo === undefined ? "" : `: it is ${validTo}`}`);
  }
  return end(tx, id, "expire", undefined);
};

async function end(
  tx: Transaction,
  id: string,
  action: CertificateAction,
  reason: EndReason | undefined,
): Promise<Certificate> {
  const certificate = await requireRecord(tx, CERTIFICATE_RECORDS, id);
  const { to } = transition(CERTIFICATE_TRANSITIONS, id, certificate.status, action, tx.caller.role);
  const ended: Certificate = {
    ...certificate,
    status: to,
    ended: reason === undefined ? undefined : { at: tx.time, reason },
  };
  await updateRecord(tx, CERTIFICATE_RECORDS, id, ended);
  tx.announce({ certificate: id, type: ended.type, status: ended.status, licence: ended.boundTo, reason });
  return ended;
}

async function requireEndUserSignature(
  tx: Transaction,
  id: string,
  reason: EndReason,
  part: SaltedPart,
): Promise<void> {
  const evidence = requiredEvidence(tx, "content");
  const { signature, signedAt } = certificateSignatureOf(part);
  requireNotInFuture(tx, signedAt);
  const endUser = certificateContentOf(evidence).endUser.party;
  const content = commitmentOf(evidence);
  const message = endUserRepudiationMessage({ certificate: id, endUser, content, reason, signedAt });
  await requireSigningKey(tx, endUser, recoverSigner(tx, END_USER_REPUDIATION, message, signature), signedAt);
}

function requireEndUser(tx: Transaction, id: string): void {
  const endUser = certificateContentOf(requiredEvidence(tx, "content")).endUser.party;
  if (actsFor(tx, endUser)) return;
  throw new LicetError("PARTY_NOT_REPRESENTED", `You do not act for the end user of ${id}.`, {
    callerParty: tx.caller.party ?? null,
    callerOrganisation: tx.caller.mspId,
  });
}
