// SPDX-License-Identifier: Apache-2.0
import { CA_ERROR } from "./error-codes.js";
import { newSecret } from "../../crypto/material.js";
import { GENERATE_CRL, isTrue, mayManage, mayRegister, ROLES, attributeOf } from "./attribute-rules.js";
import { authenticateSecret, authenticateToken, countEnrolment } from "./authentication.js";
import type { Authority } from "./authority.js";
import { HttpError, unauthorised } from "./http-error.js";
import { UNLIMITED, type StoredAttribute, type StoredIdentity } from "./registry.js";
import { CrlBodySchema, EnrolmentBodySchema, parseBody, RegistrationBodySchema, type CaRequest } from "./requests.js";
import { revoke } from "./revoke.js";
import { storeSecret } from "./secrets.js";

/** One of the interface's addresses. */
export interface Endpoint {
  readonly methods: readonly string[];
  /** Answered without asking who sends the request. */
  readonly anonymous?: boolean;
  /** HTTP status of success. */
  readonly status: number;
  /** The answer's `result`. */
  readonly handle: (authority: Authority, request: CaRequest, id: string) => Promise<unknown>;
}

/** Affiliations that exist: those of Fabric CA's default configuration, which its samples use. */
const AFFILIATIONS: readonly string[] = [
  "",
  "org1",
  "org1.department1",
  "org1.department2",
  "org2",
  "org2.department1",
];
const ROOT_AFFILIATION = ".";

const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");

/** The interface by path below `/api/v1/`; `{id}` stands for one segment. */
export const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map<string, Endpoint>([
  [
    "cainfo",
    {
      methods: ["GET", "POST", "HEAD"],
      anonymous: true,
      status: 200,
      handle: (authority) => Promise.resolve(information(authority)),
    },
  ],
  ["enroll", { methods: ["POST"], status: 201, handle: enroll }],
  ["reenroll", { methods: ["POST"], status: 201, handle: reenroll }],
  ["register", { methods: ["POST"], status: 201, handle: register }],
  ["revoke", { methods: ["POST"], status: 200, handle: revoke }],
  ["gencrl", { methods: ["POST"], status: 200, handle: generateCrl }],
  ["identities", { methods: ["GET"], status: 200, handle: listIdentities }],
  ["identities/{id}", { methods: ["GET"], status: 200, handle: showIdentity }],
]);

function information({ caName, certificatePem }: Authority): object {
  return {
    CAName: caName,
    CAChain: base64(certificatePem),
    IssuerPublicKey: "",
    IssuerRevocationPublicKey: "",
    Version: "",
  };
}

async function enroll(authority: Authority, { body, authorization }: CaRequest): Promise<object> {
  const identity = await authenticateSecret(authority, authorization);
  const pem = await authority.certify(identity, parseBody(EnrolmentBodySchema, body), () =>
    countEnrolment(authority, identity.id),
  );
  return { Cert: base64(pem), ServerInfo: information(authority) };
}

async function reenroll(authority: Authority, request: CaRequest): Promise<object> {
  const { identity } = authenticateToken(authority, request.authorization, request);
  const pem = await authority.certify(identity, parseBody(EnrolmentBodySchema, request.body));
  return { Cert: base64(pem), ServerInfo: information(authority) };
}

async function register(authority: Authority, request: CaRequest): Promise<object> {
  const body = parseBody(RegistrationBodySchema, request.body);
  const { identity: registrar } = authenticateToken(authority, request.authorization, request);
  const { id, attrs, max_enrollments } = body;
  const type = body.type || registrar.type;
  const affiliation = body.affiliation === ROOT_AFFILIATION ? "" : body.affiliation || registrar.affiliation;
  if (!mayManage(registrar, { type, affiliation }) || !mayRegister(registrar, attrs)) throw unauthorised();
  if (!AFFILIATIONS.includes(affiliation)) throw unauthorised();
  if (max_enrollments < UNLIMITED)
    throw new HttpError(
      400,
      CA_ERROR.maxEnrollments,
      `Max enrollment in registration request may not be less than -1, but was ${max_enrollments}`,
    );
  const secret = body.secret || newSecret();
  const stored = await storeSecret(secret);
  addIdentity(authority, {
    ...{ id, type, affiliation, secret: stored, state: 0, wrongSecrets: 0 },
    maxEnrollments: max_enrollments === 0 ? UNLIMITED : max_enrollments,
    attributes: [...attrs, ...ownAttributes({ id, type, affiliation })],
  });
  return { secret };
}

function addIdentity({ registry }: Authority, identity: StoredIdentity): void {
  if (registry.identity(identity.id) !== undefined)
    throw new HttpError(409, CA_ERROR.duplicateIdentity, `Identity '${identity.id}' is already registered`);
  registry.write({ identity });
}

/** What every certificate says of whose it is. */
function ownAttributes({
  id,
  type,
  affiliation,
}: Pick<StoredIdentity, "id" | "type" | "affiliation">): StoredAttribute[] {
  return [
    { name: "hf.EnrollmentID", value: id, ecert: true },
    { name: "hf.Type", value: type, ecert: true },
    { name: "hf.Affiliation", value: affiliation, ecert: true },
  ];
}

async function generateCrl(authority: Authority, request: CaRequest): Promise<object> {
  const body = parseBody(CrlBodySchema, request.body);
  const { identity } = authenticateToken(authority, request.authorization, request);
  if (!isTrue(identity, GENERATE_CRL)) throw unauthorised();
  const { revokedafter, revokedbefore, expireafter, expirebefore } = body;
  checkOrder(CA_ERROR.invalidRevokedAfter, "revoked", revokedafter, revokedbefore);
  checkOrder(CA_ERROR.invalidExpiredAfter, "expire", expireafter, expirebefore);
  const within = (moment: Date, after: Date | undefined, before: Date | undefined): boolean =>
    (after === undefined || moment > after) && (before === undefined || moment < before);
  const crl = await authority.revocationList(
    ({ revokedAt, notAfter }) =>
      within(revokedAt, revokedafter, revokedbefore) && within(notAfter, expireafter, expirebefore),
  );
  return { CRL: base64(crl) };
}

function checkOrder(code: number, name: string, after: Date | undefined, before: Date | undefined): void {
  if (after === undefined || before === undefined || after <= before) return;
  const sentence = `Invalid '${name}after' value. It must not be a timestamp greater than '${name}before'`;
  throw new HttpError(400, code, sentence);
}

function listIdentities(authority: Authority, request: CaRequest): Promise<object> {
  const { identity: caller } = authenticateToken(authority, request.authorization, request);
  if (!attributeOf(caller, ROLES)) throw unauthorised();
  const identities = authority.registry.identities().filter((identity) => mayManage(caller, identity));
  return Promise.resolve({ identities: identities.map(described), caname: authority.caName });
}

function showIdentity(authority: Authority, request: CaRequest, id: string): Promise<object> {
  const { identity: caller } = authenticateToken(authority, request.authorization, request);
  const identity = authority.registry.identity(id);
  if (identity === undefined)
    throw new HttpError(404, CA_ERROR.gettingUser, "Failed to get User: sql: no rows in result set");
  if (!mayManage(caller, identity)) throw unauthorised();
  return Promise.resolve({ ...described(identity), caname: authority.caName });
}

function described({ id, type, affiliation, attributes, maxEnrollments }: StoredIdentity): object {
  return { id, type, affiliation, attrs: attributes, max_enrollments: maxEnrollments };
}
