// SPDX-License-Identifier: Apache-2.0
import type { Selectable } from "kysely";
import type { PauseReason, WebhookTable } from "../../database/kept/live-tables.js";
import type { EventFilter } from "../live/event-filter.js";
import { formatPosition } from "../live/position.js";

/** What is read of a webhook. */
export const WEBHOOK_COLUMNS = [
  "id",
  "created_by",
  "role",
  "url",
  "description",
  "filter",
  "paused",
  "block",
  "transaction",
  "created_at",
] as const;

/** A row of a webhook. */
export type WebhookRow = Pick<Selectable<WebhookTable>, (typeof WEBHOOK_COLUMNS)[number]>;

/** A webhook as it is told. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly filter: EventFilter;
  /** Why nothing is sent; left out where it is sent. */
  readonly paused?: PauseReason;
  /** Up to where events have entered its outbox. */
  readonly position: string;
  readonly createdBy: string;
  readonly createdAt: string;
}

/** A webhook of its row. */
export function webhookOf(row: WebhookRow): Webhook {
  const { id, url, description, filter, paused, block, transaction } = row;
  return {
    id,
    url,
    description,
    filter,
    ...(paused === null ? {} : { paused }),
    position: formatPosition({ block, transaction }),
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
  };
}
