// SPDX-License-Identifier: Apache-2.0
import {
  type CERTIFICATE_DRAFT,
  type CertificateContent,
  type CertificateCore,
  certificateTypeOf,
  commitmentOf,
  LicetError,
  ownerOfReference,
} from "@licet/domain";
import { requireMemberOf, requireState } from "../../rules/authority";
import type { Handler } from "../../fabric/handler";
import { requiredPart, writePart } from "../../fabric/parts";
import { createRecord } from "../../fabric/lists";
import type { Transaction } from "../../fabric/transaction";
import { certificateContentOf, requireUndertakings, typeRule } from "./content";
import { CERTIFICATE_RECORDS } from "../../rules/certificate/records";
import { requireValidityAllowed } from "./validity";
import { hasRole } from "../../rules/roles";

/** `certificate:Draft`. */
export const draft: Handler<typeof CERTIFICATE_DRAFT> = async (tx, input) => {
  const owner = ownerOfReference(input.certificate);
  requireMemberOf(tx, owner, `The register of ${input.certificate}`);
  const part = requiredPart(tx, "content");
  const content = certificateContentOf(part);
  const issuingState = requireIssuingState(tx, input.certificate, content);
  requireOwnDraft(tx, content);
  requireUndertakings(input.certificate, content);
  if (input.validTo !== undefined) requireValidityAllowed(tx, input.certificate, input.validTo);
  const certificate: CertificateCore = {
    id: input.certificate,
    type: certificateTypeOf(input.certificate),
    issuingState,
    status: "draft",
    commitments: { content: commitmentOf(part) },
    draftedAt: tx.time,
    validTo: input.validTo,
  };
  await createRecord(tx, CERTIFICATE_RECORDS, input.certificate, certificate);
  await writePart(tx, owner, { kind: "certificate", id: input.certificate, part: "content" }, part);
  tx.announce({ certificate: certificate.id, type: certificate.type, status: certificate.status });
  return certificate;
};

function requireIssuingState(tx: Transaction, id: string, content: CertificateContent): string {
  const state = requireState(tx);
  if (state === content.endUser.country) return state;
  throw typeRule(id, "a certificate is issued by the state of its end user");
}

/** An end user draws up its own certificates only. */
function requireOwnDraft(tx: Transaction, content: CertificateContent): void {
  if (!hasRole(tx, "end-user") || tx.caller.party === content.endUser.party) return;
  throw new LicetError("NOT_YOUR_RECORD", "You may draw up certificates of your own party only.", {
    callerParty: tx.caller.party ?? null,
  });
}
