// SPDX-License-Identifier: Apache-2.0
import { type Kysely, type Migration, Migrator, sql } from "kysely";
import { hashOfText } from "@licet/domain";
import { ConfigError } from "../errors/config-error.js";
import { KEPT_MIGRATIONS } from "./kept/index.js";
import type { KeptMigration } from "./kept/migration.js";
import { PROJECTION_SQL } from "./ledger/schema.js";
import { GATEWAY_ROLE, ROLES_SQL } from "./roles.js";
import type { SqlDatabase } from "./sql-database.js";
import type { Tables } from "./tables.js";

const KEPT_SCHEMA = "kept";

/** Form of the projection: where it is another one than the database holds, the projection is made anew. */
export const PROJECTION_FORM = hashOfText(PROJECTION_SQL);

/**
 * Brings a database to the form that this gateway uses: roles, what people keep (migrated forward), and the projection (made anew
 * where its form has changed; it is read again from the first block then).
 * @throws {ConfigError} where a migration fails, or the database has been used by a later release.
 */
export async function migrate(database: SqlDatabase, kept: readonly KeptMigration[] = KEPT_MIGRATIONS): Promise<void> {
  await database.asOwner(async (owner) => {
    await sql.raw(ROLES_SQL).execute(owner);
    await migrateKept(owner, kept);
    await prepareProjection(owner);
  });
}

/** Drops the projection and makes it anew, empty: it is read again from the first block. */
export async function resetProjection(database: SqlDatabase): Promise<void> {
  await database.asOwner((owner) => createProjection(owner));
}

/** Has the database look at its rows anew, for the plans of its queries: the embedded one does not do so by itself. */
export async function analyseProjection(database: SqlDatabase): Promise<void> {
  await database.asOwner((owner) => sql.raw(`ANALYZE ${PROJECTION_TABLES.join(", ")}`).execute(owner));
}

const PROJECTION_TABLES = ["record", "part", "private_hash", "concern", "facet", "words", "event", "event_subject"].map(
  (name) => `ledger.${name}`,
);

async function migrateKept(owner: Kysely<Tables>, kept: readonly KeptMigration[]): Promise<void> {
  const migrations = Object.fromEntries(kept.map(({ id, up }) => [id, migrationOf(up)]));
  const migrator = new Migrator({
    db: owner,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableSchema: KEPT_SCHEMA,
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results.find(({ status }) => status === "Error")?.migrationName;
  const where = failed === undefined ? "" : ` at ${failed}`;
  throw new ConfigError(`What people keep could not be migrated${where}: ${messageOf(error)}`);
}

function migrationOf(up: string): Migration {
  return {
    up: async (owner) => {
      await sql.raw(up).execute(owner);
    },
  };
}

async function prepareProjection(owner: Kysely<Tables>): Promise<void> {
  if ((await formOf(owner)) !== PROJECTION_FORM) await createProjection(owner);
}

/** Form of the projection that the database holds; undefined where it holds none. */
async function formOf(owner: Kysely<Tables>): Promise<string | undefined> {
  const found = await sql<{ name: string | null }>`select to_regclass('ledger.projection')::text as name`.execute(
    owner,
  );
  if (found.rows[0]?.name === null) return undefined;
  return owner.transaction().execute(async (transaction) => {
    await becomeGateway(transaction);
    return (await transaction.selectFrom("ledger.projection").select("form").executeTakeFirst())?.form;
  });
}

function createProjection(owner: Kysely<Tables>): Promise<void> {
  return owner.transaction().execute(async (transaction) => {
    await sql.raw(PROJECTION_SQL).execute(transaction);
    await becomeGateway(transaction);
    await transaction.insertInto("ledger.projection").values({ form: PROJECTION_FORM }).execute();
  });
}

/** Rows are for the gateway's role alone: row-level security binds the tables' owner too. */
async function becomeGateway(transaction: Kysely<Tables>): Promise<void> {
  await sql`select set_config('role', ${GATEWAY_ROLE}, true)`.execute(transaction);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
