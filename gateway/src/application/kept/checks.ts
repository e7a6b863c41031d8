// SPDX-License-Identifier: Apache-2.0
import { sql } from "kysely";
import type { Database, DatabaseCaller } from "../../database/database.js";

/** Checks that one answer lists at most, newest first. */
const CHECKS_PAGE_MAX = 100;

/** A check as it is shown. */
export interface Check {
  readonly id: string;
  readonly person: string;
  readonly askedAt: string;
  readonly block: number | null;
  readonly subjects: readonly string[];
  readonly disposition: string;
  readonly codes: readonly string[];
}

/** Checks, newest first. */
export interface CheckPage {
  readonly items: readonly Check[];
  /** The check that the next page lies before; left out where there is none. */
  readonly before?: string;
}

/** What was asked at checkpoints through this gateway: on the ledger stands only what an officer put on record. */
export class Checks {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * What was asked of a record, newest first.
   * @param subject as `type/id`
   * @param before id of the check that all of them lie before; from the newest on where left out
   */
  list(caller: DatabaseCaller, subject: string, before?: string): Promise<CheckPage> {
    return this.#database.asCaller(caller, async (db) => {
      let query = db
        .selectFrom("kept.check")
        .selectAll()
        .where(sql<boolean>`subjects @> array[${subject}]`);
      if (before !== undefined)
        query = query.where(
          sql<boolean>`(at, id) < (SELECT last.at, last.id FROM kept."check" AS last WHERE last.id = ${before}::uuid)`,
        );
      const rows = await query
        .orderBy("at", "desc")
        .orderBy("id", "desc")
        .limit(CHECKS_PAGE_MAX + 1)
        .execute();
      const items = rows.slice(0, CHECKS_PAGE_MAX).map(({ id, person, at, block, subjects, disposition, codes }) => ({
        id,
        person,
        askedAt: at.toISOString(),
        block,
        subjects,
        disposition,
        codes,
      }));
      const last = rows.length > CHECKS_PAGE_MAX ? items.at(-1) : undefined;
      return { items, ...(last === undefined ? {} : { before: last.id }) };
    });
  }
}
