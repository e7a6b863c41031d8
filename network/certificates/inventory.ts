// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";

const DAY_MS = 86_400_000;
const FINGERPRINT_DIGITS = 16;
/** Folders of an MSP that hold copies of other certificates. */
const COPIES: readonly string[] = ["cacerts", "tlscacerts", "intermediatecerts", "tlsintermediatecerts", "admincerts"];
const CERTIFICATE_FILE = /\.(?:pem|crt)$/;
const CERTIFICATE_MARK = "BEGIN CERTIFICATE";

/** What a certificate is for. */
export type CertificateKind = "authority" | "identity" | "tls";

/** One certificate of a network. */
export interface InventoryEntry {
  /** The network's folder below the home folder, such as `embedded`. */
  readonly network: string;
  readonly kind: CertificateKind;
  readonly commonName: string;
  /** The beginning of the SHA-256 fingerprint in hex, by which gateways tell of certificates in metrics and logs. */
  readonly fingerprint: string;
  readonly notAfter: Date;
  /** Whole days left; negative once it has expired. */
  readonly daysLeft: number;
  /** From the home folder. */
  readonly file: string;
}

/** The certificates of all networks below the home folder, or of the one that is named, the next to expire first. */
export function certificateInventory(home: string, network?: string): InventoryEntry[] {
  const networks = network === undefined ? networksIn(home) : [network];
  return networks
    .flatMap((name) => certificateFiles(join(home, name, "organizations")).map((file) => entryOf(home, name, file)))
    .sort((left, right) => left.notAfter.getTime() - right.notAfter.getTime() || (left.file < right.file ? -1 : 1));
}

/** Networks below the home folder that have certificates. */
export function networksIn(home: string): string[] {
  if (!existsSync(home)) return [];
  return readdirSync(home)
    .filter((name) => existsSync(join(home, name, "organizations")))
    .sort();
}

/** Originals only: each MSP folder holds copies of its authorities' certificates. */
function certificateFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && CERTIFICATE_FILE.test(entry.name) && entry.name !== "ca.crt")
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !COPIES.includes(basename(dirname(file))))
    .filter((file) => readFileSync(file, "utf8").includes(CERTIFICATE_MARK));
}

function entryOf(home: string, network: string, file: string): InventoryEntry {
  const certificate = new X509Certificate(readFileSync(file));
  const notAfter = new Date(certificate.validTo);
  return {
    network,
    kind: kindOf(certificate, file),
    commonName: /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? certificate.subject,
    fingerprint: certificate.fingerprint256.replaceAll(":", "").toLowerCase().slice(0, FINGERPRINT_DIGITS),
    notAfter,
    daysLeft: Math.floor((notAfter.getTime() - Date.now()) / DAY_MS),
    file: relative(home, file),
  };
}

function kindOf(certificate: X509Certificate, file: string): CertificateKind {
  if (certificate.ca) return "authority";
  return basename(dirname(file)) === "signcerts" ? "identity" : "tls";
}
