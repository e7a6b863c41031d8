// SPDX-License-Identifier: Apache-2.0
import {
  type Certificate,
  commitmentOf,
  END_USER_UNDERTAKING,
  endUserUndertakingMessage,
  LicetError,
  type SaltedPart,
} from "@licet/domain";
import { requiredEvidence } from "../../fabric/parts";
import { recoverSigner } from "../../rules/signatures";
import type { Transaction } from "../../fabric/transaction";
import { isSoundKey, readSigningKey } from "../../rules/party/signing-keys";
import { certificateContentOf, certificateSignatureOf } from "./content";
import { requireFreshSignature } from "./validity";

/**
 * The end user's signature is looked at again whenever somebody is about to rely on it: its key may have been found to be stolen since
 * it was recorded.
 * @param content what was signed, as the evidence holds it.
 * @throws {LicetError} INVALID_CONFIDENTIAL_INPUT without the evidence `signature`, CERTIFICATE_SIGNATURE_TOO_OLD, SIGNATURE_INVALID,
 * SIGNER_NOT_ACCEPTED.
 */
export async function requireSoundSignature(
  tx: Transaction,
  { id, signatureRecordedAt }: Certificate,
  content: SaltedPart,
): Promise<void> {
  const { signature, signedAt } = certificateSignatureOf(requiredEvidence(tx, "signature"));
  requireFreshSignature(tx, id, signedAt);
  const endUser = certificateContentOf(content).endUser.party;
  const message = endUserUndertakingMessage({ certificate: id, endUser, content: commitmentOf(content), signedAt });
  const address = recoverSigner(tx, END_USER_UNDERTAKING, message, signature);
  const key = await readSigningKey(tx, endUser, address);
  const recordedAt = signatureRecordedAt ?? tx.time;
  if (key !== undefined && isSoundKey(key, signedAt, recordedAt)) return;
  throw new LicetError("SIGNER_NOT_ACCEPTED", `${id} is signed with a key that ${endUser} does not answer for.`, {
    certificate: id,
    party: endUser,
    address,
    at: signedAt,
    listed: key !== undefined,
    revokedFrom: key?.revoked?.from ?? null,
  });
}
