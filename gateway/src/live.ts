// SPDX-License-Identifier: Apache-2.0
import type { Logger } from "pino";
import { HttpWebhookSender } from "./adapters/webhooks/sender.js";
import { CheckKeeper } from "./application/live/check-keeper.js";
import { LedgerFeed } from "./application/live/feed.js";
import { Notices } from "./application/live/notices.js";
import { Tail } from "./application/live/tail.js";
import { Deliveries } from "./application/webhooks/deliveries.js";
import { Dispatcher } from "./application/webhooks/dispatcher.js";
import { WebhookKeys } from "./application/webhooks/keys.js";
import { Webhooks } from "./application/webhooks/webhooks.js";
import type { WebhookAllow } from "./config/config.js";
import type { Database } from "./database/database.js";
import type { LiveServices } from "./http/live-routes.js";
import { Streams } from "./http/streams.js";
import type { DocumentKeys } from "./ports/document-keys.js";
import type { Metrics } from "./operations/metrics.js";

/** What live events need of the gateway. */
export interface LiveNeeds {
  readonly database: Database;
  /** Keys of the organisations, under which those of webhooks lie. */
  readonly keys: DocumentKeys;
  readonly webhookAllow: WebhookAllow | undefined;
  readonly metrics: Metrics;
  readonly log: Logger;
}

/** Events, notices and webhooks that run. */
export interface Live {
  readonly services: LiveServices;
  readonly checks: CheckKeeper;
  /** The projection has gone on. */
  readonly wake: () => void;
  /** Ends the streams, so that the server can close. */
  endStreams(): void;
  /** Ends the rest, before the database is closed. */
  close(): Promise<void>;
}

const NOTHING_ALLOWED: WebhookAllow = { names: [], networks: [] };

/** Starts what follows the projection and tells of it. */
export async function startLive({ database, keys, webhookAllow, metrics, log }: LiveNeeds): Promise<Live> {
  const onError = (err: unknown): void => log.error({ err }, "live events");
  const tail = new Tail(database, onError);
  const feed = new LedgerFeed(database, tail);
  const sender = new HttpWebhookSender(webhookAllow ?? NOTHING_ALLOWED);
  const webhookKeys = new WebhookKeys(keys);
  const onAttempt = (result: string): void => metrics.webhookAttempt(result);
  const dispatcher = new Dispatcher({ database, keys: webhookKeys, feed, sender }, { onAttempt, onError });
  const streams = new Streams((open) => metrics.streams(open));
  const checks = new CheckKeeper(database, (count, err) => {
    metrics.checksNotKept(count);
    log.error({ count, err }, "checks could not be kept");
  });
  await webhookKeys.settle(database);
  await tail.start();
  dispatcher.start();
  return {
    services: {
      feed,
      streams,
      notices: new Notices(database),
      webhooks: new Webhooks(database, webhookKeys, sender, () => feed.newest()),
      deliveries: new Deliveries(database, () => dispatcher.wake()),
    },
    checks,
    wake: () => tail.wake(),
    endStreams: () => streams.close(),
    close: async () => {
      await dispatcher.stop();
      await tail.stop();
      await checks.settled();
    },
  };
}
