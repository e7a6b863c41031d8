// SPDX-License-Identifier: Apache-2.0
import { CA_ERROR } from "./error-codes.js";
import { isTrue, mayManage, REVOKER } from "./attribute-rules.js";
import { authenticateToken, type Caller } from "./authentication.js";
import type { Authority } from "./authority.js";
import { HttpError, unauthorised } from "./http-error.js";
import { REVOKED, type StoredCertificate } from "./registry.js";
import { parseBody, RevocationBodySchema, type CaRequest } from "./requests.js";

/** Numbers of the reasons in RFC 5280. */
const REASONS: ReadonlyMap<string, number> = new Map([
  ["unspecified", 0],
  ["keycompromise", 1],
  ["cacompromise", 2],
  ["affiliationchanged", 3],
  ["superseded", 4],
  ["cessationofoperation", 5],
  ["certificatehold", 6],
  ["removefromcrl", 8],
  ["privilegewithdrawn", 9],
  ["aacompromise", 10],
]);

interface Target {
  readonly id: string;
  readonly serial: string;
  readonly aki: string;
}

/** Revokes one certificate, or an identity with all its certificates. The organisation's MSP knows of it when this answers. */
export async function revoke(authority: Authority, request: CaRequest): Promise<object> {
  const body = parseBody(RevocationBodySchema, request.body);
  const caller = authenticateToken(authority, request.authorization, request);
  const target = { id: body.id, serial: plain(body.serial), aki: plain(body.aki) };
  const reason = REASONS.get(body.reason) ?? 0;
  const certificates = chosen(authority, caller, target);
  const revokedAt = new Date().toISOString();
  authority.registry.write(
    ...certificates.map((certificate) => ({ certificate: { ...certificate, revokedAt, reason } })),
  );
  const crl = await authority.revocationList(() => true);
  return {
    RevokedCerts:
      certificates.length === 0 ? null : certificates.map(({ serial, aki }) => ({ Serial: serial, AKI: aki })),
    CRL: body.gencrl && certificates.length > 0 ? Buffer.from(crl).toString("base64") : "",
  };
}

function chosen(authority: Authority, caller: Caller, target: Target): readonly StoredCertificate[] {
  if (target.serial !== "" && target.aki !== "") return [chosenCertificate(authority, caller, target)];
  if (target.id !== "") return barIdentity(authority, caller, target.id);
  throw new HttpError(
    400,
    CA_ERROR.missingRevokeArguments,
    "Either Name or Serial and AKI are required for a revoke request",
  );
}

function chosenCertificate({ registry }: Authority, caller: Caller, { id, serial, aki }: Target): StoredCertificate {
  const name = `Certificate with serial ${serial} and AKI ${aki}`;
  const certificate = registry.certificate(serial, aki);
  if (certificate === undefined) throw new HttpError(404, CA_ERROR.certificateNotFound, `${name} was not found`);
  checkRevoker(caller, certificate.id);
  if (certificate.revokedAt !== undefined)
    throw new HttpError(404, CA_ERROR.alreadyRevoked, `${name} was already revoked`);
  if (id !== "" && id !== certificate.id)
    throw new HttpError(400, CA_ERROR.wrongOwner, `${name} is not owned by ${id}`);
  const owner = registry.identity(certificate.id);
  const isOwn = serial === caller.serial && aki === caller.aki;
  if (!isOwn && owner !== undefined && !mayManage(caller.identity, owner)) throw unauthorised();
  return certificate;
}

/** Bars an identity from enrolling, and gives the certificates that it still has. */
function barIdentity({ registry }: Authority, caller: Caller, id: string): readonly StoredCertificate[] {
  checkRevoker(caller, id);
  const identity = registry.identity(id);
  if (identity === undefined) throw new HttpError(404, CA_ERROR.identityNotFound, `Identity ${id} was not found`);
  if (caller.identity.id !== id && !mayManage(caller.identity, identity)) throw unauthorised();
  registry.write({ identity: { ...identity, state: REVOKED } });
  return registry.certificates().filter((certificate) => certificate.id === id && certificate.revokedAt === undefined);
}

function checkRevoker({ identity }: Caller, owner: string): void {
  if (identity.id !== owner && !isTrue(identity, REVOKER)) throw unauthorised();
}

/** Hex as it is kept, from what people copy: any case, with colons. */
function plain(hex: string): string {
  return hex.toLowerCase().replace(/^0+/, "").replaceAll(":", "");
}
