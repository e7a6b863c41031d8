// SPDX-License-Identifier: Apache-2.0
import {
  type CERTIFICATE_VERIFY_PAPER,
  CERTIFICATE_TRANSITIONS,
  type CertificateCore,
  ownerOfReference,
  requirePermitted,
  transition,
} from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { requireRecord, updateRecord } from "../../fabric/records";
import { requireMemberOf } from "../../rules/authority";
import { CERTIFICATE_RECORDS, requireCertificate } from "../../rules/certificate/records";
import { requireSecondOfficer } from "../../rules/four-eyes";
import { typeRule } from "./content";
import { paperOf, requireNoMember } from "./paper";
import { requireFreshSignature, requireValidityAllowed } from "./validity";

/** `certificate:VerifyPaper`: by a second officer of the authority that recorded it. */
export const verifyPaper: Handler<typeof CERTIFICATE_VERIFY_PAPER> = async (tx, input) => {
  const { certificate: id, how, document, validTo } = input;
  requireMemberOf(tx, ownerOfReference(id), id);
  const certificate = await requireCertificate(tx, id);
  const move = { subject: id, from: certificate.status, action: "verify-paper", role: tx.caller.role } as const;
  requirePermitted(CERTIFICATE_TRANSITIONS, move);
  const paper = paperOf(certificate);
  if (paper.document !== document) throw typeRule(id, "another paper was recorded than the one that was verified");
  const second = requireSecondOfficer(tx, [paper.recordedBy], `verify the paper of ${id}`);
  transition(CERTIFICATE_TRANSITIONS, move, { "second-officer": second });
  requireNoMember(tx, id, certificate.issuingState);
  requireFreshSignature(tx, id, paper.signedOn);
  requireValidityAllowed(tx, id, validTo);
  const verified: CertificateCore = {
    ...(await requireRecord(tx, CERTIFICATE_RECORDS, id)),
    status: "verified-on-paper",
    validTo,
    evidence: { ...paper, verified: { by: tx.caller.officer, at: tx.time, how } },
  };
  await updateRecord(tx, CERTIFICATE_RECORDS, id, verified);
  tx.announce({ certificate: id, type: verified.type, status: verified.status, validTo });
  return verified;
};
