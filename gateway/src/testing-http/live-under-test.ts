// SPDX-License-Identifier: Apache-2.0
import { HttpWebhookSender } from "../adapters/webhooks/sender.js";
import { CheckKeeper } from "../application/live/check-keeper.js";
import { LedgerFeed } from "../application/live/feed.js";
import { Notices } from "../application/live/notices.js";
import { Tail } from "../application/live/tail.js";
import { Deliveries } from "../application/webhooks/deliveries.js";
import { WebhookKeys } from "../application/webhooks/keys.js";
import { Webhooks } from "../application/webhooks/webhooks.js";
import type { Database } from "../database/database.js";
import type { LiveServices } from "../http/live-routes.js";
import { Streams } from "../http/streams.js";
import { keysUnderTest } from "../testing/keys-under-test.js";

/** Networks that a test's webhooks are on. */
const LOOPBACK_ALLOWED = { names: [], networks: ["127.0.0.0/8"] };

/** What is told live, without what runs by itself: a test brings it forward. */
export interface LiveUnderTest {
  readonly services: LiveServices & { readonly streams: Streams };
  readonly tail: Tail;
  readonly checks: CheckKeeper;
}

/** Live events over a database; over none where a test asks for nothing of them. */
export function liveUnderTest(database: Database = NO_DATABASE): LiveUnderTest {
  const tail = new Tail(database, () => undefined);
  const feed = new LedgerFeed(database, tail);
  const keys = new WebhookKeys(keysUnderTest("GBAuthorityMSP", "AEAuthorityMSP", "CarriersMSP"));
  const webhooks = new Webhooks(database, keys, new HttpWebhookSender(LOOPBACK_ALLOWED), () => feed.newest());
  return {
    tail,
    checks: new CheckKeeper(database, () => undefined),
    services: {
      feed,
      streams: new Streams(() => undefined, { perPerson: 2, inAll: 3 }),
      notices: new Notices(database),
      webhooks,
      deliveries: new Deliveries(database, () => undefined),
      times: { heartbeatMs: 50, unreadMs: 500 },
    },
  };
}

const notAsked = (): Promise<never> => Promise.reject(new Error("not asked for"));

const NO_DATABASE: Database = {
  kind: "pglite",
  asGateway: notAsked,
  asCaller: notAsked,
  close: () => Promise.resolve(),
};
