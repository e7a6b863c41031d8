// SPDX-License-Identifier: Apache-2.0
import type {
  SessionGroup,
  SessionRecord,
  SessionStore,
  SignInAttempt,
  SignInAttemptStore,
} from "../ports/sessions.js";

/** Sessions in this process's memory, for tests of what stands above them. */
export class MemorySessions implements SessionStore {
  readonly kept = new Map<string, SessionRecord>();

  add(session: SessionRecord): Promise<void> {
    this.kept.set(session.secretHash, session);
    return Promise.resolve();
  }

  find(secretHash: string): Promise<SessionRecord | undefined> {
    return Promise.resolve(this.kept.get(secretHash));
  }

  touch(secretHash: string, seenAt: Date): Promise<void> {
    const session = this.kept.get(secretHash);
    if (session !== undefined) this.kept.set(secretHash, { ...session, seenAt });
    return Promise.resolve();
  }

  end(secretHash: string): Promise<void> {
    this.kept.delete(secretHash);
    return Promise.resolve();
  }

  endAll(group: SessionGroup): Promise<number> {
    const wanted = Object.entries(group) as [keyof SessionRecord, string][];
    return this.#forget((session) => wanted.every(([field, value]) => session[field] === value));
  }

  async keepNewest(person: string, count: number): Promise<void> {
    const own = [...this.kept.values()].filter((session) => session.person === person);
    const old = own.sort((left, right) => right.seenAt.getTime() - left.seenAt.getTime()).slice(count);
    await this.#forget((session) => old.includes(session));
  }

  async sweep(now: Date, seenBefore: Date): Promise<void> {
    await this.#forget(({ endsAt, seenAt }) => endsAt <= now || seenAt < seenBefore);
  }

  #forget(isOver: (session: SessionRecord) => boolean): Promise<number> {
    const over = [...this.kept.values()].filter(isOver);
    for (const { secretHash } of over) this.kept.delete(secretHash);
    return Promise.resolve(over.length);
  }
}

/** Attempts to sign in, in this process's memory. */
export class MemoryAttempts implements SignInAttemptStore {
  readonly kept = new Map<string, SignInAttempt>();

  add(attempt: SignInAttempt): Promise<void> {
    this.kept.set(attempt.key, attempt);
    return Promise.resolve();
  }

  take(key: string, now: Date): Promise<SignInAttempt | undefined> {
    const attempt = this.kept.get(key);
    this.kept.delete(key);
    return Promise.resolve(attempt !== undefined && attempt.expiresAt > now ? attempt : undefined);
  }

  sweep(now: Date): Promise<number> {
    for (const [key, { expiresAt }] of this.kept) if (expiresAt <= now) this.kept.delete(key);
    return Promise.resolve(this.kept.size);
  }
}
