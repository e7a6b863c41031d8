// SPDX-License-Identifier: Apache-2.0
import { createHmac, randomBytes } from "node:crypto";

const PREFIX = "whsec_";

/** Bytes of a key: Standard Webhooks asks for 24 to 64. */
const KEY_BYTES = 32;

const MS_PER_SECOND = 1_000;

/** A new key, as Standard Webhooks writes it. */
export function newSecret(): string {
  return `${PREFIX}${randomBytes(KEY_BYTES).toString("base64")}`;
}

/**
 * Headers by which a receiver knows who sent a message (Standard Webhooks 1.0, symmetric signatures): id, seconds since 1970, and a
 * signature by each key that is in force.
 */
export function signedHeaders(
  id: string,
  at: Date,
  body: string,
  secrets: readonly string[],
): Readonly<Record<string, string>> {
  const timestamp = Math.floor(at.getTime() / MS_PER_SECOND).toString();
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return {
    "Content-Type": "application/json",
    "User-Agent": "licet-webhooks",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}
