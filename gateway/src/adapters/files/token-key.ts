// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { TokenKey } from "../../ports/token-key.js";
import { ConfigError } from "../../errors/config-error.js";

const OWNER_ONLY_FILE = 0o600;
const OWNER_ONLY_FOLDER = 0o700;
const OTHERS_MASK = 0o077;

/**
 * Reads the gateway's Ed25519 key, or makes one at the first start. Only the owner may read the file.
 * @throws {ConfigError} where the file holds no Ed25519 key, or others may read it.
 */
export function openTokenKey(file: string): TokenKey {
  const existing = readExisting(file);
  const privateKey = existing ?? createKey(file);
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

function readExisting(file: string): KeyObject | undefined {
  let pem: string;
  try {
    pem = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new ConfigError(`The token key ${file} cannot be read: ${(error as Error).message}`);
  }
  if (process.platform !== "win32" && (statSync(file).mode & OTHERS_MASK) !== 0) {
    throw new ConfigError(`Others may read the token key ${file}: restrict it to its owner (chmod 600).`);
  }
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // Told below.
  }
  throw new ConfigError(`${file} holds no Ed25519 private key in PEM.`);
}

function createKey(file: string): KeyObject {
  const { privateKey } = generateKeyPairSync("ed25519");
  mkdirSync(path.dirname(file), { recursive: true, mode: OWNER_ONLY_FOLDER });
  // Two first starts side by side: whoever comes second takes the first one's key.
  try {
    writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: OWNER_ONLY_FILE, flag: "wx" });
    chmodSync(file, OWNER_ONLY_FILE);
    return privateKey;
  } catch (error) {
    const theirs = (error as NodeJS.ErrnoException).code === "EEXIST" ? readExisting(file) : undefined;
    if (theirs) return theirs;
    throw new ConfigError(`The token key ${file} cannot be written: ${(error as Error).message}`);
  }
}
