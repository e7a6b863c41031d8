// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HttpWebhookSender } from "../../adapters/webhooks/sender.js";
import { openPglite } from "../../adapters/pglite/database.js";
import { NoticeTable } from "../../adapters/sql/notice-table.js";
import type { SqlDatabase } from "../../database/sql-database.js";

import { type Answer, AppUnderTest, type Person } from "../../testing-http/app-under-test.js";
import { project } from "../../testing/live-ledger.js";

const CUSTOMS: Person = "customs1@GBAuthorityMSP";
const FOREIGN: Person = "customs1@AEAuthorityMSP";
const EXPORTER: Person = "exporter1@GBAuthorityMSP";

let database: SqlDatabase;
let app: AppUnderTest;
beforeAll(async () => {
  database = await openPglite();
  await project(database, { block: 1, name: "PartShared" });
  app = await AppUnderTest.start({ database, notices: new NoticeTable(database) });
  await app.live.tail.advance();
});
afterAll(async () => {
  await app.stop();
  await database.close();
});

const send = (person: Person, method: string, path: string, body?: unknown): Promise<Answer> =>
  app.send(person, path, {
    method,
    ...(body === undefined
      ? {}
      : {
          body: JSON.stringify(body),
          headers: { "Content-Type": "application/json", "Idempotency-Key": "a-key-of-its-own" },
        }),
  });

describe("a webhook that leads inside", () => {
  const sender = new HttpWebhookSender(
    { names: [], networks: [] },
    { resolve: () => Promise.reject(new Error("ENOTFOUND")) },
  );

  it.each([
    ...[
      "127.0.0.1",
      "127.1",
      "0",
      "0.0.0.0",
      "2130706433",
      "0x7f000001",
      "0x7f.1",
      "017700000001",
      "①②⑦.⓪.⓪.①",
      "127。0。0。1",
    ],
    ...["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "168.63.129.16"],
    ...[
      "192.0.0.1",
      "192.0.2.1",
      "198.18.0.1",
      "198.51.100.1",
      "203.0.113.1",
      "224.0.0.1",
      "240.0.0.1",
      "255.255.255.255",
    ],
    ...[
      "[::]",
      "[::1]",
      "[::ffff:127.0.0.1]",
      "[::ffff:7f00:1]",
      "[::127.0.0.1]",
      "[::ffff:0:127.0.0.1]",
      "[64:ff9b::7f00:1]",
    ],
    ...[
      "[64:ff9b:1::1]",
      "[2002:7f00:1::]",
      "[2001:0:7f00:1::]",
      "[2001:20::1]",
      "[2001:db8::1]",
      "[100::1]",
      "[3fff::1]",
    ],
    ...["[5f00::1]", "[fc00::1]", "[fd00::1]", "[fe80::1]", "[fec0::1]", "[ff02::1]", "[fe80::1%25eth0]"],
    ...["user@1.1.1.1", "1.1.1.1:443@127.0.0.1", "1.1.1.1:22", "1.1.1.1:0", "1.1.1.1:80"],
  ])("is refused: https://%s/", async (host) => {
    await expect(sender.check(`https://${host}/`)).rejects.toMatchObject({ code: "WEBHOOK_ADDRESS_REFUSED" });
  });

  it("does not tell a name of the inside that there is from one that there is not", async () => {
    const hosts = new Map([["db.internal", [{ address: "10.0.0.1", family: 4 }]]]);
    const resolving = new HttpWebhookSender(
      { names: [], networks: [] },
      {
        resolve: (host) =>
          hosts.has(host) ? Promise.resolve(hosts.get(host) ?? []) : Promise.reject(new Error("ENOTFOUND")),
      },
    );
    const told = async (host: string): Promise<string> =>
      String(await resolving.check(`https://${host}/`).catch((error: unknown) => (error as Error).message));
    expect((await told("db.internal")).replace("db.internal", "")).toBe(
      (await told("no.internal")).replace("no.internal", ""),
    );
  });
});

describe("another organisation's webhook", () => {
  it("is not there, whatever is asked of it", async () => {
    const made = await send(CUSTOMS, "POST", "/v1/webhooks", { url: "http://127.0.0.1:9/hook?key=secret" });
    const { id } = made.body as { id: string };
    const one = `/v1/webhooks/${id}`;
    for (const [method, path] of [
      ["GET", one],
      ["DELETE", one],
      ["POST", `${one}/pause`],
      ["POST", `${one}/resume`],
      ["POST", `${one}/rotate-key`],
      ["GET", `${one}/deliveries`],
      ["POST", `${one}/deliveries/send-again`],
    ] as const) {
      expect(await send(FOREIGN, method, path)).toMatchObject({ status: 404 });
      expect(await send(EXPORTER, method, path)).toMatchObject({ status: 403 });
    }
    expect(await send(FOREIGN, "GET", "/v1/webhooks")).toMatchObject({ body: { webhooks: [] } });
    expect(await send(CUSTOMS, "GET", one)).toMatchObject({ status: 200, body: { id } });
  });

  it.each<[string, object]>([
    ["a description of two lines", { description: "a\r\nb" }],
    ["an organisation of its own choice", { organisation: "AEAuthorityMSP" }],
    ["a key of its own choice", { secret: "whsec_AAAA" }],
    ["more parties than there may be", { filter: { parties: Array.from({ length: 65 }, () => "GB-EX-0001") } }],
    ["an address that has no end", { url: `http://127.0.0.1/${"a".repeat(2_000)}` }],
  ])("is not made with %s", async (_attack, more) => {
    const answer = await send(CUSTOMS, "POST", "/v1/webhooks", { url: "http://127.0.0.1:9/", ...more });
    expect(answer).toMatchObject({ status: 400, body: { code: "INVALID_INPUT" } });
  });
});

describe("a place to begin a stream at", () => {
  it.each([
    "x",
    "-1",
    "1:-1",
    "1e3",
    "0:0:0",
    "99999999999999999999:0",
    "1:99999999999999",
    "' or 1=1",
    "9007199254740992:0",
  ])("is refused where it is none, in the address and as what came last: %s", async (position) => {
    const address = `/v1/events?after=${encodeURIComponent(position)}`;
    expect(await app.send(CUSTOMS, address)).toMatchObject({ status: 400 });
    const headers = { "Last-Event-ID": position };
    expect(await app.send(CUSTOMS, "/v1/events", { headers })).toMatchObject({ status: 400 });
  });
});

describe("an address for mail", () => {
  it.each([
    "a@b.example\r\nBcc: c@d.example",
    "a@b.example, c@d.example",
    "a@b.example;c@d.example",
    "group: a@b.example;",
    "<a@b.example>",
    '"a b"@c.example',
    "a@b.example (comment)",
    "=?utf-8?q?a?=@b.example",
    "-oQ/tmp@b.example",
    "a@b.example\u0000",
    "a@b.example\u202e",
    "a@localhost",
    "a@[127.0.0.1]",
    "a@@b.example",
    `${"a".repeat(65)}@b.example`,
  ])("is one address and no header: %j", async (address) => {
    const answer = await send(CUSTOMS, "POST", "/v1/mail-settings", { address, language: "en", muted: [] });
    expect(answer).toMatchObject({ status: 400, body: { code: "INVALID_INPUT" } });
  });

  it("goes with a language that there is", async () => {
    for (const language of ["xx", "EN", "__proto__", "en\r\nX: y"]) {
      const answer = await send(CUSTOMS, "POST", "/v1/mail-settings", { address: "a@b.example", language, muted: [] });
      expect(answer).toMatchObject({ status: 400 });
    }
  });
});
