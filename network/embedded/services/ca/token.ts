// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey } from "node:crypto";
import { signEcdsa } from "../../identity/ecdsa.js";

/** A certificate and its private key, both PEM. */
export interface CaIdentity {
  readonly certificatePem: string;
  readonly keyPem: string;
}

/** What a token authorises: one request with one body. */
export interface TokenScope {
  readonly method: string;
  /** Path and query, as in the request line. */
  readonly uri: string;
  readonly body: string;
}

const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");

/** The text that a token's signature is over. */
export function tokenPayload({ method, uri, body }: TokenScope, certificateBase64: string): string {
  return [method, base64(uri), base64(body), certificateBase64].join(".");
}

/**
 * The `authorization` header by which Fabric CA knows who sends a request: certificate and signature over the request,
 * both base64 (the standard alphabet), joined by a full stop. The signature is ECDSA over SHA-256, DER, low S.
 */
export function createToken(identity: CaIdentity, scope: TokenScope): string {
  const certificate = base64(identity.certificatePem);
  const signature = signEcdsa(createPrivateKey(identity.keyPem), Buffer.from(tokenPayload(scope, certificate)));
  return `${certificate}.${Buffer.from(signature).toString("base64")}`;
}
