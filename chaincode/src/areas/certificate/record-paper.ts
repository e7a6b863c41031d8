// SPDX-License-Identifier: Apache-2.0
import {
  type CERTIFICATE_RECORD_PAPER,
  type CertificateCore,
  certificateTypeOf,
  commitmentOf,
  ownerOfReference,
} from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { createRecord } from "../../fabric/lists";
import { requiredPart, writePart } from "../../fabric/parts";
import { requireMemberOf, requireState } from "../../rules/authority";
import { CERTIFICATE_RECORDS } from "../../rules/certificate/records";
import { requireParty } from "../../rules/party/parties";
import { requireNotInFuture } from "../../rules/time";
import { certificateContentOf, requireUndertakings, typeRule } from "./content";
import { requireNoMember } from "./paper";
import { requireFreshSignature, requireValidityAllowed } from "./validity";

/** `certificate:RecordPaper`: nothing rests on it until a second officer has verified the paper. */
export const recordPaper: Handler<typeof CERTIFICATE_RECORD_PAPER> = async (tx, input) => {
  const { certificate: id, issuingState, document, signedOn, validTo } = input;
  const owner = ownerOfReference(id);
  requireMemberOf(tx, owner, `The register of ${id}`);
  requireState(tx);
  requireNoMember(tx, id, issuingState);
  const part = requiredPart(tx, "content");
  const content = certificateContentOf(part);
  if (content.endUser.country !== issuingState) throw typeRule(id, "it is of the state of its end user");
  requireUndertakings(id, content);
  requireNotInFuture(tx, signedOn);
  requireFreshSignature(tx, id, signedOn);
  if (validTo !== undefined) requireValidityAllowed(tx, id, validTo);
  await requireParty(tx, content.endUser.party);
  const certificate: CertificateCore = {
    id,
    type: certificateTypeOf(id),
    issuingState,
    status: "draft",
    commitments: { content: commitmentOf(part) },
    draftedAt: tx.time,
    validTo,
    evidence: { form: "paper", document, signedOn, recordedBy: tx.caller.officer },
  };
  await createRecord(tx, CERTIFICATE_RECORDS, id, certificate);
  await writePart(tx, owner, { kind: "certificate", id, part: "content" }, part);
  tx.announce({ certificate: id, type: certificate.type, status: certificate.status, issuingState });
  return certificate;
};
