// SPDX-License-Identifier: Apache-2.0
import { type Kysely, type Selectable, sql } from "kysely";
import type { Database } from "../../database/database.js";
import type { DeliveryTable } from "../../database/kept/live-tables.js";
import type { Tables } from "../../database/tables.js";
import type { WebhookKeys } from "./keys.js";
import { ATTEMPTS_MAX, DEAD_IN_A_ROW_MAX } from "./limits.js";

const MS_PER_SECOND = 1_000;

/** The message that is next, with what it is sent with. */
export interface NextMessage {
  readonly url: string;
  /** Keys to sign it with; none where this gateway can open none. */
  readonly secrets: readonly string[];
  readonly delivery: Pick<Selectable<DeliveryTable>, "id" | "body" | "attempts">;
}

/** What became of an attempt. */
export type AttemptResult = "sent" | "retry" | "dead";

/** What is noted of an attempt. */
export interface Attempt {
  readonly webhook: string;
  readonly delivery: string;
  /** HTTP status, or why there was none. */
  readonly outcome: string;
  readonly success: boolean;
  /** The receiver says that it is gone for good. */
  readonly gone: boolean;
  /** Wait before the next attempt, in milliseconds. */
  readonly waitMs: number;
}

/**
 * Gives webhooks to one sender at a time, so that messages of one stay in order and two gateways on one database do not send the same.
 * A sender that dies has its webhooks until the lease ends; what it had sent and not noted is sent again under the same id.
 */
export class Leases {
  readonly #database: Database;
  readonly #keys: WebhookKeys;
  readonly #sender: string;
  readonly #leaseMs: number;

  constructor(database: Database, keys: WebhookKeys, sender: string, leaseMs: number) {
    this.#database = database;
    this.#keys = keys;
    this.#sender = sender;
    this.#leaseMs = leaseMs;
  }

  /** Takes webhooks whose next message is due, of organisations whose keys are here. */
  async take(max: number): Promise<string[]> {
    return this.#database.asGateway(async (db) => {
      const { rows } = await sql<{ id: string }>`
        UPDATE kept.webhook SET lease = ${this.#sender}::uuid, leased_until = ${this.#until()}
        WHERE id IN (
          SELECT w.id FROM kept.webhook w
          WHERE w.paused IS NULL AND w.organisation = ANY (${sql.val(this.#keys.organisations)}::text[]) AND (w.leased_until IS NULL OR w.leased_until < now())
            AND (SELECT d.next_at FROM kept.delivery d WHERE d.webhook = w.id AND d.state = 'pending'
              ORDER BY d.number LIMIT 1) <= now()
          ORDER BY w.leased_until NULLS FIRST, w.id LIMIT ${max}
          FOR UPDATE SKIP LOCKED
        ) RETURNING id`.execute(db);
      return rows.map(({ id }) => id);
    });
  }

  /** Renews the lease of a webhook. @returns its next message; undefined where none is due, or the lease was lost */
  async next(webhook: string): Promise<NextMessage | undefined> {
    return this.#database.asGateway(async (db) => {
      const held = await db
        .updateTable("kept.webhook")
        .set({ leased_until: this.#until() })
        .where("id", "=", webhook)
        .where("lease", "=", this.#sender)
        .where("leased_until", ">=", sql<Date>`now()`)
        .where("paused", "is", null)
        .returning("url")
        .executeTakeFirst();
      if (held === undefined) return undefined;
      const delivery = await db
        .selectFrom("kept.delivery")
        .select(["id", "body", "attempts", sql<boolean>`next_at <= now()`.as("due")])
        .where("webhook", "=", webhook)
        .where("state", "=", "pending")
        .orderBy("number")
        .limit(1)
        .executeTakeFirst();
      if (delivery?.due !== true) return undefined;
      return { url: held.url, delivery, secrets: await this.#keys.inForce(db, webhook) };
    });
  }

  /** Notes what an attempt came to, and pauses a webhook to which nothing gets through. */
  async note(attempt: Attempt): Promise<AttemptResult> {
    const { webhook, delivery, outcome, success, gone } = attempt;
    return this.#database.asGateway(async (db) => {
      const row = await db
        .updateTable("kept.delivery")
        .set((of) => ({
          attempts: of("attempts", "+", 1),
          tried_at: sql<Date>`now()`,
          outcome,
          next_at: sql<Date>`now() + make_interval(secs => ${attempt.waitMs / MS_PER_SECOND}::double precision)`,
        }))
        .where("id", "=", delivery)
        .where("state", "=", "pending")
        .returning("attempts")
        .executeTakeFirst();
      const result: AttemptResult = success ? "sent" : gone || (row?.attempts ?? 0) >= ATTEMPTS_MAX ? "dead" : "retry";
      if (row === undefined || result === "retry") return result;
      await db.updateTable("kept.delivery").set({ state: result }).where("id", "=", delivery).execute();
      await noteWebhook(db, webhook, result, gone);
      return result;
    });
  }

  async release(webhook: string): Promise<void> {
    await this.#database.asGateway((db) =>
      db
        .updateTable("kept.webhook")
        .set({ lease: null, leased_until: null })
        .where("id", "=", webhook)
        .where("lease", "=", this.#sender)
        .execute(),
    );
  }

  #until() {
    return sql<Date>`now() + make_interval(secs => ${this.#leaseMs / MS_PER_SECOND}::double precision)`;
  }
}

async function noteWebhook(db: Kysely<Tables>, webhook: string, result: "sent" | "dead", gone: boolean): Promise<void> {
  if (result === "sent") {
    await db.updateTable("kept.webhook").set({ dead_in_a_row: 0 }).where("id", "=", webhook).execute();
    return;
  }
  await sql`
    UPDATE kept.webhook SET dead_in_a_row = dead_in_a_row + 1, paused = coalesce(paused, CASE
      WHEN ${gone} THEN 'gone' WHEN dead_in_a_row + 1 >= ${DEAD_IN_A_ROW_MAX}::integer THEN 'dead-letters' END)
    WHERE id = ${webhook}::uuid`.execute(db);
}
