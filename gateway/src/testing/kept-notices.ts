// SPDX-License-Identifier: Apache-2.0
import { openPglite } from "../adapters/pglite/database.js";
import { NoticeTable } from "../adapters/sql/notice-table.js";
import type { SqlDatabase } from "../database/sql-database.js";

/** Notices in an embedded database of a test's own. */
export class KeptNotices {
  readonly store: NoticeTable;
  readonly #database: SqlDatabase;

  private constructor(database: SqlDatabase) {
    this.#database = database;
    this.store = new NoticeTable(database);
  }

  static async open(): Promise<KeptNotices> {
    return new KeptNotices(await openPglite());
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  async clear(): Promise<void> {
    await this.#database.asGateway(async (db) => {
      await db.deleteFrom("kept.mail").execute();
      await db.deleteFrom("kept.mail_setting").execute();
    });
  }

  /** Everybody's settings. */
  settings(): Promise<readonly object[]> {
    return this.#database.asGateway((db) => db.selectFrom("kept.mail_setting").selectAll().execute());
  }

  /** Makes a notice for a person that was given up, and answers its id. */
  async dead(person: string): Promise<string> {
    const reader = { person, organisation: person.split("@")[1] ?? "" };
    await this.store.add([{ ...reader, kind: "hold", cause: "7:0" }], new Date());
    const [notice] = await this.store.newestOf(reader, 1);
    const id = notice?.id ?? "";
    await this.store.settle(id, { state: "dead", error: "550" });
    return id;
  }
}
