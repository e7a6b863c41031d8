// SPDX-License-Identifier: Apache-2.0
import { authorityMspOf, type Certificate, ownerOfLicence, ownerOfReference, type PaperEvidence } from "@licet/domain";
import type { Transaction } from "../../fabric/transaction";
import { typeRule } from "./content";
import { requireFreshSignature } from "./validity";

/**
 * What a certificate on paper rests on.
 * @throws {LicetError} CERTIFICATE_TYPE_RULE for one that is not on paper.
 */
export function paperOf({ id, evidence }: Certificate): PaperEvidence {
  if (evidence !== undefined) return evidence;
  throw typeRule(id, "it was not given on paper");
}

/**
 * A state that is a member certifies by itself.
 * @throws {LicetError} CERTIFICATE_TYPE_RULE.
 */
export function requireNoMember(tx: Transaction, id: string, state: string): void {
  if (!tx.members.has(authorityMspOf(state))) return;
  throw typeRule(id, `${state} is a member, so its own authority certifies, and not on paper`);
}

/**
 * What is on paper is neither signed nor certified on the ledger.
 * @throws {LicetError} CERTIFICATE_TYPE_RULE.
 */
export function requireNotOnPaper({ id, evidence }: Certificate): void {
  if (evidence !== undefined) throw typeRule(id, "it was given on paper, which a second officer verifies");
}

/**
 * A certificate on paper serves the licences of the authority that verified it, while the paper is fresh enough.
 * @throws {LicetError} CERTIFICATE_TYPE_RULE, CERTIFICATE_SIGNATURE_TOO_OLD.
 */
export function requireSoundPaper(tx: Transaction, certificate: Certificate, licence: string): void {
  const { id, issuingState } = certificate;
  const paper = paperOf(certificate);
  if (ownerOfReference(id) !== ownerOfLicence(licence)) {
    throw typeRule(id, "it was verified on paper by another authority than the licence's");
  }
  requireNoMember(tx, id, issuingState);
  requireFreshSignature(tx, id, paper.signedOn);
}
