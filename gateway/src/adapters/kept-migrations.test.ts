// SPDX-License-Identifier: Apache-2.0
import { sql } from "kysely";
import { expect, it } from "vitest";
import { KEPT_MIGRATIONS } from "../database/kept/index.js";
import { migrate } from "../database/migrate.js";
import type { SqlDatabase } from "../database/sql-database.js";
import { describeDatabases } from "../testing/databases.js";
import { KEPT_ROWS, type KeptRow } from "../testing/kept-rows.js";

/** Tables of what people keep, as the database knows them. */
async function tablesOf(database: SqlDatabase): Promise<string[]> {
  const { rows } = await database.asOwner((db) =>
    sql<{ name: string }>`select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'kept' and relkind = 'r' and relname not like 'kysely_%' order by relname`.execute(db),
  );
  return rows.map(({ name }) => name);
}

async function put(database: SqlDatabase, { table, row }: KeptRow): Promise<void> {
  const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
  const values = sql.join(Object.values(row).map((value) => sql.val(value)));
  await database.asGateway((db) =>
    sql`insert into ${sql.table(`kept.${table}`)} (${columns}) values (${values})`.execute(db),
  );
}

/** The columns that a row was written with, as they stand now. */
async function found(database: SqlDatabase, { table, row }: KeptRow): Promise<unknown> {
  const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
  const { rows } = await database.asGateway((db) =>
    sql`select ${columns} from ${sql.table(`kept.${table}`)}`.execute(db),
  );
  return rows;
}

describeDatabases("what people keep", (open) => {
  it("has a row of each table among those that later releases must keep", async () => {
    const database = await open();
    expect([...new Set(KEPT_ROWS.map(({ table }) => table))].sort()).toEqual(await tablesOf(database));
    await database.close();
  });

  it.each(KEPT_MIGRATIONS.map(({ id }, index) => [id, index + 1] as const))(
    "is there as it was, whatever runs after %s",
    async (_, count) => {
      const database = await open();
      await database.asOwner((db) => sql`drop schema kept cascade`.execute(db));
      await migrate(database, KEPT_MIGRATIONS.slice(0, count));
      const tables = await tablesOf(database);
      const kept = KEPT_ROWS.filter(({ table }) => tables.includes(table));
      for (const row of kept) await put(database, row);
      const before = await Promise.all(kept.map((row) => found(database, row)));
      await migrate(database);
      expect(await Promise.all(kept.map((row) => found(database, row)))).toEqual(before);
      expect(before.every((rows) => (rows as unknown[]).length === 1)).toBe(true);
      await database.close();
    },
  );
});
