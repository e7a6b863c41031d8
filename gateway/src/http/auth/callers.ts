// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from "node:http";
import type { OpenSession, Sessions } from "../../application/sign-in/sessions.js";
import { GatewayError } from "../../errors/gateway-error.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import type { ClientCertificates, ShownCertificate } from "./client-certificates.js";
import type { Cookies } from "./cookies.js";
import type { Origin } from "./origin.js";
import { isUnsafe, refuseOtherPage, requireOwnPage } from "./own-page.js";
import { signInAddress } from "./sign-in-address.js";
import type { TokenVerifier } from "./tokens.js";

/** Who sends a request, and by what that is known. */
export type Caller =
  | { readonly identity: LedgerIdentity; readonly by: "token" | "certificate" }
  | {
      readonly identity: LedgerIdentity;
      readonly by: "session";
      readonly session: OpenSession;
      readonly secret: string;
    };

/** What callers are known by. */
export interface CallerSources {
  readonly verifier: TokenVerifier;
  /** Users of the consortium by `name@mspId`. */
  readonly identities: ReadonlyMap<string, LedgerIdentity>;
  readonly sessions: Sessions;
  readonly cookies: Cookies;
  readonly origin: Origin;
  readonly certificates: ClientCertificates;
}

/** Finds the session that a secret opens. */
type SessionOf = (secret: string) => Promise<OpenSession | undefined>;

/** Finds out who sends a request. */
export class Callers {
  readonly #sources: CallerSources;

  constructor(sources: CallerSources) {
    this.#sources = sources;
  }

  /**
   * The user of the consortium who sends a request, by its token, else its session, else its certificate; they act on the ledger
   * with their own certificate. A certificate that is shown and does not hold counts against the request whatever else it carries.
   * @throws {GatewayError} UNAUTHENTICATED, CLIENT_CERTIFICATE_REFUSED, SESSION_EXPIRED, CROSS_SITE_REFUSED.
   */
  callerOf(request: IncomingMessage): Promise<Caller> {
    return this.#callerOf(request, (secret) => this.#sources.sessions.find(secret));
  }

  /** Whether finding out who sends a request costs the check of a token's signature. */
  wouldVerify({ headers: { authorization } }: IncomingMessage): boolean {
    const token = authorization === undefined ? undefined : tokenIn(authorization);
    return token !== undefined && !this.#sources.verifier.remembers(token);
  }

  /**
   * Whether a request that is still being answered would be taken as the same person's now. That is no use of their session: whoever only
   * listens falls idle.
   */
  isStill(person: string, request: IncomingMessage): Promise<boolean> {
    return this.#callerOf(request, (secret) => this.#sources.sessions.peek(secret)).then(
      ({ identity }) => identity.label === person,
      () => false,
    );
  }

  async #callerOf(request: IncomingMessage, sessionOf: SessionOf): Promise<Caller> {
    const certificate = this.#sources.certificates.shownBy(request);
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.#byToken(authorization, certificate);
    const secret = this.#sources.cookies.read(request, "licet-session");
    if (secret !== undefined) return this.#bySession(request, secret, sessionOf);
    if (certificate !== undefined) return this.#byCertificate(request, certificate);
    throw new GatewayError("UNAUTHENTICATED", "The request carries no bearer token and no session.");
  }

  async #byToken(authorization: string, certificate: ShownCertificate | undefined): Promise<Caller> {
    const token = tokenIn(authorization);
    if (token === undefined) throw new GatewayError("UNAUTHENTICATED", "The request carries no bearer token.");
    const { subject, boundTo } = await this.#sources.verifier.verified(token);
    if (boundTo !== undefined && boundTo !== certificate?.thumbprint) {
      throw new GatewayError("CLIENT_CERTIFICATE_REFUSED", "The token is bound to a certificate that was not shown.", {
        reason: "token-bound",
      });
    }
    const identity = this.#sources.identities.get(subject);
    if (!identity) throw new GatewayError("UNAUTHENTICATED", "The token names nobody whom this gateway acts for.");
    return { identity, by: "token" };
  }

  #byCertificate(request: IncomingMessage, certificate: ShownCertificate): Caller {
    const { certificates, origin } = this.#sources;
    const identity = certificates.holderOf(certificate);
    if (isUnsafe(request)) refuseOtherPage(request, origin.of(request));
    return { identity, by: "certificate" };
  }

  async #bySession(request: IncomingMessage, secret: string, sessionOf: SessionOf): Promise<Caller> {
    const session = await sessionOf(secret);
    const origin = this.#sources.origin.of(request);
    if (session === undefined) {
      throw new GatewayError("SESSION_EXPIRED", "The session has ended, or somebody ended it.", {
        signIn: signInAddress(request, origin),
      });
    }
    if (isUnsafe(request)) requireOwnPage(request, origin, secret);
    return { identity: session.identity, by: "session", session, secret };
  }
}

function tokenIn(authorization: string): string | undefined {
  return /^Bearer +([A-Za-z0-9._~+/=-]+) *$/i.exec(authorization)?.[1];
}
