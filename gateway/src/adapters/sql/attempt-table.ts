// SPDX-License-Identifier: Apache-2.0
import type { Database } from "../../database/database.js";
import type { SignInAttempt, SignInAttemptStore } from "../../ports/sessions.js";

/** Attempts to sign in, in the gateway's database. */
export class AttemptTable implements SignInAttemptStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async add(attempt: SignInAttempt): Promise<void> {
    const row = {
      key: attempt.key,
      state: attempt.state,
      nonce: attempt.nonce,
      code_verifier: attempt.codeVerifier,
      max_age_seconds: attempt.maxAgeSeconds ?? null,
      return_to: attempt.returnTo,
      expires_at: attempt.expiresAt,
    };
    await this.#database.asGateway((db) => db.insertInto("kept.sign_in").values(row).execute());
  }

  async take(key: string, now: Date): Promise<SignInAttempt | undefined> {
    // Of two that come at the same time, the database gives the row to one.
    const row = await this.#database.asGateway((db) =>
      db.deleteFrom("kept.sign_in").where("key", "=", key).returningAll().executeTakeFirst(),
    );
    if (row === undefined || row.expires_at <= now) return undefined;
    return {
      key: row.key,
      state: row.state,
      nonce: row.nonce,
      codeVerifier: row.code_verifier,
      maxAgeSeconds: row.max_age_seconds ?? undefined,
      returnTo: row.return_to,
      expiresAt: row.expires_at,
    };
  }

  async sweep(now: Date): Promise<number> {
    return this.#database.asGateway(async (db) => {
      await db.deleteFrom("kept.sign_in").where("expires_at", "<=", now).execute();
      const { count } = await db
        .selectFrom("kept.sign_in")
        .select((row) => row.fn.countAll().as("count"))
        .executeTakeFirstOrThrow();
      return Number(count);
    });
  }
}
