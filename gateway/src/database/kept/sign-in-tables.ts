// SPDX-License-Identifier: Apache-2.0

/** A session of a person who has signed in; see the port `SessionStore`. */
export interface SessionTable {
  readonly secret_hash: string;
  readonly person: string;
  readonly organisation: string;
  readonly means: "provider" | "demonstration";
  readonly issuer: string | null;
  readonly subject: string | null;
  readonly provider_session: string | null;
  readonly started_at: Date;
  readonly authenticated_at: Date | null;
  readonly seen_at: Date;
  readonly ends_at: Date;
}

/** An attempt to sign in; see the port `SignInAttemptStore`. */
export interface SignInTable {
  readonly key: string;
  readonly state: string;
  readonly nonce: string;
  readonly code_verifier: string;
  readonly max_age_seconds: number | null;
  readonly return_to: string;
  readonly expires_at: Date;
}
