// SPDX-License-Identifier: Apache-2.0
import {
  canonicalJson,
  type Certificate,
  CERTIFICATE_TRANSITIONS,
  type CertificateCore,
  type CertificateStanding,
  certificateTypeOf,
  hashOfText,
  LicetError,
  ownerOfLicence,
  ownerOfReference,
  type PaperEvidence,
  registerOf,
} from "@licet/domain";
import { consentKey } from "../../fabric/keys";
import { createRecord } from "../../fabric/lists";
import { readRecord, recordKind, updateRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";

/** Certificates up to their binding, listed by the register that issued them. */
export const CERTIFICATE_RECORDS = recordKind("certificate", {
  idOf: ({ id }) => id,
  ownerOf: ownerOfReference,
  listedIn: registerOf,
  joint: true,
});

/** What the importing state says of a certificate alone. */
export const STANDING_RECORDS = recordKind("certificate-standing", {
  idOf: ({ id }) => id,
  ownerOf: ownerOfReference,
});

/**
 * Reads a certificate as it stands. What was demanded when it was bound is demanded here again: that the record is its state's own,
 * and that the exporting state has agreed to this binding, content hash and validity included.
 * @returns undefined where there is none.
 * @throws {LicetError} CERTIFICATE_NOT_AUTHENTIC, LEDGER_DATA_INVALID.
 */
export async function readCertificate(tx: Transaction, id: string): Promise<Certificate | undefined> {
  const core = await readRecord(tx, CERTIFICATE_RECORDS, id);
  if (core === undefined) return undefined;
  const standing = await readRecord(tx, STANDING_RECORDS, id);
  const problem = coreProblem(tx, id, core) ?? standingProblem(core, standing) ?? (await bindingProblem(tx, core));
  if (problem === undefined) return { ...core, ...standing };
  throw new LicetError("CERTIFICATE_NOT_AUTHENTIC", `Certificate ${id} ${problem}.`, {
    certificate: id,
    owner: ownerOfReference(id),
    boundTo: core.boundTo ?? null,
  });
}

/**
 * Reads a certificate that must exist.
 * @throws {LicetError} NOT_FOUND, and as `readCertificate`.
 */
export async function requireCertificate(tx: Transaction, id: string): Promise<Certificate> {
  const certificate = await readCertificate(tx, id);
  if (certificate !== undefined) return certificate;
  throw new LicetError("NOT_FOUND", `Certificate ${id} is not on the ledger.`, { kind: CERTIFICATE_RECORDS.type, id });
}

/** Records what the importing state says of a certificate. */
export async function putStanding(tx: Transaction, standing: CertificateStanding): Promise<void> {
  const earlier = await readRecord(tx, STANDING_RECORDS, standing.id);
  if (earlier === undefined) await createRecord(tx, STANDING_RECORDS, standing.id, standing);
  else await updateRecord(tx, STANDING_RECORDS, standing.id, standing);
}

/** Key of the exporting state's consent to one binding of a certificate, in its own collection; each binding has its own. */
export function bindingConsentKey({ id, boundAt }: Pick<CertificateCore, "id" | "boundAt">): string {
  return consentKey("binding", `${id}/${boundAt ?? ""}`);
}

/** What the exporting state agrees to: the certificate as it is bound, to the letter. */
export function bindingConsent(bound: CertificateCore): string {
  return canonicalJson({ bound });
}

function coreProblem(tx: Transaction, id: string, core: CertificateCore): string | undefined {
  if (core.type !== certificateTypeOf(id)) return `says that it is of type ${core.type}`;
  const state = tx.members.stateOf(ownerOfReference(id));
  if (core.evidence !== undefined) return paperProblem(core, core.evidence, state);
  if (core.status === "verified-on-paper") return "is verified on a paper that it does not name";
  if (core.issuingState !== state)
    return `names ${core.issuingState} as its issuer, for which its owner does not speak`;
  return undefined;
}

/** What is on paper is of another state than whoever recorded it, and binds nobody before a second officer has verified it. */
function paperProblem(core: CertificateCore, paper: PaperEvidence, recordedIn: string | undefined): string | undefined {
  if (recordedIn === undefined) return "was recorded on paper by no state's authority";
  if (core.issuingState === recordedIn) return `is on paper of ${recordedIn}, which recorded it`;
  if (core.status === "draft") return undefined;
  if (core.status !== "verified-on-paper" && core.status !== "bound") return `is ${core.status} and on paper`;
  const { verified, recordedBy } = paper;
  if (verified === undefined || verified.by === recordedBy) return "was verified on paper by no second officer";
  return undefined;
}

/** The importing state says nothing that a certificate's own status does not allow. */
function standingProblem(core: CertificateCore, standing: CertificateStanding | undefined): string | undefined {
  if (standing === undefined) return undefined;
  const { status } = standing;
  // Both states bind; a lifted repudiation leaves a certificate bound that was.
  const allowed =
    status === "bound"
      ? core.status === "bound"
      : CERTIFICATE_TRANSITIONS.some(({ from, to }) => from === core.status && to === status);
  if (allowed) return undefined;
  return `cannot be ${status} from ${core.status}`;
}

async function bindingProblem(tx: Transaction, core: CertificateCore): Promise<string | undefined> {
  if (core.status !== "bound" && core.boundTo === undefined) return undefined;
  if (core.status !== "bound" || core.boundTo === undefined || core.boundTerms === undefined) return "is bound by half";
  const exporting = ownerOfLicence(core.boundTo);
  const agreed = tx.members.has(exporting) ? await tx.privateState.hash(exporting, bindingConsentKey(core)) : undefined;
  if (agreed === hashOfText(bindingConsent(core))) return undefined;
  return `is not bound to ${core.boundTo} as ${exporting} agreed`;
}
