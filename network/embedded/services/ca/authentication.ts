// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from "node:crypto";
import { CA_ERROR } from "./error-codes.js";
import { tokenPayload, type TokenScope } from "./token.js";
import { certificateKey } from "../../crypto/requested.js";
import { verifyEcdsa } from "../../identity/ecdsa.js";
import type { Authority } from "./authority.js";
import { HttpError, unauthenticated } from "./http-error.js";
import { REVOKED, UNLIMITED, type StoredIdentity } from "./registry.js";
import { matchesSecret } from "./secrets.js";

/** Wrong secrets after which an identity cannot enrol any more: Fabric CA's default. */
const WRONG_SECRETS_MAX = 10;
const SECRET_LENGTH_MAX = 1_024;
const BASIC = /^Basic ([A-Za-z0-9+/]+=*)$/i;
const TOKEN = /^([A-Za-z0-9+/]+=*)\.([A-Za-z0-9+/]+=*)$/;

/** Who sent a request, and with which certificate. */
export interface Caller {
  readonly identity: StoredIdentity;
  readonly serial: string;
  readonly aki: string;
}

/** The identity whose enrolment id and secret the header holds, with enrolments left. */
export async function authenticateSecret(authority: Authority, header: string | undefined): Promise<StoredIdentity> {
  if (header === undefined) throw noHeader();
  const [id, secret] = credentialsIn(header);
  const identity = authority.registry.identity(id);
  if (identity === undefined) throw unauthenticated();
  if (identity.wrongSecrets >= WRONG_SECRETS_MAX)
    throw new HttpError(
      401,
      CA_ERROR.passwordAttempts,
      `Incorrect password entered ${identity.wrongSecrets} times, max incorrect password limit of ${WRONG_SECRETS_MAX} reached`,
    );
  const right = await isSecretOf(identity, secret);
  noteSecret(authority, id, right);
  if (!right || !mayEnrol(identity)) throw unauthenticated();
  return identity;
}

function credentialsIn(header: string): [id: string, secret: string] {
  const pair = Buffer.from(BASIC.exec(header)?.[1] ?? "", "base64").toString("utf8");
  const at = pair.indexOf(":");
  return at < 0 ? ["", ""] : [pair.slice(0, at), pair.slice(at + 1)];
}

async function isSecretOf({ secret: stored }: StoredIdentity, secret: string): Promise<boolean> {
  return stored !== undefined && secret.length <= SECRET_LENGTH_MAX && (await matchesSecret(stored, secret));
}

/** Counts an enrolment, or refuses it where another has meanwhile been the last that was allowed. */
export function countEnrolment(authority: Authority, id: string): void {
  const identity = authority.registry.identity(id);
  if (identity === undefined || !mayEnrol(identity)) throw unauthenticated();
  authority.registry.write({ identity: { ...identity, state: identity.state + 1 } });
}

function mayEnrol({ state, maxEnrollments }: StoredIdentity): boolean {
  return state !== REVOKED && (maxEnrollments === UNLIMITED || state < maxEnrollments);
}

function noteSecret({ registry }: Authority, id: string, right: boolean): void {
  const identity = registry.identity(id);
  if (identity === undefined || (right && identity.wrongSecrets === 0)) return;
  registry.write({ identity: { ...identity, wrongSecrets: right ? 0 : identity.wrongSecrets + 1 } });
}

/** The identity whose certificate and signature over the request the header holds. */
export function authenticateToken(authority: Authority, header: string | undefined, scope: TokenScope): Caller {
  if (header === undefined) throw noHeader();
  const certificate = signerOf(header, scope);
  if (certificate === undefined || !authority.vouchesFor(certificate)) throw unauthenticated();
  const { serial, aki } = certificateKey(certificate.toString());
  const issued = authority.registry.certificate(serial, aki);
  if (issued === undefined || issued.revokedAt !== undefined) throw unauthenticated();
  const identity = authority.registry.identity(issued.id);
  if (identity === undefined) throw unauthenticated();
  return { identity, serial, aki };
}

/** The certificate in a token whose signature over the request is that certificate's. */
function signerOf(header: string, scope: TokenScope): X509Certificate | undefined {
  const [, certificateBase64 = "", signature = ""] = TOKEN.exec(header) ?? [];
  const certificate = readCertificate(Buffer.from(certificateBase64, "base64").toString("utf8"));
  const payload = Buffer.from(tokenPayload(scope, certificateBase64), "utf8");
  const isSigned = certificate && verifyEcdsa(certificate.publicKey, payload, Buffer.from(signature, "base64"));
  return isSigned ? certificate : undefined;
}

function readCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function noHeader(): HttpError {
  return new HttpError(401, CA_ERROR.noAuthorization, "No authorization header");
}
