// SPDX-License-Identifier: Apache-2.0
import { type JsonValue, LicetError } from "@licet/domain";
import type { Database, DatabaseCaller } from "../../database/database.js";
import { GatewayError } from "../../errors/gateway-error.js";

/** Views that one person keeps at most. */
export const VIEWS_MAX = 100;

/** Views that one answer lists at most: one's own, and those of others. */
const LISTED_MAX = 1_000;

/** Who keeps views: the office is the one that they may share with. */
export interface ViewKeeper extends DatabaseCaller {
  readonly office?: string | undefined;
}

/** What a view says. */
export interface ViewContent {
  readonly name: string;
  readonly list: string;
  readonly filters: JsonValue;
  /** With whom it is shared: nobody, one's office, or everybody of the organisation who acts for the same party. */
  readonly shared: "nobody" | "office" | "organisation";
}

/** A view as it is kept. */
export interface View extends ViewContent {
  readonly id: string;
  readonly person: string;
  readonly own: boolean;
  readonly changedAt: string;
}

/** Lists with their filters, as people keep and share them. */
export class Views {
  readonly #database: Database;
  readonly #now: () => Date;

  constructor(database: Database, now: () => Date = () => new Date()) {
    this.#database = database;
    this.#now = now;
  }

  /** One's own views, and those that are shared with one. */
  list(keeper: ViewKeeper): Promise<View[]> {
    return this.#database.asCaller(keeper, async (db) => {
      const rows = await db
        .selectFrom("kept.view")
        .selectAll()
        .where((where) =>
          where.or([
            where("person", "=", keeper.person),
            where("office", "is", null),
            where("office", "=", keeper.office ?? ""),
          ]),
        )
        .orderBy("name")
        .orderBy("person")
        .orderBy("id")
        .limit(LISTED_MAX)
        .execute();
      return rows.map(({ id, person, name, list, filters, shared, office, changed_at }) => ({
        id,
        person,
        own: person === keeper.person,
        name,
        list,
        filters,
        shared: !shared ? "nobody" : office === null ? "organisation" : "office",
        changedAt: changed_at.toISOString(),
      }));
    });
  }

  /**
   * Keeps a view, in place of one's own of the same id.
   * @throws {LicetError} INVALID_INPUT where it is shared with an office and its keeper works in none.
   * @throws {GatewayError} TOO_MANY_KEPT.
   */
  async keep(keeper: ViewKeeper, id: string, { name, list, filters, shared }: ViewContent): Promise<void> {
    const { organisation, person, party, office } = keeper;
    if (shared === "office" && office === undefined) {
      throw new LicetError("INVALID_INPUT", "You work in no office that the view could be shared with.", {
        issues: [{ path: "shared", message: "names an office, and your identity has none" }],
      });
    }
    const row = {
      name,
      list,
      filters: JSON.stringify(filters),
      shared: shared !== "nobody",
      office: shared === "office" ? (office ?? null) : null,
      party: party ?? null,
      changed_at: this.#now().toISOString(),
    };
    await this.#database.asCaller(keeper, async (db) => {
      const own = db.selectFrom("kept.view").where("person", "=", person).where("id", "<>", id);
      const { count } = await own
        .select((select) => select.fn.countAll<string>().as("count"))
        .executeTakeFirstOrThrow();
      if (Number(count) >= VIEWS_MAX) {
        throw new GatewayError("TOO_MANY_KEPT", `You keep ${VIEWS_MAX.toString()} views already.`, { max: VIEWS_MAX });
      }
      await db
        .insertInto("kept.view")
        .values({ organisation, person, id, ...row })
        .onConflict((conflict) => conflict.columns(["organisation", "person", "id"]).doUpdateSet(row))
        .execute();
    });
  }

  /** @throws {LicetError} NOT_FOUND where one keeps no such view. */
  async delete(keeper: DatabaseCaller, id: string): Promise<void> {
    const deleted = await this.#database.asCaller(keeper, (db) =>
      db.deleteFrom("kept.view").where("person", "=", keeper.person).where("id", "=", id).returning("id").execute(),
    );
    if (deleted.length === 0) throw new LicetError("NOT_FOUND", "You keep no view of this id.", { id });
  }
}
