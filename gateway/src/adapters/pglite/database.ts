// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdirSync } from "node:fs";
import { migrate } from "../../database/migrate.js";
import { SqlDatabase } from "../../database/sql-database.js";
import { PglitePool } from "./pool.js";

const OWNER_ONLY = 0o700;

/**
 * Opens the embedded database and brings it to the present form.
 * @param folder left out for one in memory
 * @throws {PgliteError} where the folder holds no database that can be opened.
 * @throws {ConfigError} where it cannot be migrated.
 */
export async function openPglite(folder?: string): Promise<SqlDatabase> {
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true, mode: OWNER_ONLY });
    chmodSync(folder, OWNER_ONLY);
  }
  const database = new SqlDatabase("pglite", await PglitePool.open(folder));
  await migrate(database);
  return database;
}
