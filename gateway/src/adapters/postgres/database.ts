// SPDX-License-Identifier: Apache-2.0
import pg from "pg";
import { migrate } from "../../database/migrate.js";
import { SqlDatabase } from "../../database/sql-database.js";
import { ConfigError } from "../../errors/config-error.js";

/** Connections that one gateway holds at most. */
const CONNECTIONS_MAX = 10;

/** How long a connection may take to open, in milliseconds. */
const CONNECT_MS_MAX = 10_000;

/** How long a statement may run, in milliseconds: a query that takes longer is refused by the server. */
const STATEMENT_MS_MAX = 60_000;

/** Whole numbers of eight bytes come as numbers: none here passes 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (type, format): unknown =>
    type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format),
};

/**
 * Opens a database of a PostgreSQL server and brings it to the present form.
 * @param url as `DATABASE_URL` gives it: postgres://user:password@host:port/name
 * @throws {ConfigError} where the server cannot be reached, or the database cannot be migrated.
 */
export async function openPostgres(url: string): Promise<SqlDatabase> {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_MS_MAX,
    statement_timeout: STATEMENT_MS_MAX,
    application_name: "licet-gateway",
    // Compiling a plan takes longer than running it: the estimates of row-level security's conditions are far too high.
    options: "-c jit=off",
    types,
  });
  // A connection that breaks while nobody uses it is replaced by the pool.
  pool.on("error", () => undefined);
  await reach(pool);
  const database = new SqlDatabase("postgres", pool);
  await migrate(database);
  return database;
}

async function reach(pool: pg.Pool): Promise<void> {
  try {
    await pool.query("select 1");
  } catch (error) {
    await pool.end();
    const reason = error instanceof Error ? error.message || error.name : String(error);
    throw new ConfigError(`The database of DATABASE_URL cannot be used: ${reason}.`);
  }
}
