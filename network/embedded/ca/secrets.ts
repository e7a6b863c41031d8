// SPDX-License-Identifier: Apache-2.0
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { writeText } from "../../crypto/material.js";

const SALT_BYTES = 16;
const HASH_BYTES = 32;
const SECRET_BYTES = 18;
const SECRET_FILE_MODE = 0o600;

/** A secret as it is kept: salted and hashed with scrypt, base64. */
export interface StoredSecret {
  readonly salt: string;
  readonly hash: string;
}

/** A secret that nobody can guess, of letters, digits, `-` and `_`. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

export async function storeSecret(secret: string): Promise<StoredSecret> {
  const salt = randomBytes(SALT_BYTES);
  return { salt: salt.toString("base64"), hash: (await derive(secret, salt)).toString("base64") };
}

export async function matchesSecret(stored: StoredSecret, secret: string): Promise<boolean> {
  return timingSafeEqual(await derive(secret, Buffer.from(stored.salt, "base64")), Buffer.from(stored.hash, "base64"));
}

/** The secret in a file that only its owner may read; made and written there where there is none. */
export function secretFile(file: string): string {
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  const secret = newSecret();
  writeText(file, `${secret}\n`, SECRET_FILE_MODE);
  return secret;
}

function derive(secret: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, HASH_BYTES, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
