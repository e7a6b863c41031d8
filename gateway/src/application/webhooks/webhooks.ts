// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from "node:crypto";
import { LicetError, OFFICER_ROLES, requireRole, type Role } from "@licet/domain";
import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Database, DatabaseCaller } from "../../database/database.js";
import type { Tables } from "../../database/tables.js";
import { GatewayError } from "../../errors/gateway-error.js";
import type { WebhookSender } from "../../ports/webhook-sender.js";
import { oneLine } from "../checked-input.js";
import { EventFilter } from "../live/event-filter.js";
import { comparePositions, formatPosition, parsePosition, type Position } from "../live/position.js";
import type { WebhookKeys } from "./keys.js";
import { KEY_OVERLAP_HOURS, WEBHOOKS_MAX } from "./limits.js";
import { newSecret } from "./signature.js";
import { type Webhook, WEBHOOK_COLUMNS, type WebhookRow, webhookOf } from "./webhook.js";

/** Who manages an organisation's webhooks. Who acts for one party listens to a stream instead: a webhook is told what officers may know. */
export const WEBHOOK_ROLES: readonly Role[] = [...OFFICER_ROLES, "registrar"];

/** What a webhook is made of. */
export const NewWebhook = z.strictObject({
  url: z.string().max(2_000).describe("https address that events are posted to"),
  description: oneLine(200).default("").describe("what it is for"),
  filter: EventFilter.default({}).describe("which events; all where left out"),
  after: z
    .string()
    .max(40)
    .optional()
    .describe("position behind which it begins, 0 for all events; now where left out"),
});
export type NewWebhook = z.output<typeof NewWebhook>;

/** A webhook with the key that it is signed with, which is told once. */
export interface WebhookWithSecret extends Webhook {
  readonly secret: string;
}

/** The webhooks of organisations. */
export class Webhooks {
  readonly #database: Database;
  readonly #keys: WebhookKeys;
  readonly #sender: WebhookSender;
  readonly #newest: () => Position;

  constructor(database: Database, keys: WebhookKeys, sender: WebhookSender, newest: () => Position) {
    this.#database = database;
    this.#keys = keys;
    this.#sender = sender;
    this.#newest = newest;
  }

  /**
   * Makes a webhook.
   * @throws {LicetError} ROLE_NOT_ALLOWED, INVALID_INPUT.
   * @throws {GatewayError} WEBHOOK_ADDRESS_REFUSED, TOO_MANY_WEBHOOKS.
   */
  async create(caller: DatabaseCaller, { url, description, filter, after }: NewWebhook): Promise<WebhookWithSecret> {
    const role = roleOf(caller);
    const position = this.#beginning(after);
    await this.#sender.check(url);
    const { organisation, person } = caller;
    const id = randomUUID();
    const secret = newSecret();
    const row = await this.#database.asCaller(caller, async (db) => {
      await requireRoom(db, organisation);
      const values = { id, organisation, created_by: person, role, url, description, filter: JSON.stringify(filter) };
      await db
        .insertInto("kept.webhook")
        .values({ ...values, ...position })
        .execute();
      await this.#keys.enter(db, id, organisation, secret);
      return readRow(db, id);
    });
    return { ...webhookOf(row), secret };
  }

  /** @throws {LicetError} ROLE_NOT_ALLOWED. */
  async list(caller: DatabaseCaller): Promise<Webhook[]> {
    roleOf(caller);
    const rows = await this.#database.asCaller(caller, (db) =>
      db.selectFrom("kept.webhook").select(WEBHOOK_COLUMNS).orderBy("created_at").orderBy("id").execute(),
    );
    return rows.map(webhookOf);
  }

  /** @throws {LicetError} ROLE_NOT_ALLOWED, NOT_FOUND. */
  async read(caller: DatabaseCaller, id: string): Promise<Webhook> {
    roleOf(caller);
    return webhookOf(await this.#database.asCaller(caller, (db) => readRow(db, id)));
  }

  /**
   * Stops sending; what happens from now on is sent once it is resumed.
   * @throws {LicetError} ROLE_NOT_ALLOWED, NOT_FOUND.
   */
  pause(caller: DatabaseCaller, id: string): Promise<Webhook> {
    return this.#change(caller, id, (db) =>
      db.updateTable("kept.webhook").set({ paused: "by-owner" }).where("id", "=", id).execute(),
    );
  }

  /**
   * Sends again, from where it stopped.
   * @throws {LicetError} ROLE_NOT_ALLOWED, NOT_FOUND.
   */
  resume(caller: DatabaseCaller, id: string): Promise<Webhook> {
    return this.#change(caller, id, (db) =>
      db.updateTable("kept.webhook").set({ paused: null, dead_in_a_row: 0 }).where("id", "=", id).execute(),
    );
  }

  /** @throws {LicetError} ROLE_NOT_ALLOWED, NOT_FOUND. */
  async delete(caller: DatabaseCaller, id: string): Promise<void> {
    await this.#change(caller, id, (db) => db.deleteFrom("kept.webhook").where("id", "=", id).execute(), false);
  }

  /**
   * Makes a new key. The former one signs beside it for some hours, and no third one does.
   * @throws {LicetError} ROLE_NOT_ALLOWED, NOT_FOUND.
   */
  async rotateKey(caller: DatabaseCaller, id: string): Promise<WebhookWithSecret> {
    const secret = newSecret();
    const { organisation } = caller;
    const webhook = await this.#change(caller, id, async (db) => {
      const keys = db.deleteFrom("kept.webhook_key").where("webhook", "=", id);
      await keys.where("until", "is not", null).execute();
      await db
        .updateTable("kept.webhook_key")
        .set({ until: sql<Date>`now() + make_interval(hours => ${KEY_OVERLAP_HOURS}::integer)` })
        .where("webhook", "=", id)
        .execute();
      await this.#keys.enter(db, id, organisation, secret);
    });
    return { ...webhook, secret };
  }

  /**
   * Where a webhook begins. Every event from the first block on is kept, so that no position lies before what is there to be sent.
   * @throws {LicetError} INVALID_INPUT where no event stands there yet: it would keep silent about what happens until then.
   */
  #beginning(after: string | undefined): Position {
    const newest = this.#newest();
    if (after === undefined) return newest;
    const asked = parsePosition(after);
    if (comparePositions(asked, newest) <= 0) return asked;
    const [at, last] = [formatPosition(asked), formatPosition(newest)];
    throw new LicetError("INVALID_INPUT", `No event stands at ${at} yet: the newest stands at ${last}.`, {
      issues: [{ path: "after", message: `is ${last} at most` }],
      newest: last,
    });
  }

  async #change(
    caller: DatabaseCaller,
    id: string,
    change: (db: Kysely<Tables>) => Promise<unknown>,
    remains = true,
  ): Promise<Webhook> {
    roleOf(caller);
    const row = await this.#database.asCaller(caller, async (db) => {
      const before = await readRow(db, id);
      await change(db);
      return remains ? readRow(db, id) : before;
    });
    return webhookOf(row);
  }
}

/** @throws {LicetError} ROLE_NOT_ALLOWED. */
export function roleOf({ role }: DatabaseCaller): Role {
  requireRole(role, WEBHOOK_ROLES, "manage the webhooks of an organisation");
  return role as Role;
}

/** @throws {LicetError} NOT_FOUND. */
export async function readRow(db: Kysely<Tables>, id: string): Promise<WebhookRow> {
  const row = await db.selectFrom("kept.webhook").select(WEBHOOK_COLUMNS).where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw new LicetError("NOT_FOUND", "Your organisation has no such webhook.", { webhook: id });
  return row;
}

/** One after the other, so that two at once do not pass the limit together. */
async function requireRoom(db: Kysely<Tables>, organisation: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('kept.webhook'), hashtext(${organisation}))`.execute(db);
  const { count } = await db
    .selectFrom("kept.webhook")
    .select((of) => of.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  if (count >= WEBHOOKS_MAX)
    throw new GatewayError("TOO_MANY_WEBHOOKS", `Your organisation has ${WEBHOOKS_MAX} webhooks.`, {
      max: WEBHOOKS_MAX,
    });
}
