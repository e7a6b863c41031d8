// SPDX-License-Identifier: Apache-2.0

import { verify } from "node:crypto";
import { MspError } from "./identity.js";
import type { Certificate } from "./certificate.js";
import { DER_SEQUENCE, readDer, readDerAll, readOid, type DerNode } from "../protocol/der.js";

const SIGNATURE_HASHES: Readonly<Record<string, string>> = {
  "1.2.840.10045.4.3.2": "sha256",
  "1.2.840.10045.4.3.3": "sha384",
  "1.2.840.10045.4.3.4": "sha512",
};

/** A certificate revocation list of an MSP. */
export class RevocationList {
  readonly #body: Uint8Array;
  readonly #signature: Uint8Array;
  readonly #hash: string;
  readonly #serials: ReadonlySet<string>;

  /**
   * Parses a list in PEM.
   * @throws {MspError}
   */
  constructor(pem: Uint8Array) {
    try {
      const text = Buffer.from(pem).toString("latin1");
      const base64 = text.replace(/-----[^-]+-----/g, "").replace(/\s/g, "");
      const [body, algorithm, signature] = readDerAll(readDer(Buffer.from(base64, "base64")).value);
      if (body === undefined || algorithm === undefined || signature === undefined) throw new Error("it is incomplete");
      this.#body = body.raw;
      this.#signature = signature.value.subarray(1);
      this.#hash = SIGNATURE_HASHES[readOid(readDer(algorithm.value).value)] ?? "";
      this.#serials = new Set(revokedSerials(readDerAll(body.value)));
    } catch (error) {
      throw new MspError(`revocation list cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** True when this list, signed by `issuer`, names the certificate. */
  revokes(certificate: Certificate, issuer: Certificate): boolean {
    if (!this.#serials.has(certificate.serial) || this.#hash === "") return false;
    return verify(this.#hash, this.#body, issuer.publicKey, this.#signature);
  }
}

const TIME_TAGS = new Set([0x17, 0x18]);

/** revokedCertificates is the sequence that follows the dates. */
function revokedSerials(body: readonly DerNode[]): string[] {
  const lastDate = body.findLastIndex((node) => TIME_TAGS.has(node.tag));
  const revoked = body[lastDate + 1];
  if (revoked?.tag !== DER_SEQUENCE) return [];
  return readDerAll(revoked.value).map((entry) => {
    return Buffer.from(readDer(entry.value).value).toString("hex").replace(/^0+/, "");
  });
}
