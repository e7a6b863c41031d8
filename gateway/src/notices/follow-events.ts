// SPDX-License-Identifier: Apache-2.0
import { sql } from "kysely";
import type { KnownAnnouncement } from "../blocks/announcement.js";
import type { Database } from "../database/database.js";
import type { Notices } from "./notices.js";

/** Name under which the position is kept. */
const FOLLOWER = "mail";

/** Events that are looked at in one step. */
const EVENTS_MAX = 200;

/** Where an event stands. */
interface Position {
  readonly block: number;
  readonly transaction: number;
}

/**
 * Turns the projection's events into notices to be sent, each once, and goes on behind the last after a stop. It begins with what comes
 * after it was first started: nobody is told of what is long over.
 */
export class EventFollower {
  readonly #database: Database;
  readonly #notices: Pick<Notices, "take">;
  readonly #onError: (error: unknown) => void;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(database: Database, notices: Pick<Notices, "take">, onError: (error: unknown) => void) {
    this.#database = database;
    this.#notices = notices;
    this.#onError = onError;
  }

  /** The projection has gone on. */
  wake(): void {
    this.advance().catch(this.#onError);
  }

  /** Takes what the projection holds behind the last event that was taken. */
  advance(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#follow().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running?.catch(() => undefined);
  }

  async #follow(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      const position = await this.#position();
      if (position !== undefined && (await this.#takeBehind(position)) === EVENTS_MAX) this.#again = true;
    }
  }

  async #takeBehind({ block, transaction }: Position): Promise<number> {
    const events = await this.#database.asGateway((db) =>
      db
        .selectFrom("ledger.event")
        .select(["block", "transaction", "name", "payload"])
        .where(sql<boolean>`(block, transaction) > (${block}, ${transaction})`)
        .orderBy("block")
        .orderBy("transaction")
        .limit(EVENTS_MAX)
        .execute(),
    );
    for (const { name, payload, ...at } of events) {
      const event = { name, payload } as unknown as Pick<KnownAnnouncement, "name" | "payload">;
      await this.#notices.take(event, `${at.block}:${at.transaction}`);
      await this.#keep(at);
    }
    return events.length;
  }

  /** Where to go on; undefined before anything is projected. */
  async #position(): Promise<Position | undefined> {
    const [kept, projected] = await this.#database.asGateway(async (db) => [
      await db.selectFrom("kept.follower").selectAll().where("name", "=", FOLLOWER).executeTakeFirst(),
      await db.selectFrom("ledger.projection").select(["block", "transaction"]).executeTakeFirst(),
    ]);
    if (kept !== undefined) return kept;
    if (projected === undefined || projected.block === null || projected.transaction === null) return undefined;
    const newest = { block: projected.block, transaction: projected.transaction };
    await this.#keep(newest);
    return newest;
  }

  async #keep(at: Position): Promise<void> {
    await this.#database.asGateway((db) =>
      db
        .insertInto("kept.follower")
        .values({ name: FOLLOWER, ...at })
        .onConflict((conflict) => conflict.column("name").doUpdateSet(at))
        .execute(),
    );
  }
}
