// SPDX-License-Identifier: Apache-2.0
import { Kysely, PostgresDialect, type PostgresPool, sql } from "kysely";
import type { Database, DatabaseCaller, DatabaseWork } from "./database.js";
import { CALLER_ROLE, GATEWAY_ROLE } from "./roles.js";
import type { Tables } from "./tables.js";

/**
 * The gateway's database over a pool of connections to PostgreSQL or to what speaks as it does. Each transaction takes on a role that
 * owns no table: PGlite's only user is a superuser, whom row-level security would not bind.
 */
export class SqlDatabase implements Database {
  readonly kind: Database["kind"];
  readonly #kysely: Kysely<Tables>;

  constructor(kind: Database["kind"], pool: PostgresPool) {
    this.kind = kind;
    this.#kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  }

  asGateway<T>(work: DatabaseWork<T>): Promise<T> {
    return this.#as(GATEWAY_ROLE, { organisation: "", person: "" }, work);
  }

  asCaller<T>(caller: DatabaseCaller, work: DatabaseWork<T>): Promise<T> {
    return this.#as(CALLER_ROLE, caller, work);
  }

  /** As the tables' owner: for migrations and nothing else. */
  asOwner<T>(work: DatabaseWork<T>): Promise<T> {
    return work(this.#kysely);
  }

  close(): Promise<void> {
    return this.#kysely.destroy();
  }

  #as<T>(databaseRole: string, caller: DatabaseCaller, work: DatabaseWork<T>): Promise<T> {
    const { organisation, person, role = "", party = "" } = caller;
    return this.#kysely.transaction().execute(async (transaction) => {
      await sql`select set_config('licet.organisation', ${organisation}, true), set_config('licet.person', ${person}, true),
        set_config('licet.role', ${role}, true), set_config('licet.party', ${party}, true),
        set_config('role', ${databaseRole}, true)`.execute(transaction);
      return work(transaction);
    });
  }
}
