// SPDX-License-Identifier: Apache-2.0
import {
  CERTIFICATE_RULES,
  type CERTIFICATE_SIGN,
  CERTIFICATE_TRANSITIONS,
  type CertificateCore,
  commitmentOf,
  END_USER_UNDERTAKING,
  endUserUndertakingMessage,
  ownerOfReference,
  requirePermitted,
  transition,
} from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { requiredEvidence, requiredPart, writePart } from "../../fabric/parts";
import { requireRecord, updateRecord } from "../../fabric/records";
import { recoverSigner } from "../../rules/signatures";
import { requireNotInFuture } from "../../rules/time";
import { requireParty } from "../../rules/party/parties";
import { requireSigningKey } from "../../rules/party/signing-keys";
import { certificateContentOf, certificateSignatureOf, typeRule } from "./content";
import { CERTIFICATE_RECORDS, requireCertificate } from "../../rules/certificate/records";
import { requireNotOnPaper } from "./paper";
import { requireFreshSignature } from "./validity";

/** `certificate:Sign`. The signature itself is confidential: an address would lead to the party on the channel. */
export const sign: Handler<typeof CERTIFICATE_SIGN> = async (tx, { certificate: id }) => {
  const certificate = await requireCertificate(tx, id);
  const move = { subject: id, from: certificate.status, action: "sign", role: tx.caller.role } as const;
  requirePermitted(CERTIFICATE_TRANSITIONS, move);
  requireNotOnPaper(certificate);
  if (!CERTIFICATE_RULES[certificate.type].signed) throw typeRule(id, "it is not signed by an end user");
  const evidence = requiredEvidence(tx, "content");
  const part = requiredPart(tx, "signature");
  const { signature, signedAt } = certificateSignatureOf(part);
  requireNotInFuture(tx, signedAt);
  requireFreshSignature(tx, id, signedAt);
  const endUser = certificateContentOf(evidence).endUser.party;
  await requireParty(tx, endUser);
  const message = endUserUndertakingMessage({ certificate: id, endUser, content: commitmentOf(evidence), signedAt });
  const signer = recoverSigner(tx, END_USER_UNDERTAKING, message, signature);
  const key = await requireSigningKey(tx, endUser, signer, signedAt);
  transition(CERTIFICATE_TRANSITIONS, move, { signature: key });
  const signed: CertificateCore = {
    ...(await requireRecord(tx, CERTIFICATE_RECORDS, id)),
    status: "end-user-signed",
    signedAt,
    signatureRecordedAt: tx.time,
    commitments: { ...certificate.commitments, signature: commitmentOf(part) },
  };
  await updateRecord(tx, CERTIFICATE_RECORDS, id, signed);
  await writePart(tx, ownerOfReference(id), { kind: "certificate", id, part: "signature" }, part);
  tx.announce({ certificate: id, type: signed.type, status: signed.status });
  return signed;
};
