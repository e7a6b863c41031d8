// SPDX-License-Identifier: Apache-2.0
import { getAddress } from "ethers/address";
import { keccak256 } from "ethers/crypto";
import { recover } from "tiny-secp256k1";
import { domainFor, LicetError, type SignedValue, type SigningAct, signingDigest } from "@licet/domain";
import type { Transaction } from "../fabric/transaction";

const SIGNATURE_PATTERN = /^0x[0-9a-fA-F]{130}$/;

/** Half the order of secp256k1: a signature with a greater s is the twin of one with a smaller, and is refused (EIP-2). */
const S_MAX = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;

/**
 * Address of the key that signed a message on this transaction's channel.
 * @param signature 65 bytes r, s, v as 0x-prefixed hexadecimal, s in the lower half, v 27 or 28.
 * @returns the address with its EIP-55 checksum.
 * @throws {LicetError} SIGNATURE_INVALID where the signature is malformed or recovers to no key.
 */
export function recoverSigner<F extends string>(
  tx: Pick<Transaction, "channel">,
  act: SigningAct<F>,
  message: Readonly<Record<F, SignedValue>>,
  signature: string,
): string {
  return recoverAddress(signingDigest(domainFor(tx.channel), act, message), signature, act.primaryType);
}

/**
 * Address that signed a digest.
 * @throws {LicetError} SIGNATURE_INVALID.
 */
export function recoverAddress(digest: string, signature: string, subject: string): string {
  if (!SIGNATURE_PATTERN.test(signature)) throw invalid(subject, "it is not 65 bytes in hexadecimal after 0x");
  const s = BigInt(`0x${signature.slice(66, 130)}`);
  if (s > S_MAX) throw invalid(subject, "its s is not in the lower half");
  const recoveryId = Number.parseInt(signature.slice(130), 16) - 27;
  if (recoveryId !== 0 && recoveryId !== 1) throw invalid(subject, "its v is neither 27 nor 28");
  const key = recoverKey(digest, signature, recoveryId);
  if (key === null) throw invalid(subject, "it recovers to no key");
  return getAddress(`0x${keccak256(key.subarray(1)).slice(-40)}`);
}

function recoverKey(digest: string, signature: string, recoveryId: 0 | 1): Uint8Array | null {
  try {
    return recover(Buffer.from(digest.slice(2), "hex"), Buffer.from(signature.slice(2, 130), "hex"), recoveryId, false);
  } catch {
    return null;
  }
}

function invalid(subject: string, why: string): LicetError {
  return new LicetError("SIGNATURE_INVALID", `The signature of ${subject} is not valid: ${why}.`, { subject, why });
}
