// SPDX-License-Identifier: Apache-2.0
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** A secret as it is kept: salted and hashed with scrypt, base64. */
export interface StoredSecret {
  readonly salt: string;
  readonly hash: string;
}

export async function storeSecret(secret: string): Promise<StoredSecret> {
  const salt = randomBytes(SALT_BYTES);
  return { salt: salt.toString("base64"), hash: (await derive(secret, salt)).toString("base64") };
}

export async function matchesSecret(stored: StoredSecret, secret: string): Promise<boolean> {
  return timingSafeEqual(await derive(secret, Buffer.from(stored.salt, "base64")), Buffer.from(stored.hash, "base64"));
}

function derive(secret: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, HASH_BYTES, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
