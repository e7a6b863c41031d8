// SPDX-License-Identifier: Apache-2.0
import type { LedgerIdentity } from "../../ports/ledger.js";
import type { ProvenSubject, ProviderSignOut } from "../../ports/identity-provider.js";
import type { SessionRecord, SessionStore } from "../../ports/sessions.js";
import { freshSecret, hashOf, isSecret } from "./secrets.js";

/** How often a session's use is noted, in milliseconds: a request that comes sooner writes nothing. */
const TOUCH_MS = 60_000;
/** How often ended sessions are forgotten, in milliseconds. */
const SWEEP_MS = 3_600_000;
/** Sessions that one person may have at a time; a further one ends the least recently used. */
export const SESSIONS_PER_PERSON_MAX = 20;

/** How long sessions last. */
export interface SessionLimits {
  /** Without a request for so long, a session ends; in milliseconds, longer than a minute. */
  readonly idleMs: number;
  /** However busy, a session ends after so long; in milliseconds. */
  readonly wholeMs: number;
}

/** Says whom a session's holder acts as today; undefined where they no longer do. */
export type SessionHolder = (session: SessionRecord) => LedgerIdentity | undefined;

/** A session that is open. */
export interface OpenSession {
  readonly identity: LedgerIdentity;
  readonly record: SessionRecord;
  /** When it ends unless it is used before. */
  readonly idleEndsAt: Date;
}

/** The sessions of people who have signed in. */
export class Sessions {
  readonly #store: SessionStore;
  readonly #limits: SessionLimits;
  readonly #holderOf: SessionHolder;
  #sweptAt = 0;

  constructor(store: SessionStore, limits: SessionLimits, holderOf: SessionHolder) {
    this.#store = store;
    this.#limits = limits;
    this.#holderOf = holderOf;
  }

  /**
   * Opens a session, with a fresh secret whatever the browser had before.
   * @returns the secret for the browser's cookie
   */
  async open(identity: LedgerIdentity, proven: ProvenSubject | undefined): Promise<string> {
    const now = new Date();
    await this.#sweep(now);
    const secret = freshSecret();
    await this.#store.add({
      secretHash: hashOf(secret),
      person: identity.label,
      organisation: identity.mspId,
      means: proven === undefined ? "demonstration" : "provider",
      issuer: proven?.issuer,
      subject: proven?.subject,
      providerSession: proven?.providerSession,
      startedAt: now,
      authenticatedAt: proven === undefined ? now : proven.authenticatedAt,
      seenAt: now,
      endsAt: new Date(now.getTime() + this.#limits.wholeMs),
    });
    await this.#store.keepNewest(identity.label, SESSIONS_PER_PERSON_MAX);
    return secret;
  }

  /** The session that a secret opens, which is used by that; undefined where there is none, it has ended, or its holder may no longer act. */
  async find(secret: string | undefined): Promise<OpenSession | undefined> {
    const now = new Date();
    const session = await this.peek(secret, now);
    if (session === undefined) return undefined;
    const { secretHash, seenAt, endsAt } = session.record;
    if (now.getTime() - seenAt.getTime() >= TOUCH_MS) await this.#store.touch(secretHash, now);
    return { ...session, idleEndsAt: earlier(this.#idleEnd(now), endsAt) };
  }

  /** The same without using it: whoever merely listens, with nobody at the desk, does not keep a session open. */
  async peek(secret: string | undefined, now = new Date()): Promise<OpenSession | undefined> {
    if (!isSecret(secret)) return undefined;
    const record = await this.#store.find(hashOf(secret));
    if (record === undefined) return undefined;
    const identity = this.#holderOf(record);
    if (identity === undefined || now >= record.endsAt || now >= this.#idleEnd(record.seenAt)) {
      await this.#store.end(record.secretHash);
      return undefined;
    }
    return { identity, record, idleEndsAt: earlier(this.#idleEnd(record.seenAt), record.endsAt) };
  }

  /** Ends the session that a secret opens. */
  async end(secret: string | undefined): Promise<void> {
    if (isSecret(secret)) await this.#store.end(hashOf(secret));
  }

  /** Ends every session of a person; answers how many there were. */
  endAllOf(identity: LedgerIdentity): Promise<number> {
    return this.#store.endAll({ person: identity.label });
  }

  /** Ends the sessions that the provider says have ended; answers how many there were. */
  async endAsTold({ issuer, subject, providerSession }: ProviderSignOut): Promise<number> {
    if (providerSession !== undefined) return this.#store.endAll({ issuer, providerSession });
    return subject === undefined ? 0 : this.#store.endAll({ issuer, subject });
  }

  #idleEnd(seenAt: Date): Date {
    return new Date(seenAt.getTime() + this.#limits.idleMs);
  }

  async #sweep(now: Date): Promise<void> {
    if (now.getTime() - this.#sweptAt < SWEEP_MS) return;
    this.#sweptAt = now.getTime();
    await this.#store.sweep(now, new Date(now.getTime() - this.#limits.idleMs));
  }
}

function earlier(left: Date, right: Date): Date {
  return left < right ? left : right;
}
