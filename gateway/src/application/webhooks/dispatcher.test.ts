// SPDX-License-Identifier: Apache-2.0
import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { HttpWebhookSender } from "../../adapters/webhooks/sender.js";
import type { WebhookSender } from "../../ports/webhook-sender.js";
import { describeDatabases } from "../../testing/databases.js";
import { keysUnderTest } from "../../testing/keys-under-test.js";
import { project } from "../../testing/live-ledger.js";
import { type Received, WebhookReceiver } from "../../testing/webhook-receiver.js";
import { LedgerFeed, type Reader } from "../live/feed.js";
import { Tail } from "../live/tail.js";
import { Deliveries, type Delivery } from "./deliveries.js";
import { Dispatcher, type DispatcherOptions } from "./dispatcher.js";
import { WebhookKeys } from "./keys.js";
import { ATTEMPTS_MAX, DEAD_IN_A_ROW_MAX, WAITING_MAX } from "./limits.js";
import { NewWebhook, Webhooks, type WebhookWithSecret } from "./webhooks.js";

/** Where the receivers are. */
const LOOPBACK_ALLOWED = { names: [], networks: ["127.0.0.0/8"] };

const PATIENCE = { timeout: 60_000, interval: 20 };

/** Times of a dispatcher that make a test short. */
const QUICK: DispatcherOptions = { lookMs: 20, backoff: () => 1 };

const OFFICER: Reader = {
  organisation: "GBAuthorityMSP",
  person: "customs1@GBAuthorityMSP",
  role: "customs-officer",
};

describeDatabases("what is sent to webhooks", (open) => {
  let database: Awaited<ReturnType<typeof open>>;
  let tail: Tail;
  let feed: LedgerFeed;
  let webhooks: Webhooks;
  let deliveries: Deliveries;
  let receiver: WebhookReceiver;
  const sender = new HttpWebhookSender(LOOPBACK_ALLOWED);
  const keys = new WebhookKeys(keysUnderTest("GBAuthorityMSP"));
  const running: Dispatcher[] = [];
  let block = 0;

  beforeAll(async () => {
    database = await open();
    tail = new Tail(database, () => undefined);
    feed = new LedgerFeed(database, tail);
    webhooks = new Webhooks(database, keys, sender, () => feed.newest());
    deliveries = new Deliveries(database, () => undefined);
    await happen(1);
  });
  beforeEach(async () => {
    receiver = await WebhookReceiver.start();
    await database.asGateway((db) => db.deleteFrom("kept.webhook").execute());
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((each) => each.stop()));
    await receiver.stop();
  });
  afterAll(() => database.close());

  /** So many holds happen, each in a block of its own. */
  async function happen(count: number, name = "ConsignmentHeld"): Promise<void> {
    const subjects = ["consignment/GB-CN-0001"];
    await project(database, ...Array.from({ length: count }, (_, at) => ({ block: block + at + 1, name, subjects })));
    block += count;
    await tail.advance();
  }

  function dispatch(by: WebhookSender = sender, options: DispatcherOptions = QUICK, opened = keys): Dispatcher {
    const dispatcher = new Dispatcher(
      { database, keys: opened, feed, sender: by },
      {
        ...options,
        onError: (error) => {
          throw error;
        },
      },
    );
    running.push(dispatcher);
    dispatcher.start();
    return dispatcher;
  }

  const subscribe = (given: object = {}): Promise<WebhookWithSecret> =>
    webhooks.create(OFFICER, NewWebhook.parse({ url: receiver.url, ...given }));
  const listed = async (webhook: string): Promise<Delivery[]> =>
    [...(await deliveries.list(OFFICER, webhook, {})).deliveries].reverse();
  const states = async (webhook: string): Promise<string[]> => (await listed(webhook)).map(({ state }) => state);
  const arrived = (count: number): Promise<void> =>
    vi.waitFor(() => expect(receiver.received.length).toBeGreaterThanOrEqual(count), PATIENCE);

  it("is sent in order, each event once, signed as Standard Webhooks says", async () => {
    const { id, secret } = await subscribe();
    dispatch();
    await happen(5);
    await arrived(5);
    await vi.waitFor(async () => expect(await states(id)).toEqual(Array(5).fill("sent")), PATIENCE);
    const positions = receiver.received.map(({ body }) => (JSON.parse(body) as { data: { position: string } }).data);
    expect(positions.map(({ position }) => position)).toEqual([-4, -3, -2, -1, 0].map((at) => `${block + at}:0`));
    expect(new Set(receiver.ids).size).toBe(5);
    const { headers, body } = receiver.received[0] as Received;
    const signed = `${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.${body}`;
    const key = Buffer.from(secret.replace("whsec_", ""), "base64");
    expect(key.length).toBe(32);
    expect(headers["webhook-signature"]).toBe(`v1,${createHmac("sha256", key).update(signed).digest("base64")}`);
    expect(JSON.parse(body)).toMatchObject({ type: "ConsignmentHeld", data: { subjects: ["consignment/GB-CN-0001"] } });
  });

  it("is what the filter lets pass, and begins where it was asked to", async () => {
    await happen(2, "LicenceExpired");
    await subscribe({ after: "0", filter: { names: ["LicenceExpired"] } });
    dispatch();
    await happen(2);
    await happen(1, "LicenceExpired");
    await arrived(3);
    expect(new Set(receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type))).toEqual(
      new Set(["LicenceExpired"]),
    );
  });

  it("is sent again under the same id until it is taken, and holds up what follows", async () => {
    const { id } = await subscribe();
    receiver.answer = () => (receiver.received.length < 4 ? 503 : 204);
    dispatch();
    await happen(2);
    await vi.waitFor(async () => expect(await states(id)).toEqual(["sent", "sent"]), PATIENCE);
    const [first, second] = (await listed(id)).map((each) => each.id);
    expect(receiver.ids).toEqual([first, first, first, first, second]);
    expect((await listed(id))[0]).toMatchObject({ attempts: 4, outcome: "204" });
  });

  it("is given up after as many attempts as there may be; several in a row pause the webhook; all can be sent again", async () => {
    const { id } = await subscribe();
    receiver.answer = () => 302;
    dispatch();
    await happen(DEAD_IN_A_ROW_MAX + 1);
    await vi.waitFor(async () => expect((await webhooks.read(OFFICER, id)).paused).toBe("dead-letters"), PATIENCE);
    expect(await states(id)).toEqual([...Array<string>(DEAD_IN_A_ROW_MAX).fill("dead"), "pending"]);
    expect(receiver.received).toHaveLength(DEAD_IN_A_ROW_MAX * ATTEMPTS_MAX);
    const [dead] = await listed(id);
    expect(dead).toMatchObject({ attempts: ATTEMPTS_MAX, outcome: "302" });
    receiver.answer = () => 200;
    await deliveries.sendAgain(OFFICER, id, dead?.id ?? "");
    expect(await deliveries.sendAllAgain(OFFICER, id)).toBe(DEAD_IN_A_ROW_MAX - 1);
    receiver.received.splice(0);
    await webhooks.resume(OFFICER, id);
    await vi.waitFor(async () => expect(new Set(await states(id))).toEqual(new Set(["sent"])), PATIENCE);
    expect(receiver.ids).toEqual((await listed(id)).map((each) => each.id));
    await expect(deliveries.sendAgain(OFFICER, id, dead?.id ?? "")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is sent no more to a receiver that is gone", async () => {
    const { id } = await subscribe();
    receiver.answer = () => 410;
    dispatch();
    await happen(2);
    await vi.waitFor(async () => expect((await webhooks.read(OFFICER, id)).paused).toBe("gone"), PATIENCE);
    expect(await states(id)).toEqual(["dead", "pending"]);
    expect(receiver.received).toHaveLength(1);
  });

  it("waits while its webhook is paused, and comes when it is resumed", async () => {
    const { id } = await subscribe();
    await webhooks.pause(OFFICER, id);
    const dispatcher = dispatch();
    await happen(3);
    dispatcher.wake();
    await vi.waitFor(() => expect(feed.newest().block).toBe(block), PATIENCE);
    expect(receiver.received).toEqual([]);
    await webhooks.resume(OFFICER, id);
    await arrived(3);
  });

  it("is signed by both keys while one takes the other's place, and by no third", async () => {
    const { id, secret: first } = await subscribe();
    const { secret: second } = await webhooks.rotateKey(OFFICER, id);
    const { secret: third } = await webhooks.rotateKey(OFFICER, id);
    dispatch();
    await happen(1);
    await arrived(1);
    const [message] = receiver.received;
    const signedBy = (secret: string): boolean => {
      const headers = message?.headers ?? {};
      const content = `${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.${message?.body ?? ""}`;
      const key = Buffer.from(secret.slice("whsec_".length), "base64");
      const signature = `v1,${createHmac("sha256", key).update(content).digest("base64")}`;
      return String(headers["webhook-signature"]).split(" ").includes(signature);
    };
    expect([first, second, third].map(signedBy)).toEqual([false, true, true]);
  });

  it("is sent again under the same id where the gateway dies between sending and noting", async () => {
    const { id } = await subscribe();
    // It sends and is never heard of again: what a process leaves behind that is killed.
    const dying: WebhookSender = {
      check: (url) => sender.check(url),
      send: async (message) => {
        await sender.send(message);
        return new Promise(() => undefined);
      },
    };
    const dead = new Dispatcher({ database, keys, feed, sender: dying }, { ...QUICK, leaseMs: 300 });
    dead.start();
    await happen(2);
    await arrived(1);
    // Never resolves; it takes nothing up any more.
    void dead.stop();
    dispatch();
    await vi.waitFor(async () => expect(await states(id)).toEqual(["sent", "sent"]), PATIENCE);
    const [first, second] = (await listed(id)).map((each) => each.id);
    expect(receiver.ids).toEqual([first, first, second]);
  });

  it("is not sent unsigned: where no key opens, the attempt failed, and it waits for another gateway", async () => {
    const { id } = await subscribe();
    const backoff = (): number => 3_600_000;
    dispatch(sender, { ...QUICK, backoff }, new WebhookKeys(keysUnderTest("GBAuthorityMSP")));
    await happen(1);
    await vi.waitFor(
      async () => expect(await listed(id)).toMatchObject([{ attempts: 1, outcome: "no-key" }]),
      PATIENCE,
    );
    expect(receiver.ids).toEqual([]);
  });

  it("is left to the gateway that has the organisation's keys, where gateways share a database", async () => {
    const { id } = await subscribe();
    dispatch(sender, QUICK, new WebhookKeys(keysUnderTest("TRAuthorityMSP")));
    dispatch();
    await happen(3);
    await vi.waitFor(async () => expect(await states(id)).toEqual(["sent", "sent", "sent"]), PATIENCE);
    expect((await listed(id)).map(({ attempts }) => attempts)).toEqual([1, 1, 1]);
  });

  it("is sent once where two gateways share a database", async () => {
    const { id } = await subscribe();
    const other = new Tail(database, () => undefined);
    await other.advance();
    dispatch();
    dispatch();
    await happen(30);
    await vi.waitFor(async () => expect(await states(id)).toEqual(Array(30).fill("sent")), PATIENCE);
    expect(receiver.ids).toEqual((await listed(id)).map((each) => each.id));
  });

  it("stays on the ledger where more waits than may", async () => {
    const { id } = await subscribe();
    receiver.answer = () => 500;
    dispatch(sender, { lookMs: 20, backoff: () => 3_600_000 });
    await happen(WAITING_MAX + 300);
    const waiting = (): Promise<number> =>
      database.asGateway(async (db) => {
        const { count } = await db
          .selectFrom("kept.delivery")
          .where("webhook", "=", id)
          .select((of) => of.fn.countAll<number>().as("count"))
          .executeTakeFirstOrThrow();
        return count;
      });
    await vi.waitFor(async () => expect(await waiting()).toBe(WAITING_MAX), PATIENCE);
    await database.asGateway((db) => db.updateTable("kept.delivery").set({ state: "sent" }).execute());
    await vi.waitFor(async () => expect(await waiting()).toBe(WAITING_MAX + 300), PATIENCE);
  });
});
