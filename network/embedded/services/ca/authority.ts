// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from "node:crypto";
import { CA_ERROR } from "./error-codes.js";
import { openIssuer, type Issuer } from "../../crypto/certificates.js";
import {
  certificateKey,
  issueRequested,
  issueRevocationList,
  readSigningRequest,
  type Profile,
  type SigningRequest,
} from "../../crypto/requested.js";
import { attributeOf, BOOTSTRAP_ATTRIBUTES } from "./attribute-rules.js";
import { failure, HttpError, unauthorised } from "./http-error.js";
import type { EnrolmentBody } from "./requests.js";
import { UNLIMITED, type Registry, type StoredAttribute, type StoredIdentity } from "./registry.js";
import { storeSecret } from "./secrets.js";

const REQUEST_PEM = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/;
const REQUEST_LABELS: readonly string[] = ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"];
/** X.509's own limits on the parts of a name. */
const NAME_LENGTHS: readonly (readonly [string, number])[] = [
  ["CN", 64],
  ["OU", 64],
  ["O", 64],
  ["C", 2],
  ["L", 128],
  ["ST", 128],
];
/** Fabric CA's profiles that are offered: its default and `tls`. */
const PROFILES: ReadonlyMap<string, Profile> = new Map([
  ["", "signing"],
  ["tls", "tls"],
]);
const AUTHORITY_PROFILE = "ca";

/** One organisation's authority: its key, and whom and what it knows. */
export class Authority {
  readonly caName: string;
  readonly certificatePem: string;
  readonly registry: Registry;
  readonly #issuer: Issuer;
  readonly #onRevocationList: (crlPem: string) => void;

  constructor(
    caName: string,
    issuer: { readonly key: Issuer; readonly pem: string },
    registry: Registry,
    onRevocationList: (crlPem: string) => void,
  ) {
    this.caName = caName;
    this.certificatePem = issuer.pem;
    this.registry = registry;
    this.#issuer = issuer.key;
    this.#onRevocationList = onRevocationList;
  }

  /** True when this authority issued the certificate and it is valid now. */
  vouchesFor(certificate: X509Certificate): boolean {
    const now = Date.now();
    return (
      certificate.verify(new X509Certificate(this.certificatePem).publicKey) &&
      Date.parse(certificate.validFrom) <= now &&
      now <= Date.parse(certificate.validTo)
    );
  }

  /** Issues what an identity asks for; `accept` is called before anything of it is kept, and may still refuse. */
  async certify(identity: StoredIdentity, body: EnrolmentBody, accept: () => void = () => undefined): Promise<string> {
    const request = await readRequest(body.certificate_request);
    const profile = PROFILES.get(body.profile);
    if (request.commonName !== identity.id)
      throw new HttpError(403, CA_ERROR.commonName, "The CSR subject common name must equal the enrollment ID");
    if (request.asksForAuthority || body.profile === AUTHORITY_PROFILE) throw unauthorised();
    if (profile === undefined) throw failure(`Invalid profile: '${body.profile}'`);
    checkNameLengths(request);
    const pem = await issueRequested(this.#issuer, request, {
      profile,
      units: [identity.type, ...identity.affiliation.split(".").filter((unit) => unit !== "")],
      hosts: body.hosts,
      attributesJson: attributesJson(identity, body.attr_reqs),
    });
    accept();
    this.record(identity.id, pem);
    return pem;
  }

  /** Keeps a certificate as issued to an identity. */
  record(id: string, pem: string): void {
    const notAfter = new Date(new X509Certificate(pem).validTo).toISOString();
    this.registry.write({ certificate: { id, ...certificateKey(pem), notAfter, reason: 0 } });
  }

  /** Makes the revocation list and hands it to the organisation's MSP. */
  async revocationList(
    only: (certificate: { readonly revokedAt: Date; readonly notAfter: Date }) => boolean,
  ): Promise<string> {
    const all = this.registry
      .certificates()
      .flatMap(({ serial, reason, revokedAt, notAfter }) =>
        revokedAt === undefined
          ? []
          : [{ serial, reason, revokedAt: new Date(revokedAt), notAfter: new Date(notAfter) }],
      );
    // The MSP gets the whole list, whatever part of it was asked for: an identity revoked stays so.
    this.#onRevocationList(await issueRevocationList(this.#issuer, all));
    return issueRevocationList(this.#issuer, all.filter(only));
  }
}

/** An authority whose registry knows its registrar. */
export async function openAuthority(options: {
  readonly caName: string;
  readonly keyPem: string;
  readonly certificatePem: string;
  readonly registry: Registry;
  readonly registrar: { readonly id: string; readonly secret: string };
  readonly onRevocationList: (crlPem: string) => void;
}): Promise<Authority> {
  const { caName, keyPem, certificatePem, registry, registrar, onRevocationList } = options;
  if (registry.identity(registrar.id) === undefined)
    registry.write({
      identity: {
        id: registrar.id,
        type: "client",
        affiliation: "",
        attributes: [...BOOTSTRAP_ATTRIBUTES],
        maxEnrollments: UNLIMITED,
        state: 0,
        secret: await storeSecret(registrar.secret),
        wrongSecrets: 0,
      },
    });
  const issuer = { key: await openIssuer(keyPem, certificatePem), pem: certificatePem };
  return new Authority(caName, issuer, registry, onRevocationList);
}

async function readRequest(pem: string): Promise<SigningRequest> {
  const [, label, base64] = REQUEST_PEM.exec(pem) ?? [];
  if (label === undefined || base64 === undefined) throw new HttpError(400, CA_ERROR.badCsr, "CSR Decode failed");
  if (!REQUEST_LABELS.includes(label)) throw failure("not a certificate or csr");
  try {
    return await readSigningRequest(new Uint8Array(Buffer.from(base64, "base64")).buffer);
  } catch (error) {
    throw failure(`CSR cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function checkNameLengths({ request }: SigningRequest): void {
  for (const [name, limit] of NAME_LENGTHS)
    for (const value of request.subjectName.getField(name))
      if (Buffer.byteLength(value) > limit)
        throw new HttpError(
          400,
          CA_ERROR.csrInput,
          `CSR input validation failed: The ${name} '${value}' exceeds the maximum character limit of ${limit}`,
        );
}

/** The attributes asked for, or those registered for every certificate, in the order of their names. */
function attributesJson(identity: StoredIdentity, requests: EnrolmentBody["attr_reqs"]): string | undefined {
  const byDefault = (attribute: StoredAttribute): boolean => attribute.ecert;
  const wanted = requests ?? identity.attributes.filter(byDefault).map(({ name }) => ({ name, optional: false }));
  if (requests === undefined && wanted.length === 0) return undefined;
  const missing = wanted.filter(({ name, optional }) => !optional && attributeOf(identity, name) === undefined);
  if (missing.length > 0)
    throw failure(
      "Failed to find requested attributes: The following required attributes are missing: " +
        `[${missing.map(({ name }) => name).join(" ")}]`,
    );
  const pairs = wanted.flatMap(({ name }): [string, string][] => {
    const value = attributeOf(identity, name);
    return value === undefined ? [] : [[name, value]];
  });
  return JSON.stringify({ attrs: Object.fromEntries(pairs.sort(([left], [right]) => (left < right ? -1 : 1))) });
}
