// SPDX-License-Identifier: Apache-2.0
// @peculiar/x509 needs the polyfill to be loaded before it.
import "reflect-metadata";
import { randomBytes, webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";

/** Object identifier of the extension in which Fabric CA puts a user's attributes, as JSON `{"attrs":{...}}`. */
export const ATTRIBUTES_OID = "1.2.3.4.5.6.7.8.1";
/** How long a certificate authority's own certificate is valid. */
const CA_VALIDITY_DAYS = 3_650;
/** How long the certificates it issues are valid. */
const LEAF_VALIDITY_DAYS = 1_825;

/** Every key is of this kind. */
export const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const CLOCK_SKEW_MINUTES = 5;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const SERIAL_BYTES = 16;
/** The chance of not finding a low-S signature in this many attempts is 2^-64. */
const LOW_S_ATTEMPTS = 64;
/** Half the order of P-256. Fabric accepts only signatures whose S does not exceed it. */
const HALF_ORDER = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n;

/** Names of key usages, as @peculiar/x509 has them. */
export type KeyUsage = keyof typeof x509.KeyUsageFlags;

/** A certificate authority that can sign. */
export interface Issuer {
  readonly certificate: x509.X509Certificate;
  readonly key: webcrypto.CryptoKey;
}

/** Whose certificate it is: common name, organisation, and the node OU that gives the role in the MSP. */
export interface Subject {
  readonly commonName: string;
  readonly organisation: string;
  readonly unit?: "client" | "peer" | "orderer" | "admin";
}

/** A new P-256 private key as PKCS#8 PEM. */
export async function generateKeyPem(): Promise<string> {
  const pair = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const der = await webcrypto.subtle.exportKey("pkcs8", pair.privateKey);
  return `${x509.PemConverter.encode(der, "PRIVATE KEY")}\n`;
}

/** Makes a PKCS#8 private key and its public half usable for issuing. */
export async function importKeys(pem: string): Promise<webcrypto.CryptoKeyPair> {
  const [der] = x509.PemConverter.decode(pem);
  if (!der) throw new Error("the key file holds no PEM block");
  const privateKey = await webcrypto.subtle.importKey("pkcs8", der, ALGORITHM, true, ["sign"]);
  const jwk = await webcrypto.subtle.exportKey("jwk", privateKey);
  const { kty, crv, x, y } = jwk;
  const publicJwk = { kty, crv, x, y } as webcrypto.JsonWebKey;
  const publicKey = await webcrypto.subtle.importKey("jwk", publicJwk, ALGORITHM, true, ["verify"]);
  return { privateKey, publicKey };
}

/** A certificate authority from its stored key and certificate. */
export async function openIssuer(keyPem: string, certificatePem: string): Promise<Issuer> {
  const { privateKey } = await importKeys(keyPem);
  return { key: privateKey, certificate: new x509.X509Certificate(certificatePem) };
}

/** A self-signed certificate for a certificate authority, as PEM. */
export async function issueAuthority(subject: Subject, keyPem: string): Promise<string> {
  const keys = await importKeys(keyPem);
  return issue({
    subject: nameOf(subject),
    issuer: nameOf(subject),
    publicKey: keys.publicKey,
    signingKey: keys.privateKey,
    ...validity(CA_VALIDITY_DAYS),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      keyUsages(["keyCertSign", "cRLSign", "digitalSignature"]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
}

/**
 * A signing certificate for a user or node, as PEM.
 *
 * @param attributes written into Fabric's attribute extension; without any the extension is left out
 */
export async function issueIdentity(
  issuer: Issuer,
  subject: Subject,
  keyPem: string,
  attributes: Readonly<Record<string, string>> = {},
): Promise<string> {
  const extensions: x509.Extension[] = [];
  if (Object.keys(attributes).length > 0) {
    const json = JSON.stringify({ attrs: attributes });
    extensions.push(new x509.Extension(ATTRIBUTES_OID, false, new TextEncoder().encode(json)));
  }
  return issueLeaf(issuer, subject, keyPem, ["digitalSignature"], extensions);
}

/** What a TLS server is called: DNS names and IP addresses. */
export interface TlsNames {
  readonly hosts: readonly string[];
  readonly addresses: readonly string[];
}

/** A TLS certificate for a node or client, as PEM. */
export async function issueTls(issuer: Issuer, subject: Subject, keyPem: string, names: TlsNames): Promise<string> {
  const alternatives: x509.JsonGeneralNames = [
    ...names.hosts.map((value) => ({ type: "dns" as const, value })),
    ...names.addresses.map((value) => ({ type: "ip" as const, value })),
  ];
  const extensions: x509.Extension[] = [
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth]),
  ];
  if (alternatives.length > 0) extensions.push(new x509.SubjectAlternativeNameExtension(alternatives));
  return issueLeaf(issuer, subject, keyPem, ["digitalSignature", "keyEncipherment"], extensions);
}

async function issueLeaf(
  issuer: Issuer,
  subject: Subject,
  keyPem: string,
  usages: readonly KeyUsage[],
  extensions: readonly x509.Extension[],
): Promise<string> {
  const { publicKey } = await importKeys(keyPem);
  return issue({
    subject: nameOf(subject),
    issuer: issuer.certificate.subjectName,
    publicKey,
    signingKey: issuer.key,
    ...validity(LEAF_VALIDITY_DAYS, issuer.certificate.notAfter),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      keyUsages(usages),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.certificate.publicKey),
      ...extensions,
    ],
  });
}

/** The critical key usage extension. */
export function keyUsages(usages: readonly KeyUsage[]): x509.Extension {
  const flags = usages.reduce<number>((sum, usage) => sum | x509.KeyUsageFlags[usage], 0);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- a combination of flags is no member
  return new x509.KeyUsagesExtension(flags, true);
}

/** Signs until S is low: Fabric rewrites other certificates on loading, so that the bytes on the ledger would differ. */
export async function issue(request: x509.X509CertificateCreateWithKeyParams): Promise<string> {
  const serialNumber = randomSerial();
  for (let attempt = 0; attempt < LOW_S_ATTEMPTS; attempt++) {
    const certificate = await x509.X509CertificateGenerator.create({
      ...request,
      serialNumber,
      signingAlgorithm: ALGORITHM,
    });
    if (hasLowS(new Uint8Array(certificate.signature))) return `${certificate.toString("pem")}\n`;
  }
  throw new Error(`no low-S signature in ${LOW_S_ATTEMPTS} attempts; the random source is broken`);
}

/** `signature` is DER: SEQUENCE (tag, length), INTEGER r (tag, length, value), INTEGER s (tag, length, value). */
function hasLowS(signature: Uint8Array): boolean {
  const rLength = signature[3] ?? 0;
  const s = signature.subarray(rLength + 6);
  return BigInt(`0x${Buffer.from(s).toString("hex")}`) <= HALF_ORDER;
}

/** A positive serial number without leading zero, as DER wants it. */
function randomSerial(): string {
  const bytes = randomBytes(SERIAL_BYTES);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString("hex");
}

function nameOf(subject: Subject): x509.JsonName {
  const name: x509.JsonName = [{ O: [subject.organisation] }];
  if (subject.unit) name.push({ OU: [subject.unit] });
  name.push({ CN: [subject.commonName] });
  return name;
}

/** From a little before now, for clocks that differ, for so many days but not beyond `latest`. */
export function validity(days: number, latest?: Date): { notBefore: Date; notAfter: Date } {
  const now = Math.floor(Date.now() / 1_000) * 1_000;
  const end = new Date(now + days * DAY_MS);
  const notAfter = latest && latest < end ? latest : end;
  return { notBefore: new Date(now - CLOCK_SKEW_MINUTES * MINUTE_MS), notAfter };
}
