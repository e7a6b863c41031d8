// SPDX-License-Identifier: Apache-2.0
import { type Selectable, sql } from "kysely";
import type { Database } from "../../database/database.js";
import type { Tables } from "../../database/tables.js";
import {
  type KeptNotice,
  type NewNotice,
  NOTICE_KINDS,
  NOTICE_LANGUAGES,
  type NoticeKind,
  type NoticeOutcome,
  type NoticeReader,
  type NoticeSetting,
  type NoticeStore,
} from "../../ports/notices.js";

type Row = Selectable<Tables["kept.mail"]>;

/** Settings and notices in the gateway's database. What a person asks for is asked on their behalf. */
export class NoticeTable implements NoticeStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async settingOf(reader: NoticeReader): Promise<NoticeSetting | undefined> {
    const row = await this.#database.asCaller(reader, (db) =>
      db.selectFrom("kept.mail_setting").selectAll().where("person", "=", reader.person).executeTakeFirst(),
    );
    if (row === undefined) return undefined;
    return {
      address: row.address,
      // What a later release knew besides is read as this one can.
      language: NOTICE_LANGUAGES.find((language) => language === row.language) ?? NOTICE_LANGUAGES[0],
      muted: NOTICE_KINDS.filter((kind) => row.muted.includes(kind)),
    };
  }

  async set({ person, organisation }: NoticeReader, setting: NoticeSetting | undefined): Promise<void> {
    await this.#database.asCaller({ person, organisation }, async (db) => {
      await db.deleteFrom("kept.mail_setting").where("person", "=", person).execute();
      if (setting === undefined) return;
      const { address, language, muted } = setting;
      const row = { person, organisation, address, language, muted: [...muted] };
      await db.insertInto("kept.mail_setting").values(row).execute();
    });
  }

  async add(notices: readonly NewNotice[], now: Date): Promise<void> {
    const rows = notices.map(({ person, organisation, kind, cause }) => ({
      person,
      organisation,
      kind,
      cause,
      state: "waiting" as const,
      created_at: now,
      next_attempt_at: now,
    }));
    await this.#database.asGateway((db) =>
      db
        .insertInto("kept.mail")
        .values(rows)
        .onConflict((conflict) => conflict.columns(["person", "kind", "cause"]).doNothing())
        .execute(),
    );
  }

  async claim(now: Date, until: Date, max: number): Promise<readonly KeptNotice[]> {
    const rows = await this.#database.asGateway((db) => {
      const due = db
        .selectFrom("kept.mail")
        .select("id")
        .where("state", "=", "waiting")
        .where("next_attempt_at", "<=", now)
        .orderBy("next_attempt_at")
        .limit(max)
        .forUpdate()
        .skipLocked();
      return db
        .updateTable("kept.mail")
        .set({ attempts: sql<number>`attempts + 1`, next_attempt_at: until })
        .where("id", "in", due)
        .returningAll()
        .execute();
    });
    return rows.map(noticeOf);
  }

  async settle(id: string, outcome: NoticeOutcome): Promise<void> {
    const change = {
      state: outcome.state,
      last_error: "error" in outcome ? outcome.error : null,
      ...("nextAttemptAt" in outcome ? { next_attempt_at: outcome.nextAttemptAt } : {}),
    };
    await this.#database.asGateway((db) => db.updateTable("kept.mail").set(change).where("id", "=", id).execute());
  }

  async newestOf(reader: NoticeReader, max: number): Promise<readonly KeptNotice[]> {
    const rows = await this.#database.asCaller(reader, (db) =>
      db.selectFrom("kept.mail").selectAll().orderBy("created_at", "desc").orderBy("id").limit(max).execute(),
    );
    return rows.map(noticeOf);
  }

  async revive(reader: NoticeReader, id: string, now: Date): Promise<boolean> {
    const { numUpdatedRows } = await this.#database.asCaller(reader, (db) =>
      db
        .updateTable("kept.mail")
        .set({ state: "waiting", attempts: 0, next_attempt_at: now })
        .where("id", "=", id)
        .where("state", "=", "dead")
        .executeTakeFirst(),
    );
    return numUpdatedRows > 0n;
  }

  async sweep(before: Date): Promise<void> {
    await this.#database.asGateway((db) =>
      db.deleteFrom("kept.mail").where("state", "<>", "waiting").where("created_at", "<", before).execute(),
    );
  }
}

function noticeOf(row: Row): KeptNotice {
  return {
    id: row.id,
    person: row.person,
    organisation: row.organisation,
    kind: row.kind as NoticeKind,
    cause: row.cause,
    state: row.state,
    createdAt: row.created_at,
    attempts: row.attempts,
    lastError: row.last_error ?? undefined,
    nextAttemptAt: row.next_attempt_at,
  };
}
