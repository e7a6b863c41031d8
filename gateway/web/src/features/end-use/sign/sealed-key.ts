// SPDX-License-Identifier: Apache-2.0
import { getAddress } from "ethers/address";
import { keccak256, SigningKey } from "ethers/crypto";
import { getBytes, hexlify, randomBytes } from "./bytes";

/** Rounds that turn a passphrase into a key (OWASP's figure for PBKDF2 with SHA-256, 2023). */
const ROUNDS = 600_000;
const SECRET_BYTES = 32;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;

/** A signing key as it lies on this device: encrypted by a passphrase, which is kept nowhere. */
export interface SealedKey {
  /** Address of the key, by which the ledger knows it. */
  readonly address: string;
  readonly madeAt: string;
  readonly rounds: number;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}

/** The passphrase opens nothing: it is not the one that the key was made with. */
export class WrongPassphraseError extends Error {
  override readonly name = "WrongPassphraseError";
}

/**
 * Makes a secp256k1 key, encrypted by a passphrase (PBKDF2 and AES-256-GCM).
 * @param now when it is made
 */
export async function makeSealedKey(passphrase: string, now: Date): Promise<SealedKey> {
  const secret = randomBytes(SECRET_BYTES);
  const address = addressOf(secret);
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const key = await keyFrom(passphrase, salt, ROUNDS);
  const sealed = await crypto.subtle.encrypt(sealingOf(nonce, address), key, secret);
  secret.fill(0);
  return { address, madeAt: now.toISOString(), rounds: ROUNDS, salt, nonce, sealed };
}

/**
 * Signs a digest with a key, which is open only meanwhile.
 * @returns 65 bytes r, s and v, 0x-prefixed
 * @throws {WrongPassphraseError} where the passphrase is not the key's, or what is kept was changed.
 */
export async function signWithSealedKey(kept: SealedKey, passphrase: string, digest: string): Promise<string> {
  const key = await keyFrom(passphrase, kept.salt, kept.rounds);
  const secret = new Uint8Array(await opened(kept, key));
  const { serialized } = new SigningKey(hexlify(secret)).sign(digest);
  secret.fill(0);
  return serialized;
}

async function opened({ nonce, address, sealed }: SealedKey, key: CryptoKey): Promise<ArrayBuffer> {
  try {
    return await crypto.subtle.decrypt(sealingOf(nonce, address), key, sealed);
  } catch (cause) {
    throw new WrongPassphraseError("The passphrase opens no key.", { cause });
  }
}

/** The address is sealed along, so that another key cannot be put in its place. */
function sealingOf(nonce: Uint8Array<ArrayBuffer>, address: string): AesGcmParams {
  return { name: "AES-GCM", iv: nonce, additionalData: getBytes(address) };
}

async function keyFrom(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const typed = new TextEncoder().encode(passphrase.normalize("NFC"));
  const material = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
  const derivation = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(derivation, material, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

function addressOf(secret: Uint8Array): string {
  const { publicKey } = new SigningKey(hexlify(secret));
  // Without the byte that says how the point is written.
  return getAddress(`0x${keccak256(`0x${publicKey.slice(4)}`).slice(-40)}`);
}
