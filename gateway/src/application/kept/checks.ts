// SPDX-License-Identifier: Apache-2.0
import { sql } from "kysely";
import type { Database, DatabaseCaller } from "../../database/database.js";

/** Checks that one answer lists at most, newest first. */
export const CHECKS_LISTED_MAX = 100;

/** A check as it is shown. */
export interface Check {
  readonly person: string;
  readonly askedAt: string;
  readonly block: number | null;
  readonly subjects: readonly string[];
  readonly disposition: string;
  readonly codes: readonly string[];
}

/** What was asked at checkpoints through this gateway: on the ledger stands only what an officer put on record. */
export class Checks {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** What was asked of a record, newest first. @param subject as `type/id` */
  list(caller: DatabaseCaller, subject: string): Promise<Check[]> {
    return this.#database.asCaller(caller, async (db) => {
      const rows = await db
        .selectFrom("kept.check")
        .selectAll()
        .where(sql<boolean>`subjects @> array[${subject}]`)
        .orderBy("at", "desc")
        .orderBy("id")
        .limit(CHECKS_LISTED_MAX)
        .execute();
      return rows.map(({ person, at, block, subjects, disposition, codes }) => ({
        person,
        askedAt: at.toISOString(),
        block,
        subjects,
        disposition,
        codes,
      }));
    });
  }
}
