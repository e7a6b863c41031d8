// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPglite } from "./pglite/database.js";
import { openPostgres } from "./postgres/database.js";
import { ConfigError } from "../errors/config-error.js";
import type { DatabaseCaller } from "../database/database.js";
import { describeDatabases } from "../testing/databases.js";
import { KEPT_MIGRATIONS } from "../database/kept/index.js";
import { migrate, resetProjection } from "../database/migrate.js";
import type { SqlDatabase } from "../database/sql-database.js";

const OFFICER: DatabaseCaller = {
  organisation: "GBAuthorityMSP",
  person: "customs1@GBAuthorityMSP",
  role: "customs-officer",
};

describeDatabases("the gateway's database", (open) => {
  let database: SqlDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it("undoes what a failed transaction did, and gives way to the next", async () => {
    const failing = database.asGateway(async (db) => {
      await db.updateTable("ledger.projection").set({ block: 7 }).execute();
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    const { block } = await database.asGateway((db) =>
      db.selectFrom("ledger.projection").select("block").executeTakeFirstOrThrow(),
    );
    expect(block).toBeNull();
  });

  it("keeps transactions apart that run at the same time", async () => {
    const seen = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        database.asCaller({ ...OFFICER, person: `officer${at}` }, async (db) => {
          await sql`select 1`.execute(db);
          const who = await sql<{ who: string }>`select current_setting('licet.person') as who`.execute(db);
          return who.rows[0]?.who;
        }),
      ),
    );
    expect(seen).toEqual(Array.from({ length: 20 }, (_, at) => `officer${at}`));
  });

  it("forgets on whose behalf the last transaction was", async () => {
    await database.asCaller(OFFICER, (db) => sql`select 1`.execute(db));
    const left = await database.asOwner((db) =>
      sql<{
        organisation: string | null;
        role: string;
      }>`select current_setting('licet.organisation', true) as organisation,
        current_setting('role') as role`.execute(db),
    );
    expect(left.rows[0]?.organisation ?? "").toBe("");
    expect(left.rows[0]?.role).toBe("none");
  });

  it.each([
    ["write the projection", sql`update ledger.projection set block = 1`],
    ["write a record", sql`delete from ledger.record`],
    ["make a table", sql`create table ledger.mine (a int)`],
    ["put row-level security out of force", sql`alter table ledger.part no force row level security`],
    ["look into the migrations", sql`select * from kept.kysely_migration`],
    ["make a role", sql`create role other`],
    ["read the server's files", sql`select pg_read_file('postgresql.conf')`],
  ])("lets no caller %s", async (_, statement) => {
    await expect(database.asCaller(OFFICER, (db) => statement.execute(db))).rejects.toThrow(/permission|must be owner/);
  });

  it("binds every table of both schemas to row-level security, also for its owner", async () => {
    const unbound = await database.asOwner((db) =>
      sql<{ name: string }>`select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('ledger', 'kept') and relkind = 'r' and not (relrowsecurity and relforcerowsecurity)
        and relname not like 'kysely_%'`.execute(db),
    );
    expect(unbound.rows).toEqual([]);
  });

  it("may be opened again: nothing is migrated twice, and a projection in the present form stays", async () => {
    await database.asGateway((db) => db.updateTable("ledger.projection").set({ block: 9 }).execute());
    await migrate(database);
    const blockNow = (): Promise<{ block: number | null }> =>
      database.asGateway((db) => db.selectFrom("ledger.projection").select("block").executeTakeFirstOrThrow());
    expect(await blockNow()).toEqual({ block: 9 });
    await database.asGateway((db) => db.updateTable("ledger.projection").set({ form: "earlier" }).execute());
    await migrate(database);
    expect(await blockNow()).toEqual({ block: null });
    await database.asGateway((db) => db.updateTable("ledger.projection").set({ block: 9 }).execute());
    await resetProjection(database);
    expect(await blockNow()).toEqual({ block: null });
  });

  it("says which migration failed, and keeps nothing of it", async () => {
    const kept = [
      ...KEPT_MIGRATIONS,
      { id: "9999-broken", up: "create table kept.half (a int); select nothing from nowhere" },
    ];
    await expect(migrate(database, kept)).rejects.toThrow(/9999-broken/);
    const half = await database.asOwner((db) =>
      sql<{ name: string | null }>`select to_regclass('kept.half')::text as name`.execute(db),
    );
    expect(half.rows[0]?.name).toBeNull();
  });
});

describe("the embedded database on disk", () => {
  it("is its owner's alone, and keeps what was committed", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "licet-pglite-"));
    try {
      const home = path.join(folder, "database");
      const first = await openPglite(home);
      await first.asGateway((db) => db.updateTable("ledger.projection").set({ block: 3 }).execute());
      await first.close();
      expect(statSync(home).mode & 0o777).toBe(0o700);
      const second = await openPglite(home);
      const kept = await second.asGateway((db) =>
        db.selectFrom("ledger.projection").select("block").executeTakeFirstOrThrow(),
      );
      await second.close();
      expect(kept).toEqual({ block: 3 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("a server that is not there", () => {
  it("is refused in words", async () => {
    await expect(openPostgres("postgres://licet@127.0.0.1:1/licet")).rejects.toThrow(ConfigError);
  });
});
