// SPDX-License-Identifier: Apache-2.0
import { jwtVerify, SignJWT } from "jose";
import { GatewayError } from "../../errors/gateway-error.js";
import type { TokenKey } from "../../ports/token-key.js";

/** Who issues the gateway's tokens and whom they are for: `iss` and `aud`. */
const ISSUER = "licet-gateway";
const AUDIENCE = "licet";
const ALGORITHM = "EdDSA";

/** Longest lifetime of a token, in seconds: 24 hours. Anything longer is refused although its signature is good. */
export const TOKEN_LIFETIME_SECONDS_MAX = 86_400;

/** Lifetime of a token where nothing else is asked for, in seconds: 15 minutes. */
export const TOKEN_LIFETIME_SECONDS = 900;

/** Member of `cnf` that binds a token to a certificate (RFC 8705, section 3.1). */
const THUMBPRINT = "x5t#S256";

/** Longest token looked at, in characters. */
const TOKEN_CHARACTERS_MAX = 4_096;

/** Verified tokens remembered, so that a caller's next request costs no signature check. */
const REMEMBERED_MAX = 10_000;

/**
 * Makes a token for a user of the consortium.
 * @param subject `name@mspId` as identities.json lists it
 * @param boundTo thumbprint of the certificate that whoever sends the token has to show (RFC 8705); anybody may send it where left out
 */
export function mintToken(
  key: TokenKey,
  subject: string,
  lifetimeSeconds = TOKEN_LIFETIME_SECONDS,
  boundTo?: string,
): Promise<string> {
  if (!Number.isInteger(lifetimeSeconds) || lifetimeSeconds < 1 || lifetimeSeconds > TOKEN_LIFETIME_SECONDS_MAX) {
    throw new RangeError(`A token lives 1 to ${TOKEN_LIFETIME_SECONDS_MAX} seconds, not ${lifetimeSeconds}.`);
  }
  const issuedAt = Math.floor(Date.now() / 1_000);
  return new SignJWT(boundTo === undefined ? {} : { cnf: { [THUMBPRINT]: boundTo } })
    .setProtectedHeader({ alg: ALGORITHM, typ: "JWT" })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(subject)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetimeSeconds)
    .sign(key.privateKey);
}

/** What a good token says. */
export interface VerifiedToken {
  readonly subject: string;
  /** Thumbprint of the certificate that it is bound to; undefined where it is bound to none. */
  readonly boundTo: string | undefined;
}

interface Remembered extends VerifiedToken {
  readonly expiresAt: number;
}

/** Checks tokens, and remembers the ones it has checked until they expire. */
export class TokenVerifier {
  readonly #key: TokenKey;
  readonly #remembered = new Map<string, Remembered>();

  constructor(key: TokenKey) {
    this.#key = key;
  }

  /** Whether a token was found good before, and still is. */
  remembers(token: string): boolean {
    return (this.#remembered.get(token)?.expiresAt ?? 0) > Date.now();
  }

  /**
   * What a good token says.
   * @throws {GatewayError} UNAUTHENTICATED saying what is wrong with it.
   */
  async verified(token: string): Promise<VerifiedToken> {
    const known = this.#remembered.get(token);
    if (known && this.remembers(token)) return known;
    if (known) this.#remembered.delete(token);
    const verified = await this.#verify(token);
    if (this.#remembered.size >= REMEMBERED_MAX) this.#forgetOldest();
    this.#remembered.set(token, verified);
    return verified;
  }

  async #verify(token: string): Promise<Remembered> {
    if (token.length > TOKEN_CHARACTERS_MAX) throw refused("The token is too long.");
    const options = {
      issuer: ISSUER,
      audience: AUDIENCE,
      algorithms: [ALGORITHM],
      requiredClaims: ["sub", "iat", "exp"],
    };
    const payload = await jwtVerify(token, this.#key.publicKey, options).then(
      (result) => result.payload,
      (error: unknown) => {
        throw refused(reasonOf(error));
      },
    );
    const { sub = "", iat = 0, exp = 0 } = payload;
    if (exp - iat > TOKEN_LIFETIME_SECONDS_MAX) throw refused("The token was made to live too long.");
    return { subject: sub, boundTo: boundTo(payload["cnf"]), expiresAt: exp * 1_000 };
  }

  #forgetOldest(): void {
    const oldest = this.#remembered.keys().next();
    if (!oldest.done) this.#remembered.delete(oldest.value);
  }
}

/** What a token is bound to. One that is bound in a way that is not known here is no good to anybody. */
function boundTo(confirmation: unknown): string | undefined {
  if (confirmation === undefined) return undefined;
  const thumbprint = (confirmation as Readonly<Record<string, unknown>> | null)?.[THUMBPRINT];
  if (typeof thumbprint === "string") return thumbprint;
  throw refused("The token is bound to something other than a certificate.");
}

function reasonOf(error: unknown): string {
  const code = (error as { code?: string }).code;
  if (code === "ERR_JWT_EXPIRED") return "The token has expired.";
  if (code === "ERR_JWS_SIGNATURE_VERIFICATION_FAILED") return "The token was not signed by this gateway.";
  return "The token is not valid.";
}

function refused(sentence: string): GatewayError {
  return new GatewayError("UNAUTHENTICATED", sentence);
}
