// SPDX-License-Identifier: Apache-2.0
import { certificateMismatches } from "../domain/certificate/compare";
import type { CERTIFICATE_BIND } from "../domain/certificate/definitions";
import type { Certificate } from "../domain/certificate/schemas";
import { CERTIFICATE_TRANSITIONS } from "../domain/certificate/transitions";
import { CERTIFICATE_RULES } from "../domain/certificate/types";
import { LicetError } from "../domain/errors/licet-error";
import type { Licence } from "../domain/licence/schemas";
import { ownerOfLicence } from "../domain/shared/ownership";
import { transition } from "../domain/shared/transitions";
import { requireMemberOf } from "../ledger/authority";
import type { Handler } from "../ledger/handler";
import { requiredEvidence } from "../ledger/parts";
import { readRecord, requireRecord, updateRecord } from "../ledger/records";
import { transactionDay } from "../ledger/time";
import type { Transaction } from "../ledger/transaction";
import { LICENCE_RECORDS } from "../licence/records";
import { licenceContentOf } from "../licence/terms";
import { certificateContentOf, typeRule } from "./content";
import { problemInForce } from "./dependents";
import { CERTIFICATE_RECORDS } from "./records";
import { requireFreshSignature, requireNotExpired } from "./validity";

/** `certificate:Bind`: once, to one licence, endorsed by both states, after the contents were compared field by field. */
export const bind: Handler<typeof CERTIFICATE_BIND> = async (tx, { certificate: id, licence: number }) => {
  requireMemberOf(tx, ownerOfLicence(number), number);
  const certificate = await requireRecord(tx, CERTIFICATE_RECORDS, id);
  requireUnbound(certificate);
  const { to } = transition(CERTIFICATE_TRANSITIONS, id, certificate.status, "bind", tx.caller.role);
  requireTypeAllowsBinding(certificate);
  requireNotExpired(tx, certificate);
  requireFreshSignature(tx, id, certificate.signedAt);
  const licence = await requireRecord(tx, LICENCE_RECORDS, number);
  await requireNoOtherInForce(tx, licence);
  requireSameContent(tx, id, licence);
  const bound: Certificate = { ...certificate, status: to, boundTo: number, boundAt: tx.time };
  await updateRecord(tx, CERTIFICATE_RECORDS, id, bound);
  await updateRecord(tx, LICENCE_RECORDS, number, { ...licence, boundCertificate: id });
  tx.announce({ certificate: id, type: bound.type, status: bound.status, licence: number });
  return bound;
};

function requireUnbound(certificate: Certificate): void {
  if (certificate.boundTo === undefined) return;
  throw new LicetError(
    "CERTIFICATE_ALREADY_BOUND",
    `${certificate.id} is bound to ${certificate.boundTo} already; a certificate serves one licence.`,
    { certificate: certificate.id, boundTo: certificate.boundTo, boundAt: certificate.boundAt ?? null },
  );
}

function requireTypeAllowsBinding({ id, type, status }: Certificate): void {
  const rule = CERTIFICATE_RULES[type];
  if (!rule.bindable) throw typeRule(id, "it is not bound to a licence");
  if (rule.certified && status !== "authority-certified")
    throw typeRule(id, "an authority certifies it before it is bound");
}

async function requireNoOtherInForce(tx: Transaction, licence: Licence): Promise<void> {
  if (licence.boundCertificate === undefined) return;
  const other = await readRecord(tx, CERTIFICATE_RECORDS, licence.boundCertificate);
  if (other === undefined || problemInForce(other, licence.number, transactionDay(tx)) !== undefined) return;
  throw new LicetError("LICENCE_HAS_CERTIFICATE", `${licence.number} has ${other.id}, which is in force.`, {
    licence: licence.number,
    certificate: other.id,
  });
}

function requireSameContent(tx: Transaction, id: string, licence: Licence): void {
  const certified = certificateContentOf(requiredEvidence(tx, "certificate"));
  const licensed = licenceContentOf(requiredEvidence(tx, "licence"));
  const mismatches = certificateMismatches(certified, licensed, licence.lines);
  if (mismatches.length === 0) return;
  const fields = mismatches.map(({ field }) => field).join(", ");
  throw new LicetError("CERTIFICATE_MISMATCH", `${id} and ${licence.number} differ in ${fields}.`, {
    mismatches: mismatches.map(({ field, left, right }) => ({ field, certificate: left, licence: right })),
  });
}
