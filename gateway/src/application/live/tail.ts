// SPDX-License-Identifier: Apache-2.0
import { type Kysely, sql } from "kysely";
import type { Database } from "../../database/database.js";
import type { Tables } from "../../database/tables.js";
import { expandChecks } from "./expand-checks.js";
import { CHECK_KEPT_DAYS, EVENTS_STEP_MAX, POLL_MS, PURGE_EVERY_MS } from "./limits.js";
import type { LiveItem } from "./live-item.js";
import { noteChanges } from "./note-changes.js";
import { comparePositions, type Position, START } from "./position.js";
import { inOrder, readEvents, readNotices } from "./stored-items.js";

/** Name under which the position is kept. */
const FOLLOWER = "checks";

/** What one step has found: everything behind the first position, up to the second. */
export interface Advance {
  readonly from: Position;
  readonly through: Position;
  readonly items: readonly LiveItem[];
}

/** Is told of every advance, in order. */
export type TailListener = (advance: Advance) => void;

/**
 * Follows the projection: finds out which kept checks an event concerns, notes it down, and then tells whoever listens. Nobody is told
 * of an event before its notices are kept, so that whoever goes on behind it has missed none.
 */
export class Tail {
  readonly #database: Database;
  readonly #onError: (error: unknown) => void;
  readonly #listeners = new Set<TailListener>();
  #position: Position = START;
  #running: Promise<void> | undefined;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #purgedAt = 0;
  #stopped = false;

  constructor(database: Database, onError: (error: unknown) => void) {
    this.#database = database;
    this.#onError = onError;
  }

  /** Begins to follow; the projection says at once when it has gone on, and is asked now and then besides. */
  async start(): Promise<void> {
    await this.advance();
    this.#timer = setInterval(() => this.wake(), POLL_MS).unref();
  }

  /** Up to where events can be told. */
  get position(): Position {
    return this.#position;
  }

  subscribe(listener: TailListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The projection has gone on. */
  wake(): void {
    this.advance().catch(this.#onError);
  }

  /** Follows as far as the projection has come. */
  advance(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#follow().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#running?.catch(() => undefined);
  }

  async #follow(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      await this.#purge();
      const { advance, more } = await this.#step();
      this.#again ||= more;
      if (comparePositions(advance.through, this.#position) === 0) continue;
      this.#position = advance.through;
      for (const listener of this.#listeners) listener(advance);
    }
  }

  #step(): Promise<{ readonly advance: Advance; readonly more: boolean }> {
    return this.#database.asGateway(async (db) => {
      const projected = await projectedUpTo(db);
      const from = await followedUpTo(db, projected);
      if (comparePositions(projected, from) <= 0) {
        // Another gateway has followed, or the projection is being made anew.
        return { advance: { from: projected, through: projected, items: [] }, more: false };
      }
      const events = await readEvents(db, { after: from, through: projected }, EVENTS_STEP_MAX);
      const last = events.length === EVENTS_STEP_MAX ? events.at(-1) : undefined;
      const through = last?.position ?? projected;
      await expandChecks(db, through.block);
      await noteChanges(db, events);
      const notices = await readNotices(db, { after: from, through });
      const { block, transaction } = through;
      await db.updateTable("kept.follower").set({ block, transaction }).where("name", "=", FOLLOWER).execute();
      return { advance: { from, through, items: inOrder([...events, ...notices]) }, more: last !== undefined };
    });
  }

  async #purge(): Promise<void> {
    if (Date.now() - this.#purgedAt < PURGE_EVERY_MS) return;
    this.#purgedAt = Date.now();
    await purgeChecks(this.#database);
  }
}

/** Removes checks, and the notices of them, that have been kept as long as they are kept. */
export async function purgeChecks(database: Database): Promise<void> {
  await database.asGateway((db) =>
    db
      .deleteFrom("kept.check")
      .where("at", "<", sql<Date>`now() - make_interval(days => ${CHECK_KEPT_DAYS}::integer)`)
      .execute(),
  );
}

async function projectedUpTo(db: Kysely<Tables>): Promise<Position> {
  const row = await db.selectFrom("ledger.projection").select(["block", "transaction"]).executeTakeFirst();
  if (row === undefined || row.block === null) return START;
  return { block: row.block, transaction: row.transaction ?? 0 };
}

/** Where the last step ended, held until this one ends; at first, where the projection is: nobody checked before. */
async function followedUpTo(db: Kysely<Tables>, projected: Position): Promise<Position> {
  await db
    .insertInto("kept.follower")
    .values({ name: FOLLOWER, ...projected })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { block, transaction } = await db
    .selectFrom("kept.follower")
    .select(["block", "transaction"])
    .where("name", "=", FOLLOWER)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { block, transaction };
}
