// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "@licet/domain";
import { type Kysely, type Selectable, sql } from "kysely";
import type { Database, DatabaseCaller } from "../../database/database.js";
import type { DeliveryState, DeliveryTable } from "../../database/kept/live-tables.js";
import type { Tables } from "../../database/tables.js";
import { formatPosition } from "../live/position.js";
import { DELIVERIES_PAGE_MAX } from "./limits.js";
import { readRow, roleOf } from "./webhooks.js";

/** Where a delivery may stand. */
export const DELIVERY_STATES = ["pending", "sent", "dead"] as const satisfies readonly DeliveryState[];

/** A message to a webhook as it is listed. */
export interface Delivery {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly position: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** When the next attempt is due, of one that waits. */
  readonly nextAt?: string;
  readonly triedAt?: string;
  /** What the last attempt came to: an HTTP status, or why there was none. */
  readonly outcome?: string;
}

/** Which deliveries are asked for. */
export interface DeliveriesAsked {
  readonly state?: DeliveryState | undefined;
  /** Number that the page begins below. */
  readonly before?: number | undefined;
}

/** Messages of webhooks: seen, and sent again. */
export class Deliveries {
  readonly #database: Database;
  readonly #wake: () => void;

  /** @param wake tells the sender that there is something to send */
  constructor(database: Database, wake: () => void) {
    this.#database = database;
    this.#wake = wake;
  }

  /**
   * Newest first.
   * @throws {LicetError} ROLE_NOT_ALLOWED, NOT_FOUND.
   */
  async list(
    caller: DatabaseCaller,
    webhook: string,
    { state, before }: DeliveriesAsked,
  ): Promise<{ deliveries: Delivery[]; before?: number }> {
    roleOf(caller);
    const rows = await this.#database.asCaller(caller, async (db) => {
      await readRow(db, webhook);
      let query = db.selectFrom("kept.delivery").selectAll().where("webhook", "=", webhook);
      if (state !== undefined) query = query.where("state", "=", state);
      if (before !== undefined) query = query.where("number", "<", before);
      return query.orderBy("number", "desc").limit(DELIVERIES_PAGE_MAX).execute();
    });
    const last = rows.length === DELIVERIES_PAGE_MAX ? rows.at(-1) : undefined;
    return { deliveries: rows.map(deliveryOf), ...(last === undefined ? {} : { before: last.number }) };
  }

  /**
   * Sends one that was given up again, in its place and under its id.
   * @throws {LicetError} ROLE_NOT_ALLOWED, NOT_FOUND.
   */
  async sendAgain(caller: DatabaseCaller, webhook: string, id: string): Promise<void> {
    if ((await this.#revive(caller, webhook, id)) > 0) return;
    throw new LicetError("NOT_FOUND", "The webhook has no message with this id that was given up.", { delivery: id });
  }

  /**
   * Sends all that were given up again.
   * @returns how many
   * @throws {LicetError} ROLE_NOT_ALLOWED, NOT_FOUND.
   */
  sendAllAgain(caller: DatabaseCaller, webhook: string): Promise<number> {
    return this.#revive(caller, webhook, undefined);
  }

  async #revive(caller: DatabaseCaller, webhook: string, id: string | undefined): Promise<number> {
    roleOf(caller);
    const revived = await this.#database.asCaller(caller, async (db) => {
      await readRow(db, webhook);
      return revive(db, webhook, id);
    });
    this.#wake();
    return revived;
  }
}

async function revive(db: Kysely<Tables>, webhook: string, id: string | undefined): Promise<number> {
  let query = db
    .updateTable("kept.delivery")
    .set({ state: "pending", attempts: 0, next_at: sql<Date>`now()` })
    .where("webhook", "=", webhook)
    .where("state", "=", "dead");
  if (id !== undefined) query = query.where("id", "=", id);
  const { numUpdatedRows } = await query.executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

function deliveryOf(row: Selectable<DeliveryTable>): Delivery {
  const { id, number, name, state, attempts, block, transaction } = row;
  return {
    id,
    number,
    name,
    position: formatPosition({ block, transaction }),
    state,
    attempts,
    ...(state === "pending" ? { nextAt: row.next_at.toISOString() } : {}),
    ...(row.tried_at === null ? {} : { triedAt: row.tried_at.toISOString() }),
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
  };
}
