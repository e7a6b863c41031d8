// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, randomBytes, randomUUID, X509Certificate } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { makeFolder, OWNER_ONLY_FILE } from "../files/owner-only.js";
import { generateKeyPem } from "./certificates.js";

const SECRET_BYTES = 18;
/** A certificate is replaced when it would expire within this time. */
export const RENEWAL_DAYS = 30;
const DAY_MS = 86_400_000;

/** Writes a file for its owner alone, whole or not at all, and only where its content changes. */
export function writeText(file: string, content: string): void {
  if (existsSync(file) && readFileSync(file, "utf8") === content) return;
  makeFolder(dirname(file));
  const temporary = `${file}.${randomUUID()}.tmp`;
  writeFileSync(temporary, content, { mode: OWNER_ONLY_FILE });
  renameSync(temporary, file);
}

/** The key in `file`; made and stored there first where there is none. */
export async function ensureKey(file: string): Promise<string> {
  if (existsSync(file)) return readFileSync(file, "utf8");
  const pem = await generateKeyPem();
  writeText(file, pem);
  return pem;
}

/** A secret that nobody can guess, of letters, digits, `-` and `_`. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

/** The secret in a file; made and written there first where there is none. */
export function ensureSecret(file: string): string {
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  const secret = newSecret();
  writeText(file, `${secret}\n`);
  return secret;
}

/** What happened to one certificate. */
export type Outcome = "created" | "kept" | "renewed";

/** What an existing certificate must still fulfil to be kept. */
export interface Requirement {
  readonly keyPem: string;
  /** Who must have signed it; absent for a certificate authority, which signs its own. */
  readonly issuerPem?: string;
  /** Days that it must still be valid. */
  readonly renewalDays?: number | undefined;
  /** What must stand in its attribute extension, `""` for none. */
  readonly attributesJson?: string;
}

/** True when a certificate would expire within so many days. */
export function isDue(certificate: X509Certificate, days: number = RENEWAL_DAYS): boolean {
  return Date.parse(certificate.validTo) - Date.now() <= days * DAY_MS;
}

/** Keeps the certificate in `file` where it fulfils the requirement, otherwise issues one and stores it there. */
export async function ensureCertificate(
  file: string,
  requirement: Requirement,
  issue: () => Promise<string>,
): Promise<Outcome> {
  const existed = existsSync(file);
  if (existed && isCurrent(readFileSync(file, "utf8"), requirement)) return "kept";
  writeText(file, await issue());
  return existed ? "renewed" : "created";
}

function isCurrent(pem: string, requirement: Requirement): boolean {
  try {
    const certificate = new X509Certificate(pem);
    const issuer = requirement.issuerPem === undefined ? certificate : new X509Certificate(requirement.issuerPem);
    return (
      certificate.checkPrivateKey(createPrivateKey(requirement.keyPem)) &&
      certificate.verify(issuer.publicKey) &&
      !isDue(certificate, requirement.renewalDays) &&
      (requirement.attributesJson === undefined || holds(certificate, requirement.attributesJson))
    );
  } catch {
    // A damaged certificate is no reason to stop: its key is kept and a new one is issued over it.
    return false;
  }
}

/** The extension's value is the JSON text itself, so that it stands in the certificate's bytes as it is. */
function holds(certificate: X509Certificate, attributesJson: string): boolean {
  return attributesJson === "" ? !certificate.raw.includes('{"attrs":') : certificate.raw.includes(attributesJson);
}
