// SPDX-License-Identifier: Apache-2.0
import { type JsonValue, LicetError } from "@licet/domain";
import type { Database, DatabaseCaller } from "../../database/database.js";
import { GatewayError } from "../../errors/gateway-error.js";

/** Drafts that one person keeps at most. */
export const DRAFTS_MAX = 200;

/** Longest draft, in characters of its JSON. */
export const DRAFT_CHARACTERS_MAX = 262_144;

/** A draft without its content. */
export interface DraftSummary {
  readonly key: string;
  /** One more with each change, from 1. */
  readonly version: number;
  readonly changedAt: string;
}

/** A draft. */
export interface Draft extends DraftSummary {
  readonly content: JsonValue;
}

/** What people have begun and not sent: each person's own, whatever becomes of their session. */
export class Drafts {
  readonly #database: Database;
  readonly #now: () => Date;

  constructor(database: Database, now: () => Date = () => new Date()) {
    this.#database = database;
    this.#now = now;
  }

  list(caller: DatabaseCaller): Promise<DraftSummary[]> {
    return this.#database.asCaller(caller, async (db) => {
      const rows = await db
        .selectFrom("kept.draft")
        .select(["key", "version", "changed_at"])
        .orderBy("changed_at", "desc")
        .orderBy("key")
        .limit(DRAFTS_MAX)
        .execute();
      return rows.map(({ key, version, changed_at }) => ({ key, version, changedAt: changed_at.toISOString() }));
    });
  }

  /** @throws {LicetError} NOT_FOUND where one keeps no such draft. */
  async read(caller: DatabaseCaller, key: string): Promise<Draft> {
    const row = await this.#database.asCaller(caller, (db) =>
      db.selectFrom("kept.draft").selectAll().where("key", "=", key).executeTakeFirst(),
    );
    if (row === undefined) throw notKept(key);
    const { version, changed_at, content } = row;
    return { key, version, changedAt: changed_at.toISOString(), content: JSON.parse(content) as JsonValue };
  }

  /**
   * Keeps a draft.
   * @param version the one that the change was made to; 0 for a new draft
   * @returns the version that it has now
   * @throws {LicetError} LIMIT_EXCEEDED where it is too long.
   * @throws {GatewayError} DRAFT_CHANGED where it has another version, TOO_MANY_KEPT.
   */
  keep(caller: DatabaseCaller, key: string, content: JsonValue, version: number): Promise<DraftSummary> {
    const text = JSON.stringify(content);
    if (text.length > DRAFT_CHARACTERS_MAX) {
      const facts = { max: DRAFT_CHARACTERS_MAX, characters: text.length };
      throw new LicetError(
        "LIMIT_EXCEEDED",
        `A draft has at most ${DRAFT_CHARACTERS_MAX.toString()} characters.`,
        facts,
      );
    }
    const { organisation, person } = caller;
    const row = { version: version + 1, content: text, changed_at: this.#now().toISOString() };
    return this.#database.asCaller(caller, async (db) => {
      const changed =
        version === 0
          ? await db
              .insertInto("kept.draft")
              .values({ organisation, person, key, ...row })
              .onConflict((conflict) => conflict.doNothing())
              .returning("version")
              .execute()
          : await db
              .updateTable("kept.draft")
              .set(row)
              .where("key", "=", key)
              .where("version", "=", version)
              .returning("version")
              .execute();
      if (changed.length === 0) {
        throw new GatewayError("DRAFT_CHANGED", "The draft does not have the version that your change was made to.", {
          key,
          version,
        });
      }
      const { count } = await db
        .selectFrom("kept.draft")
        .select((select) => select.fn.countAll<string>().as("count"))
        .executeTakeFirstOrThrow();
      if (Number(count) > DRAFTS_MAX) {
        throw new GatewayError("TOO_MANY_KEPT", `You keep ${DRAFTS_MAX.toString()} drafts already.`, {
          max: DRAFTS_MAX,
        });
      }
      return { key, version: row.version, changedAt: row.changed_at };
    });
  }

  /** @throws {LicetError} NOT_FOUND where one keeps no such draft. */
  async delete(caller: DatabaseCaller, key: string): Promise<void> {
    const deleted = await this.#database.asCaller(caller, (db) =>
      db.deleteFrom("kept.draft").where("key", "=", key).returning("key").execute(),
    );
    if (deleted.length === 0) throw notKept(key);
  }
}

function notKept(key: string): LicetError {
  return new LicetError("NOT_FOUND", "You keep no draft of this key.", { key });
}
