// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { SmtpMailer } from "../adapters/smtp/mailer.js";
import { NoticeTable } from "../adapters/sql/notice-table.js";
import type { SqlDatabase } from "../database/sql-database.js";
import { createLog } from "../operations/log.js";
import type { LedgerIdentity } from "../ports/ledger.js";
import { MailRefused } from "../ports/mailer.js";
import { NOTICE_KINDS, NOTICE_LANGUAGES, type NoticeReader } from "../ports/notices.js";
import { describeDatabases } from "../testing/databases.js";
import { MailServer } from "../testing/mail-server.js";
import { mailOf } from "./mail-of.js";
import { noticeFor } from "./notice-for.js";
import { Notices } from "./notices.js";
import { afterFailure, Outbox, PAUSES_MS } from "./outbox.js";
import { WORDS } from "./words.js";

const ORIGIN = "https://licet.example";
const MINUTE_MS = 60_000;
type Event = Parameters<typeof noticeFor>[0];

/** Everything that an event says and that no mail may repeat. */
const SECRETS = ["GB-LIC-2026-0000001", "GB-CN-0001", "AE-CR-0001", "GB-EX-0001", "end-use-concern", "a1"];

const REQUESTED: Event = {
  name: "LicenceActionRequested",
  payload: { licence: "GB-LIC-2026-0000001", action: "a1", act: "revoke", reason: "end-use-concern" },
};
const OFFERED: Event = {
  name: "CustodyProposed",
  payload: { consignment: "GB-CN-0001", releasedBy: "GB-EX-0001", receivedBy: "AE-CR-0001" },
} as unknown as Event;
const HELD: Event = { name: "ConsignmentHeld", payload: { consignment: "GB-CN-0001" } } as unknown as Event;
const SUSPENDED: Event = { name: "LicenceSuspended", payload: { licence: "GB-LIC-2026-0000001" } } as unknown as Event;

function person(label: string, attributes: Record<string, string>): LedgerIdentity {
  return { label, mspId: label.split("@")[1] ?? "", attributes } as LedgerIdentity;
}

const PEOPLE = [
  person("senior1@GBAuthorityMSP", { "licet.role": "senior-licensing-officer" }),
  person("licensing1@GBAuthorityMSP", { "licet.role": "licensing-officer" }),
  person("senior1@AEAuthorityMSP", { "licet.role": "senior-licensing-officer" }),
  person("customs1@AEAuthorityMSP", { "licet.role": "customs-officer" }),
  person("exporter1@GBAuthorityMSP", { "licet.role": "exporter", "licet.party": "GB-EX-0001" }),
  person("carrier1@CarriersMSP", { "licet.role": "carrier", "licet.party": "AE-CR-0001" }),
];
const concerned = {
  partiesOf: () => Promise.resolve(["GB-EX-0001", "AE-CR-0001"]),
  checkersOf: () => Promise.resolve(["customs1@AEAuthorityMSP", "somebody@ElsewhereMSP"]),
};

describe("the words of notices", () => {
  it.each(NOTICE_LANGUAGES.flatMap((language) => NOTICE_KINDS.map((kind) => [language, kind] as const)))(
    "in %s for %s are there, and say nothing that depends on the case",
    (language, kind) => {
      const notice = { id: "i", kind, cause: SECRETS.join(" "), person: "a@AMSP", organisation: "AMSP" };
      const mail = mailOf(
        {
          ...notice,
          state: "waiting",
          createdAt: new Date(),
          attempts: 1,
          lastError: undefined,
          nextAttemptAt: new Date(),
        },
        { address: "a@example.org", language, muted: [] },
        ORIGIN,
      );
      for (const secret of [...SECRETS, "a@AMSP", "AMSP"]) expect(`${mail.subject}${mail.text}`).not.toContain(secret);
      expect(mail.text).toContain(`${ORIGIN}/`);
      expect(mail.subject).not.toMatch(/[\r\n]/);
      const others = NOTICE_LANGUAGES.filter((other) => other !== language);
      for (const other of others) expect(WORDS[other].kinds[kind]).not.toEqual(WORDS[language].kinds[kind]);
    },
  );
});

describe("attempts that fail", () => {
  it("are repeated after pauses that grow, and given up in the end", () => {
    const now = new Date("2026-11-27T12:00:00Z");
    const later = new MailRefused("450", true);
    const states = [...PAUSES_MS, 0].map((_, index) => afterFailure(index + 1, later, now).state);
    expect(states).toEqual([...PAUSES_MS.map(() => "waiting"), "dead"]);
    expect(afterFailure(2, later, now)).toMatchObject({ nextAttemptAt: new Date(now.getTime() + 5 * MINUTE_MS) });
    expect(afterFailure(1, new MailRefused("550", false), now)).toEqual({ state: "dead", error: "550" });
  });
});

describeDatabases("notices", (open) => {
  let database: SqlDatabase;
  let store: NoticeTable;
  let server: MailServer;
  let outbox: Outbox;
  beforeAll(async () => {
    database = await open();
    store = new NoticeTable(database);
    server = await MailServer.start();
    const mailer = new SmtpMailer({
      host: "127.0.0.1",
      port: server.port,
      security: "none",
      login: undefined,
      from: "licet@authority.example",
    });
    outbox = new Outbox({ store, mailer, log: createLog("silent"), origin: () => ORIGIN });
  });
  afterAll(async () => {
    await outbox.stop();
    await server.stop();
    await database.close();
  });
  beforeEach(async () => {
    server.received.length = 0;
    server.refusal = undefined;
    await database.asGateway((db) => db.deleteFrom("kept.mail").execute());
    await database.asGateway((db) => db.deleteFrom("kept.mail_setting").execute());
    for (const { label, mspId } of PEOPLE) await setUp({ person: label, organisation: mspId });
  });

  const addressOf = (label: string): string => `${label.replace("@", ".")}@example.org`.toLowerCase();
  const setUp = (reader: NoticeReader): Promise<void> =>
    store.set(reader, { address: addressOf(reader.person), language: "en", muted: [] });
  const take = (event: Event, cause = "7:0"): Promise<void> => new Notices(store, PEOPLE, concerned).take(event, cause);
  const readers = (): readonly string[] => server.received.flatMap(({ to }) => to).sort();
  const reader = (label: string): NoticeReader => ({ person: label, organisation: label.split("@")[1] ?? "" });

  it.each<[string, Event, readonly string[]]>([
    ["an act that awaits a second signature, to who may give it", REQUESTED, ["senior1@GBAuthorityMSP"]],
    ["an offer of goods, to who acts for the party", OFFERED, ["carrier1@CarriersMSP"]],
    ["a hold, to whom the consignment concerns", HELD, ["carrier1@CarriersMSP", "exporter1@GBAuthorityMSP"]],
    ["a status that has changed, to who checked it", SUSPENDED, ["customs1@AEAuthorityMSP"]],
    ["anything else, to nobody", { name: "PartyRegistered", payload: {} } as unknown as Event, []],
  ])("tell of %s", async (_, event, told) => {
    await take(event);
    await take(event);
    await outbox.sendDue();
    await outbox.sendDue();
    expect(readers()).toEqual(told.map(addressOf));
    for (const { source } of server.received) {
      // The message's own random id may hold anything.
      const said = source.replace(/^Message-ID:.*$/im, "");
      for (const secret of SECRETS) expect(said).not.toContain(secret);
    }
  });

  it("go to nobody who has set no address, forgot it, or does not want to be told of the kind", async () => {
    await store.set(reader("senior1@GBAuthorityMSP"), undefined);
    await store.set(reader("carrier1@CarriersMSP"), {
      address: "c@example.org",
      language: "fr",
      muted: ["custody-offer"],
    });
    await take(REQUESTED);
    await take(OFFERED);
    await take(HELD, "8:0");
    await outbox.sendDue();
    expect(readers()).toEqual(["c@example.org", addressOf("exporter1@GBAuthorityMSP")]);
    const [own] = await store.newestOf(reader("senior1@GBAuthorityMSP"), 10);
    expect(own).toMatchObject({ state: "unwanted" });
  });

  it("wait while the mail server refuses for now, are given up in the end, and are sent again when asked", async () => {
    server.refusal = 450;
    await take(OFFERED);
    const start = Date.now();
    const carrier = reader("carrier1@CarriersMSP");
    for (let attempt = 0; attempt <= PAUSES_MS.length; attempt += 1) {
      vi.useFakeTimers({ toFake: ["Date"], now: start + attempt * 721 * MINUTE_MS });
      await outbox.sendDue();
    }
    vi.useRealTimers();
    const [dead] = await store.newestOf(carrier, 10);
    expect(dead).toMatchObject({ state: "dead", attempts: PAUSES_MS.length + 1, lastError: "450" });
    server.refusal = undefined;
    expect(await store.revive(reader("exporter1@GBAuthorityMSP"), dead?.id ?? "", new Date())).toBe(false);
    expect(await store.revive(carrier, dead?.id ?? "", new Date())).toBe(true);
    expect(await store.revive(carrier, dead?.id ?? "", new Date())).toBe(false);
    await outbox.sendDue();
    expect(readers()).toEqual([addressOf("carrier1@CarriersMSP")]);
  });

  it("are sent once, by whoever of two takes them first", async () => {
    await take(HELD);
    await Promise.all([outbox.sendDue(), outbox.sendDue()]);
    expect(server.received).toHaveLength(2);
  });

  it("that a process was sending when it died are sent by the next, after a while", async () => {
    await take(OFFERED);
    const now = new Date();
    expect(await store.claim(now, new Date(now.getTime() + 10 * MINUTE_MS), 10)).toHaveLength(1);
    await outbox.sendDue();
    expect(server.received).toEqual([]);
    vi.useFakeTimers({ toFake: ["Date"], now: now.getTime() + 11 * MINUTE_MS });
    await outbox.sendDue();
    vi.useRealTimers();
    expect(server.received).toHaveLength(1);
  });

  it("are forgotten once they are settled and old", async () => {
    await take(OFFERED);
    await outbox.sendDue();
    await take(OFFERED, "9:0");
    await store.sweep(new Date(Date.now() + MINUTE_MS));
    const left = await store.newestOf(reader("carrier1@CarriersMSP"), 10);
    expect(left).toMatchObject([{ state: "waiting", cause: "9:0" }]);
  });

  it("and settings are seen and set by their own person alone, whatever is asked", async () => {
    await take(OFFERED);
    const asked = { organisation: "GBAuthorityMSP", person: "exporter1@GBAuthorityMSP" };
    const [notices, settings] = await database.asCaller(asked, async (db) => [
      await db.selectFrom("kept.mail").selectAll().execute(),
      await db.selectFrom("kept.mail_setting").select("person").execute(),
    ]);
    expect(notices).toEqual([]);
    expect(settings).toEqual([{ person: asked.person }]);
    const forged = {
      person: "carrier1@CarriersMSP",
      organisation: "CarriersMSP",
      address: "x@y.example",
      language: "en",
      muted: [],
    };
    const insert = database.asCaller(asked, (db) => db.insertInto("kept.mail_setting").values(forged).execute());
    await expect(insert).rejects.toThrow(/row-level security|duplicate/);
    const made = {
      ...reader("carrier1@CarriersMSP"),
      kind: "hold",
      cause: "x",
      state: "waiting" as const,
      created_at: new Date(),
      next_attempt_at: new Date(),
    };
    await expect(database.asCaller(asked, (db) => db.insertInto("kept.mail").values(made).execute())).rejects.toThrow(
      /denied/,
    );
  });
});
