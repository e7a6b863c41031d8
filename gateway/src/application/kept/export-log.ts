// SPDX-License-Identifier: Apache-2.0
import { type JsonValue, OFFICER_ROLES, requireRole, type Role } from "@licet/domain";
import { sql } from "kysely";
import type { Database, DatabaseCaller } from "../../database/database.js";

/** Who reads what was exported: officers, and whoever keeps the organisation's register. */
const SUPERVISORS: readonly Role[] = [...OFFICER_ROLES, "registrar"];

/** An export that begins. */
export interface ExportBegun {
  readonly list: string;
  readonly format: string;
  readonly filters: Readonly<Record<string, JsonValue | undefined>>;
  /** How many rows it will have. */
  readonly rows: number;
}

/** An export as the log shows it. */
export interface ExportLogged {
  readonly person: string;
  readonly role: string | null;
  readonly party: string | null;
  readonly list: string;
  readonly format: string;
  readonly filters: JsonValue;
  readonly at: string;
  readonly rows: number;
  /** Rows that were handed over until it ended; null while it runs, or where the gateway stopped on the way. */
  readonly sent: number | null;
  readonly endedAt: string | null;
}

/** Which page of the log. */
export interface ExportLogPaging {
  readonly pageSize: number;
  /** Number of the line that the page before ended with; empty for the first page. */
  readonly bookmark: string;
}

/** Who took which list away. */
export class ExportLog {
  readonly #database: Database;
  readonly #now: () => Date;

  constructor(database: Database, now: () => Date = () => new Date()) {
    this.#database = database;
    this.#now = now;
  }

  /** Notes an export before its first row leaves. @returns what notes its end, with how many rows were handed over */
  async begin(
    caller: DatabaseCaller,
    { list, format, filters, rows }: ExportBegun,
  ): Promise<(sent: number) => Promise<void>> {
    const { organisation, person, role = null, party = null } = caller;
    const at = this.#now().toISOString();
    const line = { organisation, person, role, party, list, format, filters: JSON.stringify(filters), at, rows };
    const { number } = await this.#database.asGateway((db) =>
      db.insertInto("kept.export_log").values(line).returning("number").executeTakeFirstOrThrow(),
    );
    return async (sent) => {
      const ended_at = this.#now().toISOString();
      await this.#database.asGateway((db) =>
        db.updateTable("kept.export_log").set({ sent, ended_at }).where("number", "=", number).execute(),
      );
    };
  }

  /**
   * The caller's organisation's exports, the newest first.
   * @throws {LicetError} ROLE_NOT_ALLOWED to whoever is neither an officer nor a registrar.
   */
  async list(
    caller: DatabaseCaller,
    { pageSize, bookmark }: ExportLogPaging,
  ): Promise<{ readonly items: readonly ExportLogged[]; readonly bookmark: string }> {
    requireRole(caller.role, SUPERVISORS, "read the log of exports");
    const found = await this.#database.asCaller(caller, (db) =>
      db
        .selectFrom("kept.export_log")
        .selectAll()
        .where(sql<boolean>`${bookmark === ""} or number < ${bookmark === "" ? 0 : Number(bookmark)}`)
        .orderBy("number", "desc")
        .limit(pageSize + 1)
        .execute(),
    );
    const items = found.slice(0, pageSize);
    return {
      items: items.map(({ person, role, party, list, format, filters, at, rows, sent, ended_at }) => ({
        person,
        role,
        party,
        list,
        format,
        filters,
        at: at.toISOString(),
        rows,
        sent,
        endedAt: ended_at?.toISOString() ?? null,
      })),
      bookmark: found.length > pageSize ? (items.at(-1)?.number.toString() ?? "") : "",
    };
  }
}
