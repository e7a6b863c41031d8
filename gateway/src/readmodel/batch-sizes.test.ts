// SPDX-License-Identifier: Apache-2.0
import { Membership } from "@licet/domain";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { JoinedEvent } from "../blocks/join-parts.js";
import { resetProjection } from "../database/migrate.js";
import type { SqlDatabase } from "../database/sql-database.js";
import { describeDatabases } from "../testing/databases.js";
import { foundedMembers } from "../testing/recorded-blocks.js";
import { randomTransactions } from "../testing-readmodel/random-transactions.js";
import { Projection } from "./projection.js";

const TABLES = ["record", "part", "private_hash", "concern", "facet", "words", "event", "event_subject"] as const;
const TRANSACTIONS = 150;
const members = Membership.of(foundedMembers(), "");

describeDatabases("what many transactions at once become", (open) => {
  let database: SqlDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  /** Every row of every table, after events were taken up so many at a time. */
  async function rowsAfter(events: readonly JoinedEvent[], size: number): Promise<Record<string, readonly string[]>> {
    await resetProjection(database);
    for (let at = 0; at < events.length; at += size) {
      await database.asGateway((db) => new Projection(db, members).take(events.slice(at, at + size)));
    }
    return database.asGateway(async (db) => {
      const tables: Record<string, readonly string[]> = {};
      for (const table of TABLES) {
        const { rows } = await sql<{ row: string }>`select to_jsonb(t)::text as row
          from ${sql.table(`ledger.${table}`)} t order by 1`.execute(db);
        tables[table] = rows.map(({ row }) => row);
      }
      return tables;
    });
  }

  it.each(["one", "two"])("is what they become one by one: history %s", { timeout: 600_000 }, async (seed) => {
    const events = randomTransactions(seed, TRANSACTIONS);
    const expected = await rowsAfter(events, 1);
    for (const table of TABLES) expect(expected[table]?.length, table).toBeGreaterThan(0);
    for (const size of [2, 7, 50, events.length])
      expect(await rowsAfter(events, size), size.toString()).toEqual(expected);
  });

  it("takes no more statements for many than for one", async () => {
    const events = randomTransactions("count", TRANSACTIONS);
    const statements = async (size: number): Promise<number> => {
      let count = 0;
      await resetProjection(database);
      await database.asGateway(async (db) => {
        const counting = db.withPlugin({
          transformQuery: ({ node }) => {
            count += 1;
            return node;
          },
          transformResult: ({ result }) => Promise.resolve(result),
        });
        await new Projection(counting, members).take(events.slice(-size));
      });
      return count;
    };
    expect(await statements(TRANSACTIONS)).toBeLessThanOrEqual(25);
  });
});
