// SPDX-License-Identifier: Apache-2.0
// @peculiar/x509 needs the polyfill to be loaded before it.
import "reflect-metadata";
import { webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const DAY_MS = 86_400_000;

/** A certificate with its key, both in PEM. */
export interface Certified {
  readonly certificate: string;
  readonly key: string;
}

/** A certificate authority of a test. */
export class Authority {
  readonly #keys: webcrypto.CryptoKeyPair;
  readonly #own: x509.X509Certificate;
  #serial = 1;

  private constructor(keys: webcrypto.CryptoKeyPair, own: x509.X509Certificate) {
    this.#keys = keys;
    this.#own = own;
  }

  static async create(name: string): Promise<Authority> {
    const keys = await newKeys();
    const own = await x509.X509CertificateGenerator.createSelfSigned({
      name: `CN=${name}`,
      keys,
      serialNumber: "01",
      notBefore: daysFromNow(-1),
      notAfter: daysFromNow(30),
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      ],
    });
    return new Authority(keys, own);
  }

  /** Its own certificate in PEM. */
  get certificate(): string {
    return this.#own.toString("pem");
  }

  /** @param until when the certificate ends, in days from now */
  async certify(name: string, until = 10, from = -2): Promise<Certified> {
    const keys = await newKeys();
    this.#serial += 1;
    const certificate = await x509.X509CertificateGenerator.create({
      subject: `CN=${name}`,
      issuer: this.#own.subject,
      publicKey: keys.publicKey,
      signingKey: this.#keys.privateKey,
      serialNumber: this.#serial.toString(16).padStart(2, "0"),
      notBefore: daysFromNow(from),
      notAfter: daysFromNow(until),
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.SubjectAlternativeNameExtension([{ type: "ip", value: "127.0.0.1" }]),
      ],
    });
    const der = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
    return { certificate: certificate.toString("pem"), key: x509.PemConverter.encode(der, "PRIVATE KEY") };
  }

  /** A list of revoked certificates in PEM. */
  async revoke(...revoked: readonly Certified[]): Promise<string> {
    const list = await x509.X509CrlGenerator.create({
      issuer: this.#own.subject,
      thisUpdate: daysFromNow(-1),
      nextUpdate: daysFromNow(10),
      signingAlgorithm: ALGORITHM,
      signingKey: this.#keys.privateKey,
      entries: revoked.map(({ certificate }) => ({ serialNumber: new x509.X509Certificate(certificate).serialNumber })),
    });
    return x509.PemConverter.encode(list.rawData, "X509 CRL");
  }
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
}

function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * DAY_MS);
}
