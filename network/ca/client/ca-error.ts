// SPDX-License-Identifier: Apache-2.0
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { CA_ERROR } from "@licet/embedded-network/ca/error-codes";

/** How a request showed who sent it. */
export type Credential = "secret" | "certificate";

/** A refusal by a certificate authority; `caCode` is Fabric CA's own error code. */
export class CaError extends NetworkError {
  constructor(
    message: string,
    readonly caCode: number,
    readonly status: number,
  ) {
    super("NETWORK_CA_REFUSED", message);
  }
}

/** What is meant by a code, and what to do about it. */
const SENTENCES: ReadonlyMap<number, string> = new Map([
  [CA_ERROR.noAuthorization, "The request said not who sends it. Enrol first."],
  [CA_ERROR.certificateNotFound, "It has issued no certificate with this serial number and authority key. Check both."],
  [CA_ERROR.wrongOwner, "The certificate is another identity's. Leave the enrolment id out, or name the owner's."],
  [CA_ERROR.identityNotFound, "It knows no identity of this enrolment id. List the identities to see those it knows."],
  [CA_ERROR.missingRevokeArguments, "Name an enrolment id, or a serial number and an authority key."],
  [CA_ERROR.caNotFound, "The server has no authority of this name. Ask it for the default one, or correct caName."],
  [CA_ERROR.badCsr, "It cannot read the certificate signing request."],
  [CA_ERROR.alreadyRevoked, "The certificate is revoked already. Ask for the revocation list to see it there."],
  [
    CA_ERROR.authorization,
    "The caller may not do this. Act as an identity with the attributes for it (hf.Registrar.Roles, " +
      "hf.Registrar.Attributes, hf.Revoker, hf.GenCRL), within its own affiliation.",
  ],
  [CA_ERROR.passwordAttempts, "Too many wrong secrets were given. The registrar must set a new one."],
  [CA_ERROR.duplicateIdentity, "The identity is registered already. Enrol it with its secret, or choose another id."],
  [CA_ERROR.commonName, "The request's common name must be the enrolment id."],
  [CA_ERROR.csrInput, "A name in the request is longer than X.509 allows."],
  [CA_ERROR.maxEnrollments, "It does not allow so many enrolments with one secret. Ask for fewer."],
]);

const AUTHENTICATION: Readonly<Record<Credential, string>> = {
  secret:
    "The enrolment id or its secret is wrong, the secret is used up, or the identity is revoked. " +
    "Ask the registrar for another secret.",
  certificate:
    "It does not accept the caller's certificate: not issued by it, expired or revoked, or the key is another's. " +
    "Enrol again with a secret.",
};

/** The error for what a certificate authority answered. */
export function caError(
  caName: string,
  answer: { code: number; message: string },
  status: number,
  by: Credential,
): CaError {
  const advice = answer.code === CA_ERROR.authentication ? AUTHENTICATION[by] : SENTENCES.get(answer.code);
  const said = `code ${answer.code}, "${answer.message}"`;
  return new CaError(
    `The certificate authority ${caName} refused (${said}).${advice ? ` ${advice}` : ""}`,
    answer.code,
    status,
  );
}
