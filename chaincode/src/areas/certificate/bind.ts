// SPDX-License-Identifier: Apache-2.0
import {
  authorityMspOf,
  bindingConsent,
  bindingConsentKey,
  type BoundTerms,
  type Certificate,
  type CERTIFICATE_BIND,
  CERTIFICATE_RULES,
  CERTIFICATE_TRANSITIONS,
  type CertificateCore,
  certificateMismatches,
  changeSinceBinding,
  commitmentOf,
  type Licence,
  LicetError,
  type MspId,
  ownerOfLicence,
  ownerOfReference,
  transition,
} from "@licet/domain";
import { requireMemberOf } from "../../rules/authority";
import type { Handler } from "../../fabric/handler";
import { requiredEvidence } from "../../fabric/parts";
import { requireLockedProof, requireRecord, setRecordEndorsers, updateRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { LICENCE_RECORDS } from "../../rules/licence/records";
import { licenceContentOf } from "../../rules/licence/terms";
import { certificateContentOf, typeRule } from "./content";
import { requireCertificateInForce } from "../../rules/certificate/standing";
import { CERTIFICATE_RECORDS, requireCertificate } from "../../rules/certificate/records";
import { requireSoundPaper } from "./paper";
import { requireSoundSignature } from "./signature";
import { requireNotExpired } from "./validity";
import { putPrivateForGood } from "../../fabric/endorsement";

/**
 * `certificate:Bind`: to one licence, endorsed by both states, after the contents were compared field by field; again where the licence
 * was amended since to what was not compared.
 */
export const bind: Handler<typeof CERTIFICATE_BIND> = async (tx, { certificate: id, licence: number }) => {
  requireMemberOf(tx, ownerOfLicence(number), number);
  const certificate = await requireCertificate(tx, id);
  const licence = await requireRecord(tx, LICENCE_RECORDS, number);
  requireToBeBound(certificate, licence);
  const move = { subject: id, from: certificate.status, action: "bind", role: tx.caller.role } as const;
  const { to } = transition(CERTIFICATE_TRANSITIONS, move);
  requireTypeAllowsBinding(certificate);
  requireNotExpired(tx, certificate);
  await requireNoOtherInForce(tx, licence, id);
  const boundTerms = requireSameContent(tx, certificate, licence);
  if (certificate.evidence !== undefined) requireSoundPaper(tx, certificate, number);
  else if (CERTIFICATE_RULES[certificate.type].signed) {
    await requireSoundSignature(tx, certificate, requiredEvidence(tx, "certificate"));
  }
  await requireLockedProof(tx, CERTIFICATE_RECORDS, id);
  const bound: CertificateCore = {
    ...(await requireRecord(tx, CERTIFICATE_RECORDS, id)),
    status: "bound",
    boundTo: number,
    boundAt: tx.time,
    boundTerms,
  };
  await writeBinding(tx, bound, ownerOfLicence(number));
  await updateRecord(tx, LICENCE_RECORDS, number, { ...licence, boundCertificate: id });
  tx.announce({ certificate: id, type: bound.type, status: to, licence: number });
  return { ...certificate, ...bound, status: to };
};

/** From here on neither state changes content hash, validity or binding alone; what the exporting state agreed to stays as it is. */
async function writeBinding(tx: Transaction, bound: CertificateCore, exporting: MspId): Promise<void> {
  const { id } = bound;
  await updateRecord(tx, CERTIFICATE_RECORDS, id, bound);
  await setRecordEndorsers(tx, CERTIFICATE_RECORDS, id, [...new Set([ownerOfReference(id), exporting])]);
  await putPrivateForGood(tx, exporting, bindingConsentKey(bound), bindingConsent(bound));
}

/** A certificate that is bound is bound again only to its own licence, where that is not what it was bound to any more. */
function requireToBeBound(certificate: Certificate, licence: Licence): void {
  const { boundTo, boundTerms } = certificate;
  if (boundTo === undefined || boundTerms === undefined) return;
  if (boundTo === licence.number && changeSinceBinding(boundTerms, licence) !== undefined) return;
  throw new LicetError(
    "CERTIFICATE_ALREADY_BOUND",
    `${certificate.id} is bound to ${boundTo} already; a certificate serves one licence.`,
    { certificate: certificate.id, boundTo, boundAt: certificate.boundAt ?? null },
  );
}

function requireTypeAllowsBinding({ id, type, status, boundTo, evidence }: Certificate): void {
  const rule = CERTIFICATE_RULES[type];
  if (!rule.bindable) throw typeRule(id, "it is not bound to a licence");
  if (rule.certified && boundTo === undefined && evidence === undefined && status !== "authority-certified")
    throw typeRule(id, "an authority certifies it before it is bound");
}

async function requireNoOtherInForce(tx: Transaction, licence: Licence, id: string): Promise<void> {
  const { number, boundCertificate: other } = licence;
  if (other === undefined || other === id || !(await isInForce(tx, other, licence))) return;
  throw new LicetError("LICENCE_HAS_CERTIFICATE", `${number} has ${other}, which is in force.`, {
    licence: number,
    certificate: other,
  });
}

/**
 * Whether a certificate serves a licence today; one that cannot be relied on does not, nor does one on paper once its state can certify
 * on the ledger itself.
 */
async function isInForce(tx: Transaction, id: string, licence: Licence): Promise<boolean> {
  try {
    const { evidence, issuingState } = await requireCertificateInForce(tx, id, licence);
    return evidence === undefined || !tx.members.has(authorityMspOf(issuingState));
  } catch (error) {
    if (error instanceof LicetError) return false;
    throw error;
  }
}

/** @returns what the certificate was compared with. */
function requireSameContent(tx: Transaction, { id, issuingState }: Certificate, licence: Licence): BoundTerms {
  const certified = certificateContentOf(requiredEvidence(tx, "certificate"));
  const evidence = requiredEvidence(tx, "licence");
  const licensed = licenceContentOf(evidence);
  const states = { issuing: issuingState, licensing: licence.authority };
  const mismatches = certificateMismatches(certified, licensed, licence.lines, states);
  if (mismatches.length === 0) return { content: commitmentOf(evidence), lines: licence.lines };
  const fields = mismatches.map(({ field }) => field).join(", ");
  throw new LicetError("CERTIFICATE_MISMATCH", `${id} and ${licence.number} differ in ${fields}.`, {
    mismatches: mismatches.map(({ field, left, right }) => ({ field, certificate: left, licence: right })),
  });
}
