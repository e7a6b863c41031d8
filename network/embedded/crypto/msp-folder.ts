// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { NetworkError } from "../description/network-error.js";
import { writeText } from "./material.js";

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** What an MSP folder of an identity is made of. */
export interface MspContent {
  readonly certificatePem: string;
  readonly keyPem: string;
  /** Certificates of the authorities above it, in any order. */
  readonly chainPem: string;
}

/** Names of the files in an MSP folder that conventions leave open. */
export interface MspFileNames {
  /** In `signcerts`. */
  readonly certificate: string;
  /** In `cacerts`. */
  readonly ca: string;
}

/** The `config.yaml` by which an MSP gives roles to organisational units. */
export function nodeOus(authorityFile: string): string {
  const entries = ["client", "peer", "admin", "orderer"].map((unit) => {
    const title = unit.charAt(0).toUpperCase() + unit.slice(1);
    return `  ${title}OUIdentifier:\n    Certificate: ${authorityFile}\n    OrganizationalUnitIdentifier: ${unit}\n`;
  });
  return `NodeOUs:\n  Enable: true\n${entries.join("")}`;
}

/** Writes an identity's MSP folder in the layout that Fabric's tools use. */
export function writeMspFolder(folder: string, content: MspContent, names: MspFileNames): void {
  writeText(join(folder, "keystore", "priv_sk"), content.keyPem);
  writeText(join(folder, "signcerts", names.certificate), content.certificatePem);
  writeChain(folder, content.chainPem, names.ca);
}

/** Writes the authorities of an MSP folder: the root, what lies between, and what they say about roles. */
export function writeChain(folder: string, chainPem: string, caFileName: string): void {
  const { root, intermediates } = splitChain(chainPem);
  writeText(join(folder, "cacerts", caFileName), root);
  intermediates.forEach((pem, at) => writeText(join(folder, "intermediatecerts", `${at}-${caFileName}`), pem));
  const issuer =
    intermediates.length > 0 ? `intermediatecerts/${intermediates.length - 1}-${caFileName}` : `cacerts/${caFileName}`;
  writeText(join(folder, "config.yaml"), nodeOus(issuer));
}

/** The root of a chain, and the authorities below it from the top downwards. */
export function splitChain(chainPem: string): { readonly root: string; readonly intermediates: readonly string[] } {
  const all = (chainPem.match(CERTIFICATE) ?? []).map((pem) => ({
    pem: `${pem}\n`,
    certificate: new X509Certificate(pem),
  }));
  const root = all.find(({ certificate }) => certificate.subject === certificate.issuer);
  if (root === undefined)
    throw new NetworkError("NETWORK_CA_ANSWER", "The authority's chain of certificates holds no root.");
  const intermediates: string[] = [];
  for (let issuer = root; ;) {
    const next = all.find((one) => one !== issuer && one.certificate.checkIssued(issuer.certificate));
    if (next === undefined) return { root: root.pem, intermediates };
    intermediates.push(next.pem);
    issuer = next;
  }
}

/**
 * Reads certificate and key from an identity's MSP folder.
 *
 * @throws {NetworkError} NETWORK_IDENTITY_MISSING.
 */
export function readMspIdentity(folder: string): {
  readonly certificateFile: string;
  readonly certificatePem: string;
  readonly keyPem: string;
} {
  const certificateFile = onlyFile(join(folder, "signcerts"));
  const keyFile = onlyFile(join(folder, "keystore"));
  return {
    certificateFile,
    certificatePem: readFileSync(certificateFile, "utf8"),
    keyPem: readFileSync(keyFile, "utf8"),
  };
}

function onlyFile(folder: string): string {
  const [name] = existsSync(folder) ? readdirSync(folder).filter((file) => !file.startsWith(".")) : [];
  if (name !== undefined) return join(folder, name);
  throw new NetworkError(
    "NETWORK_IDENTITY_MISSING",
    `${folder} holds no ${basename(folder) === "keystore" ? "key" : "certificate"}. Name an MSP folder with signcerts and keystore, or enrol first.`,
  );
}
