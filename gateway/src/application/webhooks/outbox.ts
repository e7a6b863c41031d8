// SPDX-License-Identifier: Apache-2.0
import { hashOfText } from "@licet/domain";
import { type Kysely, sql } from "kysely";
import type { Database } from "../../database/database.js";
import type { Tables } from "../../database/tables.js";
import type { Feed, Reader } from "../live/feed.js";
import { liveItemBody } from "../live/live-body.js";
import type { LiveItem } from "../live/live-item.js";
import { comparePositions, type Position } from "../live/position.js";
import { DEAD_KEPT_DAYS, ENTERED_MAX, SENT_KEPT_DAYS, WAITING_MAX } from "./limits.js";
import { WEBHOOK_COLUMNS, type WebhookRow, webhookOf } from "./webhook.js";

/** Blocks that a webhook's position may lag behind what was looked at, so that not every block costs a write for every webhook. */
const LAG_BLOCKS_MAX = 20;

/** Characters of a message's id: enough that no two are alike. */
const ID_CHARACTERS = 32;

/** Puts what webhooks are to be told into the outbox, each event once, in order. */
export class Outbox {
  readonly #database: Database;
  readonly #feed: Feed;

  constructor(database: Database, feed: Feed) {
    this.#database = database;
    this.#feed = feed;
  }

  /** Takes up what is new. @returns whether there may be more */
  async fill(): Promise<boolean> {
    const rows = await this.#database.asGateway((db) =>
      db
        .selectFrom("kept.webhook")
        .select([...WEBHOOK_COLUMNS, "organisation"])
        .where("paused", "is", null)
        .execute(),
    );
    const newest = this.#feed.newest();
    let more = false;
    for (const row of rows) {
      if (comparePositions(row, newest) < 0) more = (await this.#fillOne(row)) || more;
    }
    return more;
  }

  async #fillOne(row: WebhookRow & { readonly organisation: string }): Promise<boolean> {
    const { organisation, created_by: person, role } = row;
    const reader: Reader = { organisation, person, role, wholeOrganisation: true };
    const { filter } = webhookOf(row);
    const { items, through } = await this.#feed.after(reader, row, filter, ENTERED_MAX);
    if (items.length === 0 && through.block - row.block < LAG_BLOCKS_MAX) return false;
    const entered = await this.#database.asGateway((db) => enter(db, row, items, through));
    return entered && comparePositions(through, this.#feed.newest()) < 0;
  }

  /** Removes messages that have been listed as long as they are. */
  async purge(): Promise<void> {
    await this.#database.asGateway(async (db) => {
      for (const [state, days] of [
        ["sent", SENT_KEPT_DAYS],
        ["dead", DEAD_KEPT_DAYS],
      ] as const) {
        await db
          .deleteFrom("kept.delivery")
          .where("state", "=", state)
          .where("tried_at", "<", sql<Date>`now() - make_interval(days => ${days}::integer)`)
          .execute();
      }
    });
  }
}

/** Enters messages and moves the position, unless another gateway has, or the outbox is full. */
async function enter(
  db: Kysely<Tables>,
  row: WebhookRow & { readonly organisation: string },
  items: readonly LiveItem[],
  through: Position,
): Promise<boolean> {
  const { id: webhook, organisation, block, transaction } = row;
  const moved = await db
    .updateTable("kept.webhook")
    .set({ block: through.block, transaction: through.transaction })
    .where("id", "=", webhook)
    .where("block", "=", block)
    .where("transaction", "=", transaction)
    .where(
      sql<boolean>`(SELECT count(*) FROM kept.delivery WHERE webhook = ${webhook}::uuid AND state = 'pending') < ${WAITING_MAX}`,
    )
    .executeTakeFirstOrThrow();
  if (Number(moved.numUpdatedRows) === 0) return false;
  if (items.length === 0) return true;
  const values = items.map((item) => ({
    id: messageId(webhook, item),
    webhook,
    organisation,
    name: item.name,
    block: item.position.block,
    transaction: item.position.transaction,
    body: JSON.stringify(messageBody(item)),
  }));
  await db
    .insertInto("kept.delivery")
    .values(values)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return true;
}

/** The same for the same event, however often it is entered. */
function messageId(webhook: string, item: LiveItem): string {
  const what = item.kind === "notice" ? item.id : `${item.position.block}:${item.position.transaction}`;
  return `msg_${hashOfText(`${webhook} ${what}`).slice(0, ID_CHARACTERS)}`;
}

/** A message as Standard Webhooks has it: type, time, data. */
function messageBody(item: LiveItem): object {
  return { type: item.name, timestamp: (item.at ?? new Date(0)).toISOString(), data: liveItemBody(item) };
}
