// SPDX-License-Identifier: Apache-2.0
import type { Selectable } from "kysely";
import type { Database } from "../../database/database.js";
import type { Tables } from "../../database/tables.js";
import type { SessionGroup, SessionRecord, SessionStore } from "../../ports/sessions.js";

type Row = Selectable<Tables["kept.session"]>;

/** Sessions in the gateway's database. */
export class SessionTable implements SessionStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async add(session: SessionRecord): Promise<void> {
    await this.#database.asGateway((db) => db.insertInto("kept.session").values(rowOf(session)).execute());
  }

  async find(secretHash: string): Promise<SessionRecord | undefined> {
    const row = await this.#database.asGateway((db) =>
      db.selectFrom("kept.session").selectAll().where("secret_hash", "=", secretHash).executeTakeFirst(),
    );
    return row && recordOf(row);
  }

  async touch(secretHash: string, at: Date): Promise<void> {
    await this.#database.asGateway((db) =>
      db.updateTable("kept.session").set({ seen_at: at }).where("secret_hash", "=", secretHash).execute(),
    );
  }

  async end(secretHash: string): Promise<void> {
    await this.#database.asGateway((db) =>
      db.deleteFrom("kept.session").where("secret_hash", "=", secretHash).execute(),
    );
  }

  async endAll(group: SessionGroup): Promise<number> {
    const { numDeletedRows } = await this.#database.asGateway((db) => {
      const rows = db.deleteFrom("kept.session");
      if ("person" in group) return rows.where("person", "=", group.person).executeTakeFirst();
      const ofIssuer = rows.where("issuer", "=", group.issuer);
      return "subject" in group
        ? ofIssuer.where("subject", "=", group.subject).executeTakeFirst()
        : ofIssuer.where("provider_session", "=", group.providerSession).executeTakeFirst();
    });
    return Number(numDeletedRows);
  }

  async keepNewest(person: string, count: number): Promise<void> {
    await this.#database.asGateway((db) => {
      const newest = db
        .selectFrom("kept.session")
        .select("secret_hash")
        .where("person", "=", person)
        .orderBy("seen_at", "desc")
        .limit(count);
      const rows = db.deleteFrom("kept.session").where("person", "=", person);
      return rows.where("secret_hash", "not in", newest).execute();
    });
  }

  async sweep(now: Date, seenBefore: Date): Promise<void> {
    await this.#database.asGateway((db) =>
      db
        .deleteFrom("kept.session")
        .where((row) => row.or([row("ends_at", "<=", now), row("seen_at", "<", seenBefore)]))
        .execute(),
    );
  }
}

function rowOf(session: SessionRecord): Row {
  return {
    secret_hash: session.secretHash,
    person: session.person,
    organisation: session.organisation,
    means: session.means,
    issuer: session.issuer ?? null,
    subject: session.subject ?? null,
    provider_session: session.providerSession ?? null,
    started_at: session.startedAt,
    authenticated_at: session.authenticatedAt ?? null,
    seen_at: session.seenAt,
    ends_at: session.endsAt,
  };
}

function recordOf(row: Row): SessionRecord {
  return {
    secretHash: row.secret_hash,
    person: row.person,
    organisation: row.organisation,
    means: row.means,
    issuer: row.issuer ?? undefined,
    subject: row.subject ?? undefined,
    providerSession: row.provider_session ?? undefined,
    startedAt: row.started_at,
    authenticatedAt: row.authenticated_at ?? undefined,
    seenAt: row.seen_at,
    endsAt: row.ends_at,
  };
}
