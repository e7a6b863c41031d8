// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, type KeyObject, sign } from "node:crypto";

/** Order of P-256 and half of it: Fabric takes signatures with s in the lower half only. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF_ORDER = ORDER >> 1n;
const COORDINATE_BYTES = 32;

const HALF_ORDER_BYTES = Buffer.from(HALF_ORDER.toString(16).padStart(2 * COORDINATE_BYTES, "0"), "hex");

/** Signs messages (not digests) with ECDSA over P-256 and SHA-256, and answers DER with a low s. */
export type MessageSigner = (message: Uint8Array) => Uint8Array;

/** Signs messages by a key that may lie elsewhere. */
export type SignMessage = (message: Uint8Array) => Promise<Uint8Array>;

/**
 * A signer over node:crypto for a P-256 key.
 * @throws {TypeError} for a key of another kind.
 */
export function messageSigner(privateKeyPem: string): MessageSigner {
  const key = createPrivateKey(privateKeyPem);
  if (key.asymmetricKeyType !== "ec" || key.asymmetricKeyDetails?.namedCurve !== "prime256v1") {
    throw new TypeError("A Fabric identity's key is an EC key on P-256.");
  }
  return (message) => signLowS(message, key);
}

function signLowS(message: Uint8Array, key: KeyObject): Uint8Array {
  const signature = sign("sha256", message, { key, dsaEncoding: "ieee-p1363" });
  const r = signature.subarray(0, COORDINATE_BYTES);
  const s = signature.subarray(COORDINATE_BYTES);
  return derSequence(derInteger(r), derInteger(Buffer.compare(s, HALF_ORDER_BYTES) > 0 ? negated(s) : s));
}

function negated(s: Uint8Array): Buffer {
  const low = ORDER - BigInt(`0x${Buffer.from(s).toString("hex")}`);
  return Buffer.from(low.toString(16).padStart(2 * COORDINATE_BYTES, "0"), "hex");
}

function derInteger(value: Uint8Array): Buffer {
  let start = 0;
  while (start < value.length - 1 && value[start] === 0) start += 1;
  const digits = value.subarray(start);
  const padding = ((digits[0] ?? 0) & 0x80) === 0 ? [] : [0];
  return Buffer.from([0x02, digits.length + padding.length, ...padding, ...digits]);
}

function derSequence(...items: readonly Buffer[]): Uint8Array {
  const length = items.reduce((sum, item) => sum + item.length, 0);
  return Buffer.concat([Buffer.from([0x30, length]), ...items]);
}
