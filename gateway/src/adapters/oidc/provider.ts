// SPDX-License-Identifier: Apache-2.0
import { createRemoteJWKSet, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from "jose";
import * as oidc from "openid-client";
import { GatewayError } from "../../errors/gateway-error.js";
import type {
  IdentityProvider,
  ProvenSubject,
  ProviderSignOut,
  SignInDemands,
  SignInSecrets,
} from "../../ports/identity-provider.js";
import { refusalOf } from "./refusals.js";

/** How long the provider may take to answer, in seconds. */
const TIMEOUT_SECONDS = 10;
/** How far the provider's clock may be from ours, in seconds. */
const CLOCK_TOLERANCE_SECONDS = 30;
/** How old a logout token may be, in seconds: one that was held back ends no later session. */
const LOGOUT_TOKEN_SECONDS_MAX = 120;
const LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";
/** Signatures that the provider alone can make; a shared secret's (HS256) and none are not among them. */
const SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];

/** Which provider, and as which client of it. */
export interface OidcClient {
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined for a public client. */
  readonly clientSecret: string | undefined;
}

/** A provider of OpenID Connect, found by its issuer when it is first needed. */
export class OidcProvider implements IdentityProvider {
  readonly issuer: string;
  readonly #client: OidcClient;
  #discovered: Promise<oidc.Configuration> | undefined;
  #keys: JWTVerifyGetKey | undefined;

  constructor(client: OidcClient) {
    this.issuer = client.issuer;
    this.#client = client;
  }

  async authorizationUrl(redirectUri: string, secrets: SignInSecrets, demands: SignInDemands): Promise<string> {
    const configuration = await this.#configuration();
    const { maxAgeSeconds } = demands;
    return oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: "openid",
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(secrets.codeVerifier),
      code_challenge_method: "S256",
      // Who signed in a moment ago would otherwise come back without having proven anything.
      ...(maxAgeSeconds === undefined ? {} : { max_age: String(maxAgeSeconds), prompt: "login" }),
    }).href;
  }

  async redeem(callback: URL, secrets: SignInSecrets, demands: SignInDemands): Promise<ProvenSubject> {
    const configuration = await this.#configuration();
    const { maxAgeSeconds } = demands;
    const tokens = await asked(
      oidc.authorizationCodeGrant(configuration, callback, {
        expectedState: secrets.state,
        expectedNonce: secrets.nonce,
        pkceCodeVerifier: secrets.codeVerifier,
        idTokenExpected: true,
        ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }),
      }),
    );
    const claims = tokens.claims();
    if (claims === undefined) throw refused("token", "The provider's answer holds no ID token.");
    const { auth_time: authTime, sid } = claims;
    return {
      issuer: claims.iss,
      subject: claims.sub,
      authenticatedAt: authTime === undefined ? undefined : new Date(authTime * 1_000),
      providerSession: typeof sid === "string" ? sid : undefined,
    };
  }

  async signOutOf(logoutToken: string): Promise<ProviderSignOut> {
    const configuration = await this.#configuration();
    const { payload } = await asked(
      jwtVerify(logoutToken, this.#keysOf(configuration), {
        issuer: this.issuer,
        audience: this.#client.clientId,
        algorithms: SIGNATURES,
        requiredClaims: ["iat", "jti"],
        maxTokenAge: LOGOUT_TOKEN_SECONDS_MAX,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      }),
    );
    return toldBy(payload, this.issuer);
  }

  async endSessionUrl(returnTo: string): Promise<string | undefined> {
    const configuration = await this.#configuration();
    if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
    return oidc.buildEndSessionUrl(configuration, { post_logout_redirect_uri: returnTo }).href;
  }

  /** Asks the provider once what it is; where that fails, the next who signs in asks again. */
  #configuration(): Promise<oidc.Configuration> {
    this.#discovered ??= asked(this.#discover()).catch((error: unknown) => {
      this.#discovered = undefined;
      throw error;
    });
    return this.#discovered;
  }

  async #discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.#client;
    const authentication = clientSecret === undefined ? oidc.None() : oidc.ClientSecretBasic(clientSecret);
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- for a provider on this machine, which the settings see to
    const insecure = new URL(issuer).protocol === "http:" ? [oidc.allowInsecureRequests] : [];
    return oidc.discovery(
      new URL(issuer),
      clientId,
      { [oidc.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
      authentication,
      // An ID token counts by its signature, also where TLS has shown who sent it.
      { timeout: TIMEOUT_SECONDS, execute: [oidc.enableNonRepudiationChecks, ...insecure] },
    );
  }

  #keysOf(configuration: oidc.Configuration): JWTVerifyGetKey {
    const { jwks_uri: address } = configuration.serverMetadata();
    if (address === undefined) throw refused("provider", "The provider names no keys.");
    return (this.#keys ??= createRemoteJWKSet(new URL(address), { timeoutDuration: TIMEOUT_SECONDS * 1_000 }));
  }
}

/** What a logout token tells (section 2.4): the event must stand in it, a nonce must not, and it names somebody. */
function toldBy(payload: JWTPayload, issuer: string): ProviderSignOut {
  const { events, nonce, sub, sid } = payload;
  const isLogout = typeof events === "object" && events !== null && LOGOUT_EVENT in events;
  const providerSession = typeof sid === "string" ? sid : undefined;
  if (isLogout && nonce === undefined && (sub !== undefined || providerSession !== undefined)) {
    return { issuer, subject: sub, providerSession };
  }
  throw refused("logout-token", "The token tells of no sign-out.");
}

function refused(reason: string, sentence: string): GatewayError {
  return new GatewayError("SIGN_IN_REFUSED", sentence, { reason });
}

async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw refusalOf(error);
  }
}
