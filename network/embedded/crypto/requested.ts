// SPDX-License-Identifier: Apache-2.0
// @peculiar/x509 needs the polyfill to be loaded before it.
import "reflect-metadata";
import * as x509 from "@peculiar/x509";
import { ALGORITHM, ATTRIBUTES_OID, issue, keyUsages, validity, type Issuer, type KeyUsage } from "./certificates.js";

/** How long a requested certificate is valid: Fabric CA's default. */
const REQUESTED_VALIDITY_DAYS = 365;
/** How long a revocation list says that it is current: Fabric CA's default. Fabric itself does not look. */
const CRL_VALIDITY_MS = 24 * 60 * 60 * 1_000;
const CRL_PEM_LABEL = "X509 CRL";

/** Subject attributes that a request may set; its organisational units are the authority's to say. */
const COPIED_NAMES = ["C", "ST", "L", "O"] as const;

const USAGES: Readonly<Record<Profile, readonly KeyUsage[]>> = {
  signing: ["digitalSignature"],
  tls: ["digitalSignature", "keyEncipherment", "keyAgreement"],
};

/** What a certificate is for. */
export type Profile = "signing" | "tls";

/** A certificate signing request that has been read and whose signature holds. */
export interface SigningRequest {
  readonly commonName: string;
  readonly asksForAuthority: boolean;
  readonly request: x509.Pkcs10CertificateRequest;
}

/** What the authority adds to a request. */
export interface Grant {
  readonly profile: Profile;
  readonly units: readonly string[];
  /** DNS names and IP addresses; empty: those of the request. */
  readonly hosts: readonly { readonly type: "dns" | "ip"; readonly value: string }[];
  /** JSON for Fabric's attribute extension; undefined: no extension. */
  readonly attributesJson: string | undefined;
}

/**
 * Reads a certificate signing request and checks that who made it has the key.
 *
 * @param der the request's bytes
 * @throws {Error} when it is malformed, its signature is wrong, or its key is not on P-256.
 */
export async function readSigningRequest(der: ArrayBuffer): Promise<SigningRequest> {
  const request = new x509.Pkcs10CertificateRequest(der);
  const { namedCurve } = request.publicKey.algorithm as { namedCurve?: string };
  if (namedCurve !== ALGORITHM.namedCurve) throw new Error("the key is not on P-256");
  if (!(await request.verify())) throw new Error("the signature is wrong");
  const constraints = request.extensions.find((extension) => extension instanceof x509.BasicConstraintsExtension);
  return {
    commonName: request.subjectName.getField("CN")[0] ?? "",
    asksForAuthority: constraints?.ca ?? false,
    request,
  };
}

/** Issues what was requested, as granted; PEM. */
export async function issueRequested(issuer: Issuer, { request }: SigningRequest, grant: Grant): Promise<string> {
  const subject: x509.JsonName = COPIED_NAMES.flatMap((name) => {
    const values = request.subjectName.getField(name);
    return values.length > 0 ? [{ [name]: values }] : [];
  });
  subject.push({ OU: [...grant.units] }, { CN: request.subjectName.getField("CN") });
  return issue({
    subject,
    issuer: issuer.certificate.subjectName,
    publicKey: request.publicKey,
    signingKey: issuer.key,
    ...validity(REQUESTED_VALIDITY_DAYS, issuer.certificate.notAfter),
    extensions: [
      keyUsages(USAGES[grant.profile]),
      ...(grant.profile === "tls"
        ? [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth])]
        : []),
      new x509.BasicConstraintsExtension(false, undefined, true),
      await x509.SubjectKeyIdentifierExtension.create(request.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.certificate.publicKey),
      ...alternativeNames(request, grant),
      ...attributeExtension(grant.attributesJson),
    ],
  });
}

function alternativeNames(request: x509.Pkcs10CertificateRequest, { hosts }: Grant): x509.Extension[] {
  if (hosts.length > 0) return [new x509.SubjectAlternativeNameExtension([...hosts])];
  return request.extensions.filter((extension) => extension instanceof x509.SubjectAlternativeNameExtension);
}

function attributeExtension(json: string | undefined): x509.Extension[] {
  return json === undefined ? [] : [new x509.Extension(ATTRIBUTES_OID, false, new TextEncoder().encode(json))];
}

/** Serial number and authority key of a certificate, hex without leading zeros: what Fabric CA knows it by. */
export function certificateKey(pem: string): { readonly serial: string; readonly aki: string } {
  const certificate = new x509.X509Certificate(pem);
  const aki = certificate.extensions.find((extension) => extension instanceof x509.AuthorityKeyIdentifierExtension);
  return { serial: withoutZeros(certificate.serialNumber), aki: withoutZeros(aki?.keyId ?? "") };
}

const withoutZeros = (hex: string): string => hex.toLowerCase().replace(/^0+/, "");

/** One entry of a revocation list. */
export interface RevokedCertificate {
  readonly serial: string;
  readonly revokedAt: Date;
  /** As RFC 5280 numbers them; 0, unspecified, is left out of the list. */
  readonly reason: number;
}

/** A revocation list in PEM. It names the authority's key, without which Fabric passes over it. */
export async function issueRevocationList(issuer: Issuer, revoked: readonly RevokedCertificate[]): Promise<string> {
  const now = Math.floor(Date.now() / 1_000) * 1_000;
  const list = await x509.X509CrlGenerator.create({
    issuer: issuer.certificate.subjectName,
    thisUpdate: new Date(now),
    nextUpdate: new Date(now + CRL_VALIDITY_MS),
    signingAlgorithm: ALGORITHM,
    signingKey: issuer.key,
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the numbers are the same
    entries: revoked.map(({ serial, revokedAt, reason }) => ({
      serialNumber: serial.padStart(serial.length + (serial.length % 2), "0"),
      revocationDate: revokedAt,
      ...(reason === 0 ? {} : { reason }),
    })),
    extensions: [await x509.AuthorityKeyIdentifierExtension.create(issuer.certificate.publicKey)],
  });
  return `${x509.PemConverter.encode(list.rawData, CRL_PEM_LABEL)}\n`;
}
