// SPDX-License-Identifier: Apache-2.0
import { GatewayError } from "../../errors/gateway-error.js";
import type { IdentityProvider, ProvenSubject } from "../../ports/identity-provider.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import type { SignInAttemptStore } from "../../ports/sessions.js";
import { returnAddress } from "./return-address.js";
import { freshSecret, hashOf, isSecret } from "./secrets.js";
import type { Subjects } from "./subjects.js";

/** How long a person may take at the provider, in milliseconds. */
export const ATTEMPT_MS_MAX = 600_000;
/** Attempts kept at a time: more than one address may begin while one of them stands, so that nobody alone keeps others out. */
const ATTEMPTS_MAX = 100_000;

/** Where a browser is sent, and the secret that it keeps meanwhile. */
export interface Departure {
  readonly url: string;
  readonly browserSecret: string;
}

/** Who has come back from the provider, and where they go. */
export interface Arrival {
  readonly identity: LedgerIdentity;
  readonly proven: ProvenSubject;
  readonly returnTo: string;
}

/** What a person asks for who signs in. */
export interface SignInWish {
  /** Where to go afterwards, as it was asked for. */
  readonly returnTo: string | undefined;
  /** How long ago they may have proven who they are, in seconds. */
  readonly maxAgeSeconds: number | undefined;
}

/** Signing in at a provider: the way there and the way back. */
export class SignIn {
  readonly #provider: IdentityProvider;
  readonly #subjects: Subjects;
  readonly #attempts: SignInAttemptStore;
  readonly #redirectUri: () => string;

  /** @param redirectUri address of `/auth/callback` as the provider knows it */
  constructor(provider: IdentityProvider, subjects: Subjects, attempts: SignInAttemptStore, redirectUri: () => string) {
    this.#provider = provider;
    this.#subjects = subjects;
    this.#attempts = attempts;
    this.#redirectUri = redirectUri;
  }

  /**
   * Begins an attempt. Attempts of several windows of one browser stand side by side.
   * @param browserSecret what the browser has kept of an earlier attempt
   * @throws {LicetError} INVALID_INPUT where the address to return to is not one of ours.
   * @throws {GatewayError} IDENTITY_PROVIDER_UNAVAILABLE, TOO_MANY_REQUESTS.
   */
  async begin(wish: SignInWish, browserSecret: string | undefined): Promise<Departure> {
    const returnTo = returnAddress(wish.returnTo);
    const { maxAgeSeconds } = wish;
    const kept = isSecret(browserSecret) ? browserSecret : freshSecret();
    const secrets = { state: freshSecret(), nonce: freshSecret(), codeVerifier: freshSecret() };
    const url = await this.#provider.authorizationUrl(this.#redirectUri(), secrets, { maxAgeSeconds });
    const now = Date.now();
    if ((await this.#attempts.sweep(new Date(now))) >= ATTEMPTS_MAX) {
      throw new GatewayError("TOO_MANY_REQUESTS", "Too many people are on their way to the provider.", {
        max: ATTEMPTS_MAX,
      });
    }
    const expiresAt = new Date(now + ATTEMPT_MS_MAX);
    await this.#attempts.add({ key: hashOf(kept, secrets.state), ...secrets, maxAgeSeconds, returnTo, expiresAt });
    return { url, browserSecret: kept };
  }

  /**
   * Ends an attempt with what the browser brings back. An attempt is taken once, whatever comes of it.
   * @param query the callback's parameters as they came
   * @throws {GatewayError} SIGN_IN_REFUSED, SUBJECT_UNKNOWN, IDENTITY_PROVIDER_UNAVAILABLE.
   */
  async complete(query: URLSearchParams, browserSecret: string | undefined): Promise<Arrival> {
    const states = query.getAll("state");
    const [state] = states;
    const attempt =
      states.length === 1 && isSecret(state) && isSecret(browserSecret)
        ? await this.#attempts.take(hashOf(browserSecret, state), new Date())
        : undefined;
    if (attempt === undefined) {
      throw new GatewayError("SIGN_IN_REFUSED", "This browser has begun no sign-in that this would end.", {
        reason: "attempt",
      });
    }
    const callback = new URL(this.#redirectUri());
    callback.search = query.toString();
    const proven = await this.#provider.redeem(callback, attempt, attempt);
    const identity = this.#subjects.find(proven.issuer, proven.subject);
    if (identity !== undefined) return { identity, proven, returnTo: attempt.returnTo };
    throw new GatewayError("SUBJECT_UNKNOWN", "The provider knows you, and this gateway has no enrolment for you.", {
      issuer: proven.issuer,
      subject: proven.subject,
    });
  }
}
