// SPDX-License-Identifier: Apache-2.0
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Bytes of every secret made here: 256 bits, which nobody guesses. */
const SECRET_BYTES = 32;
/** What such a secret looks like in a cookie or header. */
const SECRET_PATTERN = /^[A-Za-z0-9_-]{43}$/;

/** A fresh secret, in base64url: 43 characters, which a PKCE verifier needs (RFC 7636, section 4.1). */
export function freshSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

/** Whether a text can be a secret made here. */
export function isSecret(text: string | undefined): text is string {
  return text !== undefined && SECRET_PATTERN.test(text);
}

/** SHA-256 over texts that hold no line end, in hexadecimal: what is kept in place of a secret. */
export function hashOf(...texts: readonly string[]): string {
  return createHash("sha256").update(texts.join("\n")).digest("hex");
}

/**
 * The token that a page of ours sends along with each change, made of the session's secret, so that it needs no keeping: who has the
 * cookie's secret has it, and no other site can read either.
 */
export function crossSiteToken(sessionSecret: string): string {
  return createHmac("sha256", sessionSecret).update("licet cross-site token").digest("base64url");
}

/** Compares two texts in a time that does not tell where they differ. */
export function sameSecret(left: string, right: string): boolean {
  const [one, other] = [left, right].map((text) => createHash("sha256").update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
