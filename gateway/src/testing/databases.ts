// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, it } from "vitest";
import { openPglite } from "../adapters/pglite/database.js";
import { openPostgres } from "../adapters/postgres/database.js";
import type { SqlDatabase } from "../database/sql-database.js";
import { findPostgres, PostgresServer } from "./postgres-server.js";

/** Opens a database that nobody else has, empty and in the present form. */
export type OpenDatabase = () => Promise<SqlDatabase>;

/** Runs a suite on the embedded database and on a PostgreSQL server; the latter is skipped, and says so, where none is installed. */
export function describeDatabases(name: string, suite: (open: OpenDatabase) => void): void {
  describe(`${name}, on PGlite`, () => suite(() => openPglite()));
  describe(`${name}, on PostgreSQL`, () => {
    const programs = findPostgres();
    if (programs === undefined) {
      it("runs where a server is installed", ({ skip }) => skip("no PostgreSQL server"));
      return;
    }
    let server: PostgresServer;
    beforeAll(async () => {
      server = await PostgresServer.start(programs);
    });
    afterAll(() => server.stop());
    suite(async () => openPostgres(await server.createDatabase()));
  });
}
