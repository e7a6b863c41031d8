// SPDX-License-Identifier: Apache-2.0
import {
  type CERTIFICATE_CERTIFY,
  CERTIFICATE_RULES,
  CERTIFICATE_TRANSITIONS,
  type CertificateCore,
  ownerOfReference,
  transition,
} from "@licet/domain";
import { requireMemberOf } from "../../rules/authority";
import type { Handler } from "../../fabric/handler";
import { requiredEvidence } from "../../fabric/parts";
import { requireRecord, updateRecord } from "../../fabric/records";
import { requireSignatory } from "../../rules/party/signatories";
import { typeRule } from "./content";
import { CERTIFICATE_RECORDS, requireCertificate } from "../../rules/certificate/records";
import { requireNotOnPaper } from "./paper";
import { requireSoundSignature } from "./signature";
import { requireValidityAllowed } from "./validity";

/** `certificate:Certify`: by an officer whom the state's register of signatories lists today for this type of document. */
export const certify: Handler<typeof CERTIFICATE_CERTIFY> = async (tx, { certificate: id, validTo }) => {
  requireMemberOf(tx, ownerOfReference(id), id);
  const certificate = await requireCertificate(tx, id);
  transition(CERTIFICATE_TRANSITIONS, {
    subject: id,
    from: certificate.status,
    action: "certify",
    role: tx.caller.role,
  });
  requireNotOnPaper(certificate);
  const rule = CERTIFICATE_RULES[certificate.type];
  if (!rule.certified) throw typeRule(id, "it is a private statement, which no authority certifies");
  if (rule.signed && certificate.status === "draft") throw typeRule(id, "the end user signs before it is certified");
  await requireSignatory(tx, certificate.issuingState, certificate.type);
  if (rule.signed) await requireSoundSignature(tx, certificate, requiredEvidence(tx, "content"));
  requireValidityAllowed(tx, id, validTo);
  const certified: CertificateCore = {
    ...(await requireRecord(tx, CERTIFICATE_RECORDS, id)),
    status: "authority-certified",
    validTo,
    certifiedAt: tx.time,
    certifiedBy: tx.caller.officer,
  };
  await updateRecord(tx, CERTIFICATE_RECORDS, id, certified);
  tx.announce({ certificate: id, type: certified.type, status: certified.status, validTo });
  return certified;
};
