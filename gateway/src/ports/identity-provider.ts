// SPDX-License-Identifier: Apache-2.0

/** What one attempt to sign in is bound to: made for it, used once, told to nobody but the provider. */
export interface SignInSecrets {
  /** Comes back with the answer, and binds it to the browser that asked. */
  readonly state: string;
  /** Comes back in the ID token, and binds it to the attempt. */
  readonly nonce: string;
  /** Proves to the provider that who redeems the code is who asked for it (PKCE, RFC 7636). */
  readonly codeVerifier: string;
}

/** What is asked of the provider besides who the person is. */
export interface SignInDemands {
  /** How long ago the person may have proven who they are, in seconds; undefined where it does not matter. */
  readonly maxAgeSeconds: number | undefined;
}

/** Whom the provider says has signed in. */
export interface ProvenSubject {
  readonly issuer: string;
  readonly subject: string;
  /** When they proved who they are; undefined where the provider does not say. */
  readonly authenticatedAt: Date | undefined;
  /** The provider's own session (`sid`), by which it tells of its end; undefined where it does not say. */
  readonly providerSession: string | undefined;
}

/** Whose sessions end, as the provider tells without a browser: all of a subject, or those of one of its sessions. */
export interface ProviderSignOut {
  readonly issuer: string;
  readonly subject: string | undefined;
  readonly providerSession: string | undefined;
}

/**
 * The provider that people sign in at, by OpenID Connect's authorization code flow.
 * Every method throws GatewayError: IDENTITY_PROVIDER_UNAVAILABLE where it cannot be asked, SIGN_IN_REFUSED where its answer does
 * not hold.
 */
export interface IdentityProvider {
  readonly issuer: string;
  /** The address that a browser is sent to, to sign in and to come back to `redirectUri`. */
  authorizationUrl(redirectUri: string, secrets: SignInSecrets, demands: SignInDemands): Promise<string>;
  /** Redeems the code that a browser brought back. */
  redeem(callback: URL, secrets: SignInSecrets, demands: SignInDemands): Promise<ProvenSubject>;
  /** Whose sessions a logout token ends (OpenID Connect Back-Channel Logout 1.0). */
  signOutOf(logoutToken: string): Promise<ProviderSignOut>;
  /** The address at which the person ends the provider's own session; undefined where it has none. */
  endSessionUrl(returnTo: string): Promise<string | undefined>;
}
