// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import {
  canonicalJson,
  type CertificateEndReason,
  CertificateSignature,
  commitmentOf,
  END_USER_REPUDIATION,
  endUserRepudiationMessage,
  Hash,
  ownerOfReference,
  type SaltedPart,
} from "@licet/domain";
import { repudiationKey } from "../../fabric/keys";
import { requiredEvidence, requireOwnPeer } from "../../fabric/parts";
import { parseStored } from "../../fabric/records";
import { recoverSigner } from "../../rules/signatures";
import type { Transaction } from "../../fabric/transaction";
import { certificateContentOf } from "./content";

/** A repudiation by signature as the issuing state keeps it: as confidential as the party that its key leads to. */
const StoredRepudiation = z.strictObject({ salt: Hash, content: CertificateSignature });

/** Who signed a repudiation, by key, and for whom. */
export interface RepudiationSigner {
  readonly endUser: string;
  readonly address: string;
}

/**
 * Finds out who signed a repudiation of a certificate, whose content is the evidence.
 * @throws {LicetError} INVALID_CONFIDENTIAL_INPUT, SIGNATURE_INVALID.
 */
export function repudiationSigner(
  tx: Transaction,
  id: string,
  reason: z.output<typeof CertificateEndReason>,
  { signature, signedAt }: CertificateSignature,
): RepudiationSigner {
  const evidence = requiredEvidence(tx, "content");
  const endUser = certificateContentOf(evidence).endUser.party;
  const content = commitmentOf(evidence);
  const message = endUserRepudiationMessage({ certificate: id, endUser, content, reason, signedAt });
  return { endUser, address: recoverSigner(tx, END_USER_REPUDIATION, message, signature) };
}

/** Keeps a repudiation, so that its key can be looked at again. */
export async function keepRepudiation(tx: Transaction, id: string, { salt, content }: SaltedPart): Promise<void> {
  await tx.privateState.put(ownerOfReference(id), repudiationKey(id), canonicalJson({ salt, content }));
}

/**
 * Reads a repudiation at the issuing state's own peer, or undefined where no signature repudiated the certificate.
 * @throws {LicetError} PRIVATE_READ_REFUSED.
 */
export async function readRepudiation(tx: Transaction, id: string): Promise<CertificateSignature | undefined> {
  requireOwnPeer(tx);
  const value = await tx.privateState.get(ownerOfReference(id), repudiationKey(id));
  return value === undefined ? undefined : parseStored(StoredRepudiation, value, `The repudiation of ${id}`).content;
}
