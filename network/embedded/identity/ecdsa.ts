// SPDX-License-Identifier: Apache-2.0

import { sign, verify, type KeyObject } from "node:crypto";
import { DER_INTEGER, DER_SEQUENCE, readDer, writeDer, writeDerInteger } from "../protocol/der.js";

interface Curve {
  readonly order: bigint;
  /** Half of the order, big-endian and as wide as a coordinate. */
  readonly half: Uint8Array;
}

function curve(orderHex: string): Curve {
  const order = BigInt(`0x${orderHex}`);
  return { order, half: Buffer.from((order >> 1n).toString(16).padStart(orderHex.length, "0"), "hex") };
}

const CURVES: Readonly<Record<string, Curve>> = {
  prime256v1: curve("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
  secp384r1: curve("ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973"),
};

/** True for keys Fabric's software provider accepts: ECDSA on P-256 or P-384. */
export function isSupportedKey(key: KeyObject): boolean {
  return key.asymmetricKeyType === "ec" && curveOf(key) !== undefined;
}

function curveOf(key: KeyObject): Curve | undefined {
  return CURVES[key.asymmetricKeyDetails?.namedCurve ?? ""];
}

/** The magnitude of a strictly encoded positive DER integer; undefined when the encoding is not minimal, zero or negative. */
function positiveInteger(value: Uint8Array): Uint8Array | undefined {
  const [first, second] = value;
  if (first === undefined || first >= 0x80) return undefined;
  if (first !== 0) return value;
  return second !== undefined && second >= 0x80 ? value.subarray(1) : undefined;
}

function atMost(value: Uint8Array, bound: Uint8Array): boolean {
  if (value.length !== bound.length) return value.length < bound.length;
  return Buffer.compare(value, bound) <= 0;
}

function isStrictLowS(signature: Uint8Array, bound: Uint8Array): boolean {
  try {
    const sequence = readDer(signature);
    if (sequence.tag !== DER_SEQUENCE || sequence.raw.length !== signature.length) return false;
    const r = readDer(sequence.value);
    const s = readDer(sequence.value, r.raw.length);
    if (r.tag !== DER_INTEGER || s.tag !== DER_INTEGER) return false;
    if (r.raw.length + s.raw.length !== sequence.value.length) return false;
    const magnitude = positiveInteger(s.value);
    return positiveInteger(r.value) !== undefined && magnitude !== undefined && atMost(magnitude, bound);
  } catch {
    return false;
  }
}

/**
 * True when `signature` is an ECDSA signature over SHA-256 of the message in strict DER with an S of at most half the order. The second
 * solution of the equation (order - S) is refused, as Fabric does, so that a signature cannot be altered without the key.
 */
export function verifyEcdsa(key: KeyObject, message: Uint8Array, signature: Uint8Array): boolean {
  const parameters = curveOf(key);
  if (parameters === undefined || !isStrictLowS(signature, parameters.half)) return false;
  return verify("sha256", message, key, signature);
}

/** ECDSA over SHA-256 of the message: DER, low S. */
export function signEcdsa(key: KeyObject, message: Uint8Array): Uint8Array {
  const parameters = curveOf(key);
  if (parameters === undefined) throw new TypeError("only ECDSA keys on P-256 and P-384 can sign");
  const pair = sign("sha256", message, { key, dsaEncoding: "ieee-p1363" });
  const width = pair.length / 2;
  let s: Uint8Array = pair.subarray(width);
  if (!atMost(s, parameters.half)) {
    const low = parameters.order - BigInt(`0x${pair.toString("hex", width)}`);
    s = Buffer.from(low.toString(16).padStart(width * 2, "0"), "hex");
  }
  return writeDer(DER_SEQUENCE, writeDerInteger(pair.subarray(0, width)), writeDerInteger(s));
}
