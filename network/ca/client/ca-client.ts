// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { generateKeyPem } from "@licet/embedded-network/crypto/certificates";
import { createToken, type CaIdentity } from "@licet/embedded-network/ca/token";
import {
  AnswerSchema,
  CrlSchema,
  EnrolmentSchema,
  IdentitiesSchema,
  InfoSchema,
  RegistrationSchema,
  RevocationSchema,
} from "./answers.js";
import { caError, type Credential } from "./ca-error.js";
import { createSigningRequest } from "./signing-request.js";
import { CaTransport } from "./transport.js";

/** Where an authority is, and how its server is recognised. */
export interface CaAddress {
  /** `https://HOST:PORT`. */
  readonly url: string;
  /** One server may hold several authorities. */
  readonly caName: string;
  /** Root certificate of the server's TLS certificate, PEM. */
  readonly tlsRootPem: string;
}

/** What a certificate is asked for. */
export interface CertificateRequest {
  /** `tls` for a TLS certificate; absent, a signing certificate. */
  readonly profile?: "tls" | undefined;
  /** DNS names and IP addresses that the certificate is for. */
  readonly hosts?: readonly string[] | undefined;
  /** Attributes to put into the certificate; absent, those registered with `ecert`. */
  readonly attributes?: readonly AttributeRequest[] | undefined;
  /** The key to certify; absent, a new one is made. */
  readonly keyPem?: string | undefined;
}

/** Asks for an attribute; the request fails where the identity has it not, unless `optional`. */
export interface AttributeRequest {
  readonly name: string;
  readonly optional?: boolean | undefined;
}

/** A certificate that was issued, and the authority's chain. */
export interface Enrolment extends CaIdentity {
  readonly chainPem: string;
}

/** An identity to be made known to an authority. */
export interface Registration {
  readonly id: string;
  /** Becomes the certificate's node OU: `client`, `peer`, `orderer` or `admin`. */
  readonly type: string;
  /** Absent: the authority makes one. */
  readonly secret?: string | undefined;
  /** Such as `customs.dover`, which must exist; absent: the registrar's own. */
  readonly affiliation?: string | undefined;
  /** How often the secret may be used; -1 for any number, absent: as the authority allows. */
  readonly maxEnrolments?: number | undefined;
  readonly attributes?: readonly RegisteredAttribute[] | undefined;
}

/** An attribute of an identity; with `ecert` it goes into every certificate. */
export interface RegisteredAttribute {
  readonly name: string;
  readonly value: string;
  readonly ecert?: boolean | undefined;
}

/** Which certificates to revoke: all of an identity, which also bars it from enrolling, or one. */
export type Revocation = (
  | { readonly id: string; readonly serial?: undefined; readonly aki?: undefined }
  | { readonly id?: undefined; readonly serial: string; readonly aki: string }
) & {
  /** As RFC 5280 names them, in lower case, such as `keycompromise`. */
  readonly reason?: string | undefined;
};

type Info = z.infer<typeof InfoSchema>;
type ListedIdentity = z.infer<typeof IdentitiesSchema>["identities"][number];

interface Call {
  readonly method: "GET" | "POST";
  readonly endpoint: string;
  readonly body?: object | undefined;
}

/**
 * A client of Fabric CA's REST interface. Every method rejects with `CaError` (NETWORK_CA_REFUSED) where the authority
 * refuses, and with `NetworkError` NETWORK_CA_UNREACHABLE or NETWORK_CA_ANSWER where it cannot be understood.
 */
export class CaClient {
  readonly caName: string;
  readonly #transport: CaTransport;

  constructor({ url, caName, tlsRootPem }: CaAddress) {
    this.caName = caName;
    this.#transport = new CaTransport(new URL(url), tlsRootPem);
  }

  /** Name, certificate chain and version of the authority. */
  async info(): Promise<{ readonly caName: string; readonly chainPem: string; readonly version: string }> {
    const info: Info = await this.#call({ method: "POST", endpoint: "cainfo", body: this.#named({}) }, InfoSchema);
    return { caName: info.CAName, chainPem: info.CAChain, version: info.Version };
  }

  /** Gets a certificate by enrolment id and secret. */
  async enrol(id: string, secret: string, request: CertificateRequest = {}): Promise<Enrolment> {
    const authorization = `Basic ${Buffer.from(`${id}:${secret}`, "utf8").toString("base64")}`;
    return this.#certify("enroll", id, request, { authorization, by: "secret" });
  }

  /** Gets a new certificate for who holds a valid one. */
  async reenrol(identity: CaIdentity, id: string, request: CertificateRequest = {}): Promise<Enrolment> {
    return this.#certify("reenroll", id, request, { identity, by: "certificate" });
  }

  /** Makes an identity known; the answer is its secret. */
  async register(registrar: CaIdentity, registration: Registration): Promise<string> {
    const { id, type, secret, affiliation, maxEnrolments, attributes } = registration;
    const body = this.#named({ id, type, secret, affiliation, max_enrollments: maxEnrolments, attrs: attributes });
    const call = { method: "POST", endpoint: "register", body } as const;
    return (await this.#call(call, RegistrationSchema, { identity: registrar, by: "certificate" })).secret;
  }

  /** Revokes; the list that comes back names all revoked certificates that have not expired, empty where none was revoked. */
  async revoke(
    revoker: CaIdentity,
    revocation: Revocation,
  ): Promise<{
    readonly revoked: readonly { readonly serial: string; readonly aki: string }[];
    readonly crlPem: string;
  }> {
    const call = { method: "POST", endpoint: "revoke", body: this.#named({ ...revocation, gencrl: true }) } as const;
    const answer = await this.#call(call, RevocationSchema, { identity: revoker, by: "certificate" });
    const revoked = answer.RevokedCerts.map(({ Serial, AKI }) => ({ serial: Serial, aki: AKI }));
    return { revoked, crlPem: answer.CRL };
  }

  /** The authority's revocation list, PEM. */
  async revocationList(caller: CaIdentity): Promise<string> {
    // Certificates that have expired need no revoking, and would make the list grow for ever.
    const body = this.#named({ expireafter: new Date().toISOString() });
    const call = { method: "POST", endpoint: "gencrl", body } as const;
    return (await this.#call(call, CrlSchema, { identity: caller, by: "certificate" })).CRL;
  }

  /** The identities that the registrar may manage. */
  async identities(registrar: CaIdentity): Promise<readonly ListedIdentity[]> {
    const call = { method: "GET", endpoint: `identities?ca=${encodeURIComponent(this.caName)}` } as const;
    return (await this.#call(call, IdentitiesSchema, { identity: registrar, by: "certificate" })).identities;
  }

  async #certify(
    endpoint: "enroll" | "reenroll",
    id: string,
    request: CertificateRequest,
    credential: Authorisation,
  ): Promise<Enrolment> {
    const { profile, hosts = [], attributes, keyPem = await generateKeyPem() } = request;
    const body = this.#named({
      certificate_request: await createSigningRequest(id, keyPem, hosts),
      profile: profile ?? "",
      hosts: hosts.length > 0 ? hosts : null,
      attr_reqs: attributes,
    });
    const answer = await this.#call({ method: "POST", endpoint, body }, EnrolmentSchema, credential);
    return { certificatePem: answer.Cert, keyPem, chainPem: answer.ServerInfo.CAChain };
  }

  #named(body: object): object {
    return { ...body, caname: this.caName };
  }

  async #call<S extends z.ZodType>(call: Call, schema: S, credential?: Authorisation): Promise<z.output<S>> {
    const uri = `/api/v1/${call.endpoint}`;
    const body = call.body === undefined ? "" : JSON.stringify(call.body);
    const authorization =
      credential?.identity === undefined
        ? credential?.authorization
        : createToken(credential.identity, { method: call.method, uri, body });
    const { status, text } = await this.#transport.send({ method: call.method, uri, body, authorization });
    const answer = parseAs(AnswerSchema, jsonOf(text), this.caName, status);
    const [error] = answer.errors;
    if (!answer.success || error !== undefined)
      throw caError(this.caName, error ?? { code: 0, message: "" }, status, credential?.by ?? "certificate");
    return parseAs(schema, answer.result, this.caName, status);
  }
}

type Authorisation =
  | { readonly by: Credential; readonly identity: CaIdentity; readonly authorization?: undefined }
  | { readonly by: Credential; readonly authorization: string; readonly identity?: undefined };

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function parseAs<S extends z.ZodType>(schema: S, value: unknown, caName: string, status: number): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new NetworkError(
    "NETWORK_CA_ANSWER",
    `What answers for ${caName} is no Fabric CA (HTTP status ${status}). Check its url and caName.`,
    { cause: parsed.error },
  );
}
