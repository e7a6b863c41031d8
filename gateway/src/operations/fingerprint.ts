// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from "node:crypto";

/** Digits of SHA-256 that tell the certificates of one consortium apart. */
const DIGITS = 16;

/** Stands for a certificate where its subject's name must not: the beginning of its SHA-256 fingerprint, in hex. */
export function fingerprintOf(pem: string): string {
  return new X509Certificate(pem).fingerprint256.replaceAll(":", "").toLowerCase().slice(0, DIGITS);
}
