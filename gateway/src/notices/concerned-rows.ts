// SPDX-License-Identifier: Apache-2.0
import { sql } from "kysely";
import type { Database } from "../database/database.js";
import type { Concerned } from "./notices.js";

/** Types of records that a check rests on, as its subjects name them. */
const CHECKED_TYPES = ["licence", "certificate", "consignment"];

/** Whom records concern, by the projection and by the checks that were kept here. */
export function concernedRows(database: Database): Concerned {
  return {
    partiesOf: (consignment) =>
      database.asGateway(async (db) => {
        const rows = await db
          .selectFrom("ledger.concern")
          .select("party")
          .distinct()
          .where("kind", "=", "consignment")
          .where("id", "=", consignment)
          .where((or) => or.or([or("until", "is", null), or("until", ">", sql<Date>`now()`)]))
          .execute();
        return rows.map(({ party }) => party);
      }),
    checkersOf: (record) =>
      database.asGateway(async (db) => {
        const subjects = CHECKED_TYPES.map((type) => `${type}/${record}`);
        const rows = await db
          .selectFrom("kept.check")
          .select("person")
          .distinct()
          .where(sql<boolean>`subjects && ${sql.val(subjects)}::text[]`)
          .execute();
        return rows.map(({ person }) => person);
      }),
  };
}
