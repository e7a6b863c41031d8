// SPDX-License-Identifier: Apache-2.0
import type { SignInDemands, SignInSecrets } from "./identity-provider.js";

/** A session as it is kept. The secret that opens it is not: only its hash. */
export interface SessionRecord {
  /** SHA-256 of the secret in the browser's cookie, in hexadecimal. */
  readonly secretHash: string;
  /** `name@mspId`. */
  readonly person: string;
  readonly organisation: string;
  /** How the person signed in. */
  readonly means: "provider" | "demonstration";
  /** Who the provider said they are; undefined in the demonstration. */
  readonly issuer: string | undefined;
  readonly subject: string | undefined;
  readonly providerSession: string | undefined;
  readonly startedAt: Date;
  /** When the person last proved who they are; undefined where nobody said. */
  readonly authenticatedAt: Date | undefined;
  readonly seenAt: Date;
  /** When it ends, however busy. */
  readonly endsAt: Date;
}

/** Which sessions end together. */
export type SessionGroup =
  | { readonly person: string }
  | { readonly issuer: string; readonly subject: string }
  | { readonly issuer: string; readonly providerSession: string };

/** Keeps sessions, where every process of a gateway finds them. */
export interface SessionStore {
  add(session: SessionRecord): Promise<void>;
  find(secretHash: string): Promise<SessionRecord | undefined>;
  /** Notes that the session was used. */
  touch(secretHash: string, at: Date): Promise<void>;
  end(secretHash: string): Promise<void>;
  /** Ends all sessions of a group, and says how many there were. */
  endAll(group: SessionGroup): Promise<number>;
  /** Ends the person's least recently used sessions beyond a number. */
  keepNewest(person: string, count: number): Promise<void>;
  /** Forgets sessions that ended before `now` or were not used since `seenBefore`. */
  sweep(now: Date, seenBefore: Date): Promise<void>;
}

/** An attempt to sign in, between the way to the provider and the way back. */
export interface SignInAttempt extends SignInSecrets, SignInDemands {
  /** SHA-256 over the browser's own secret and the state, in hexadecimal. */
  readonly key: string;
  /** Address of this gateway that the person goes to afterwards. */
  readonly returnTo: string;
  readonly expiresAt: Date;
}

/** Keeps attempts to sign in, each to be taken once. */
export interface SignInAttemptStore {
  add(attempt: SignInAttempt): Promise<void>;
  /** Takes the attempt out: undefined where there is none, it was taken before, or its time is over. */
  take(key: string, now: Date): Promise<SignInAttempt | undefined>;
  /** Forgets attempts whose time is over; answers how many are left. */
  sweep(now: Date): Promise<number>;
}
