// SPDX-License-Identifier: Apache-2.0
import { ROLES } from "@licet/domain";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HttpWebhookSender } from "../../adapters/webhooks/sender.js";
import { describeDatabases } from "../../testing/databases.js";
import { keysUnderTest } from "../../testing/keys-under-test.js";
import type { Reader } from "../live/feed.js";
import { START } from "../live/position.js";
import { backoffMs } from "./backoff.js";
import { Deliveries } from "./deliveries.js";
import { WebhookKeys } from "./keys.js";
import { ATTEMPTS_MAX, BACKOFF_MS_MAX, WEBHOOKS_MAX } from "./limits.js";
import { NewWebhook, WEBHOOK_ROLES, Webhooks } from "./webhooks.js";

const PERSON: Reader = { organisation: "GBAuthorityMSP", person: "officer1@GBAuthorityMSP", role: "registrar" };
const STRANGER: Reader = { ...PERSON, organisation: "TRAuthorityMSP" };

const resolve = () => Promise.resolve([{ address: "8.8.8.8", family: 4 }]);
const NEW = NewWebhook.parse({ url: "https://systems.example/hook", description: "case system" });

describe("waits between attempts", () => {
  it("grow, to an hour, give or take a fifth", () => {
    const waits = Array.from({ length: ATTEMPTS_MAX }, (_, at) => backoffMs(at + 1, 0.5));
    expect(waits.slice(0, 4)).toEqual([5_000, 15_000, 45_000, 135_000]);
    expect(waits.at(-1)).toBe(BACKOFF_MS_MAX);
    expect([backoffMs(1, 0), backoffMs(1, 1)]).toEqual([4_000, 6_000]);
  });
});

const ORGANISATIONS = [...ROLES, "Nobody"].map((role) => `For${role}MSP`).concat("ManyMSP", "BeginningMSP");

describeDatabases("webhooks", (open) => {
  const keys = new WebhookKeys(keysUnderTest(PERSON.organisation, STRANGER.organisation, ...ORGANISATIONS));
  const others = new WebhookKeys(keysUnderTest(PERSON.organisation));
  const sender = new HttpWebhookSender({ names: [], networks: [] }, { resolve });
  let database: Awaited<ReturnType<typeof open>>;
  let webhooks: Webhooks;
  let deliveries: Deliveries;
  beforeAll(async () => {
    database = await open();
    webhooks = new Webhooks(database, keys, sender, () => START);
    deliveries = new Deliveries(database, () => undefined);
  });
  afterAll(() => database.close());

  it.each([...ROLES, undefined])("are managed by whom they may be: %s", async (role) => {
    const caller: Reader = { ...PERSON, organisation: `For${role ?? "Nobody"}MSP`, role };
    const acts = [() => webhooks.create(caller, NEW), () => webhooks.list(caller)];
    for (const act of acts) {
      if (role !== undefined && WEBHOOK_ROLES.includes(role)) await act();
      else await expect(act()).rejects.toMatchObject({ code: "ROLE_NOT_ALLOWED" });
    }
  });

  it("are there for their organisation and for no other", async () => {
    const { id } = await webhooks.create(PERSON, NEW);
    expect(await webhooks.list(STRANGER)).toEqual([]);
    const acts: readonly (() => Promise<unknown>)[] = [
      () => webhooks.read(STRANGER, id),
      () => webhooks.pause(STRANGER, id),
      () => webhooks.resume(STRANGER, id),
      () => webhooks.delete(STRANGER, id),
      () => webhooks.rotateKey(STRANGER, id),
      () => deliveries.list(STRANGER, id, {}),
      () => deliveries.sendAgain(STRANGER, id, "msg_1"),
      () => deliveries.sendAllAgain(STRANGER, id),
    ];
    for (const act of acts) await expect(act()).rejects.toMatchObject({ code: "NOT_FOUND" });
    await webhooks.delete(PERSON, id);
    await expect(webhooks.read(PERSON, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("tell their key once, and the database tells it no caller", async () => {
    const made = await webhooks.create(PERSON, NEW);
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(JSON.stringify([await webhooks.read(PERSON, made.id), await webhooks.list(PERSON)])).not.toContain("whsec_");
    for (const statement of ["select secret from kept.webhook_key", "select * from kept.webhook_key"])
      await expect(database.asCaller(PERSON, (db) => sql.raw(statement).execute(db))).rejects.toThrow(/permission/);
  });

  it("lie in the database with their keys encrypted, which open for their organisation and row alone", async () => {
    const { id, secret } = await webhooks.create(PERSON, NEW);
    const stored = (): Promise<unknown> =>
      database.asGateway((db) => db.selectFrom("kept.webhook_key").selectAll().execute());
    for (const form of [secret, secret.slice("whsec_".length)])
      expect(JSON.stringify(await stored())).not.toContain(form);
    const inForce = (by: WebhookKeys): Promise<string[]> => database.asGateway((db) => by.inForce(db, id));
    expect(await inForce(keys)).toEqual([secret]);
    expect(await inForce(others)).toEqual([]);
    const elsewhere = { organisation: STRANGER.organisation };
    await database.asGateway((db) =>
      db.updateTable("kept.webhook_key").set(elsewhere).where("webhook", "=", id).execute(),
    );
    expect(await inForce(keys)).toEqual([]);
    await webhooks.delete(PERSON, id);
  });

  it("lie so after a start too where an earlier release wrote keys in the clear, or a key was changed since", async () => {
    const { id } = await webhooks.create(PERSON, NEW);
    const set = (values: object): Promise<unknown> =>
      database.asGateway((db) => db.updateTable("kept.webhook_key").set(values).where("webhook", "=", id).execute());
    await set({ secret: "whsec_yesterday", key_id: null, sealed: null });
    const inForce = (by: WebhookKeys): Promise<string[]> => database.asGateway((db) => by.inForce(db, id));
    expect(await inForce(keys)).toEqual(["whsec_yesterday"]);
    expect(await keys.settle(database)).toBe(1);
    expect(await keys.settle(database)).toBe(0);
    expect(await inForce(keys)).toEqual(["whsec_yesterday"]);
    const rows = await database.asGateway((db) => db.selectFrom("kept.webhook_key").selectAll().execute());
    expect(rows.every(({ secret, sealed }) => secret === null && sealed !== null)).toBe(true);
    // Keys that are not here are left as they are, whoever's start it is.
    await others.settle(database);
    expect(await inForce(keys)).toEqual(["whsec_yesterday"]);
  });

  it("take no key that lies in both forms, or in neither", async () => {
    const { id } = await webhooks.create(PERSON, NEW);
    for (const values of [{ secret: "whsec_x" }, { sealed: null }, { key_id: null }])
      await expect(
        database.asGateway((db) => db.updateTable("kept.webhook_key").set(values).where("webhook", "=", id).execute()),
      ).rejects.toThrow(/webhook_key_once/);
  });

  it.each([
    [
      "another organisation's",
      "insert into kept.webhook (id, organisation, created_by, role, url, description, filter, block, transaction) values (gen_random_uuid(), 'TRAuthorityMSP', 'x', 'registrar', 'http://127.0.0.1', '', '{}', 0, 0)",
    ],
    [
      "a message",
      "insert into kept.delivery (id, webhook, organisation, name, block, transaction, body) select 'msg_x', id, organisation, 'x', 0, 0, '' from kept.webhook limit 1",
    ],
    ["another address", "update kept.webhook set url = 'http://127.0.0.1'"],
    ["another message", "update kept.delivery set body = 'x'"],
  ])("take nothing past their routes: %s", async (_, statement) => {
    await expect(database.asCaller(PERSON, (db) => sql.raw(statement).execute(db))).rejects.toThrow(
      /permission|row-level/,
    );
  });

  it("are no more than an organisation may have, also when two come at once", async () => {
    const caller: Reader = { ...PERSON, organisation: "ManyMSP" };
    for (let made = 1; made < WEBHOOKS_MAX; made += 1) await webhooks.create(caller, NEW);
    const both = await Promise.allSettled([webhooks.create(caller, NEW), webhooks.create(caller, NEW)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(webhooks.create(caller, NEW)).rejects.toMatchObject({ code: "TOO_MANY_WEBHOOKS" });
  });

  it.each<[string, string | undefined]>([
    ["0", undefined],
    ["4:1", undefined],
    ["5:0", undefined],
    ["5:1", "is 5:0 at most"],
    ["999999999999999:0", "is 5:0 at most"],
    ["5", "is no position"],
    ["-1:0", "is no position"],
  ])("begin behind what has happened, and at its field are refused what has not: %s", async (after, message) => {
    const newest = { block: 5, transaction: 0 };
    const caller: Reader = { ...PERSON, organisation: "BeginningMSP" };
    const made = new Webhooks(database, keys, sender, () => newest).create(caller, { ...NEW, after });
    if (message === undefined) await expect(made).resolves.toMatchObject({ url: NEW.url });
    else
      await expect(made).rejects.toMatchObject({
        code: "INVALID_INPUT",
        details: { issues: [{ path: "after", message }] },
      });
  });

  it("are refused on the inside, and with what is no filter", async () => {
    await expect(webhooks.create(PERSON, { ...NEW, url: "https://127.0.0.1/" })).rejects.toMatchObject({
      code: "WEBHOOK_ADDRESS_REFUSED",
    });
    expect(NewWebhook.safeParse({ url: "https://a.example", filter: { names: ["Nothing"] } }).success).toBe(false);
    expect(NewWebhook.safeParse({ url: "https://a.example", secret: "whsec_mine" }).success).toBe(false);
  });
});
