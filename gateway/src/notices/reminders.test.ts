// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NoticeTable } from "../adapters/sql/notice-table.js";
import type { SqlDatabase } from "../database/sql-database.js";
import type { LedgerIdentity } from "../ports/ledger.js";
import { LAPSES } from "../readmodel/queries/status-now.js";
import { describeDatabases } from "../testing/databases.js";
import { DEADLINES } from "./deadlines.js";
import { Notices } from "./notices.js";
import { Reminders } from "./reminders.js";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Dates of the records below are told by their distance from here. */
const NOON = Date.parse("2026-11-27T12:00:00Z");
const END_OF_DAY = Date.parse("2026-11-27T23:59:59Z");

function person(label: string, attributes: Record<string, string>): LedgerIdentity {
  return { label, mspId: label.split("@")[1] ?? "", attributes } as LedgerIdentity;
}

const PEOPLE = [
  person("licensing1@GBAuthorityMSP", { "licet.role": "licensing-officer" }),
  person("registrar1@GBAuthorityMSP", { "licet.role": "registrar" }),
  person("customs1@GBAuthorityMSP", { "licet.role": "customs-officer" }),
  person("licensing1@AEAuthorityMSP", { "licet.role": "licensing-officer" }),
  person("exporter1@GBAuthorityMSP", { "licet.role": "exporter", "licet.party": "GB-EX-0001" }),
  person("carrier1@CarriersMSP", { "licet.role": "carrier", "licet.party": "CARRIERS-CR-0001" }),
];

interface Due {
  readonly type: string;
  readonly id?: string;
  readonly status: string;
  readonly dueAt: number;
  readonly problem?: string;
}

const OFFER = { custodian: "GB-EX-0001", pending: { receivedBy: "CARRIERS-CR-0001" } };

describe("the dates that people are reminded of", () => {
  it("are those of records that something becomes of when they pass", () => {
    for (const type of Object.keys(DEADLINES)) expect(LAPSES, type).toHaveProperty(type);
    expect(Object.keys(DEADLINES).sort()).toEqual(Object.keys(LAPSES).sort());
  });
});

describeDatabases("reminders", (open) => {
  let database: SqlDatabase;
  let store: NoticeTable;
  let now = NOON;
  let reminders: Reminders;
  beforeAll(async () => {
    database = await open();
    store = new NoticeTable(database);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    now = NOON;
    reminders = started();
    await database.asGateway(async (db) => {
      await db.deleteFrom("kept.mail").execute();
      await db.deleteFrom("ledger.record").execute();
    });
  });

  /** A gateway that was started just now, on the same database. */
  function started(): Reminders {
    const nobody = { partiesOf: () => Promise.resolve([]), checkersOf: () => Promise.resolve([]) };
    const onError = (error: unknown): void => {
      throw error;
    };
    return new Reminders({
      database,
      notices: new Notices(store, PEOPLE, nobody),
      onError,
      now: () => new Date(now),
    });
  }

  const holds = ({ type, id = "GB-X-1", status, dueAt, problem }: Due): Promise<unknown> =>
    database.asGateway((db) =>
      db
        .insertInto("ledger.record")
        .values({
          type,
          id,
          owner: "GBAuthorityMSP",
          address: `${type}/${id}`,
          content: JSON.stringify(type === "custody-head" ? OFFER : {}),
          status,
          due_at: new Date(dueAt),
          problem: problem ?? null,
          block: 1,
          transaction: 0,
          transaction_id: "0".repeat(64),
          relies_on: [],
          created_block: 1,
        })
        .execute(),
    );

  const told = async (): Promise<string[]> => {
    const rows = await database.asGateway((db) => db.selectFrom("kept.mail").select(["person", "kind"]).execute());
    return rows.map(({ person: name, kind }) => `${kind} ${name}`).sort();
  };

  it.each<[string, Due, readonly string[]]>([
    ["a licence 14 days before", due("licence", "issued", 14 * DAY_MS), ["near licensing1@GBAuthorityMSP"]],
    ["a licence more than that before, not at all", due("licence", "issued", 14 * DAY_MS + 1_000), []],
    ["a suspended licence that ended", due("licence", "suspended", -DAY_MS), ["passed licensing1@GBAuthorityMSP"]],
    ["a licence that was surrendered, not at all", due("licence", "surrendered", -DAY_MS), []],
    ["a licence that ended long ago, not at all", due("licence", "issued", -7 * DAY_MS - 1), []],
    [
      "a licence that ends today as near: its day is its own to the end",
      at("licence", "issued", END_OF_DAY),
      ["near licensing1@GBAuthorityMSP"],
    ],
    ["a certificate", due("certificate", "bound", DAY_MS), ["near licensing1@GBAuthorityMSP"]],
    ["a party", due("party", "active", DAY_MS), ["near registrar1@GBAuthorityMSP"]],
    ["a signatory's appointment", due("signatory", "appointed", -DAY_MS), ["passed registrar1@GBAuthorityMSP"]],
    ["a hold a day before", due("hold", "open", DAY_MS), ["near customs1@GBAuthorityMSP"]],
    ["a hold that lapsed this moment", due("hold", "open", 0), ["passed customs1@GBAuthorityMSP"]],
    ["a hold that was lifted, not at all", due("hold", "released", HOUR_MS), []],
    ["an offer, to its receiver before", due("custody-head", "offered", 4 * HOUR_MS), ["near carrier1@CarriersMSP"]],
    ["an offer, to the custodian after", due("custody-head", "offered", -1), ["passed exporter1@GBAuthorityMSP"]],
    ["what the ledger would not read, not at all", { ...due("hold", "open", HOUR_MS), problem: "unread" }, []],
    ["a type that has no deadline here, not at all", due("members-change", "proposed", HOUR_MS), []],
  ])("tell of %s", async (_, record, expected) => {
    await holds(record);
    await reminders.look();
    expect(await told()).toEqual(expected.map((line) => `deadline-${line}`));
  });

  it("tell once of each: at the next look, after a start, and side by side", async () => {
    await holds(due("hold", "open", HOUR_MS));
    await Promise.all([reminders.look(), started().look()]);
    await reminders.look();
    await started().look();
    expect(await told()).toEqual(["deadline-near customs1@GBAuthorityMSP"]);
  });

  it("tell that a date has passed though they told that it is near, and though the gateway was down meanwhile", async () => {
    await holds(due("hold", "open", HOUR_MS));
    await reminders.look();
    now += 3 * DAY_MS;
    await started().look();
    await reminders.look();
    expect(await told()).toEqual(["deadline-near customs1@GBAuthorityMSP", "deadline-passed customs1@GBAuthorityMSP"]);
  });

  it("tell again of a date that was moved", async () => {
    await holds(due("hold", "open", HOUR_MS));
    await reminders.look();
    await database.asGateway((db) =>
      db
        .updateTable("ledger.record")
        .set({ due_at: new Date(now + 2 * HOUR_MS) })
        .execute(),
    );
    await reminders.look();
    expect(await told()).toHaveLength(2);
  });

  it("tell once of all licences that end on one day, and of each hold", async () => {
    const ids = Array.from({ length: 600 }, (_, at) => `GB-X-${at.toString()}`);
    for (const id of ids.slice(0, 3)) await holds({ ...at("licence", "issued", END_OF_DAY), id });
    for (const id of ids) await holds({ ...due("hold", "open", HOUR_MS), id });
    await reminders.look();
    const lines = await told();
    expect(lines.filter((line) => line.endsWith(" licensing1@GBAuthorityMSP"))).toHaveLength(1);
    expect(lines.filter((line) => line.endsWith(" customs1@GBAuthorityMSP"))).toHaveLength(600);
  });

  it("keep nothing of what they are about", async () => {
    await holds({ ...due("custody-head", "offered", HOUR_MS), id: "GB-CN-0001" });
    await reminders.look();
    const kept = await database.asGateway((db) => db.selectFrom("kept.mail").selectAll().execute());
    expect(JSON.stringify(kept)).not.toMatch(/GB-CN|CARRIERS-CR|GB-EX/);
  });
});

function due(type: string, status: string, inMs: number): Due {
  return at(type, status, NOON + inMs);
}

function at(type: string, status: string, dueAt: number): Due {
  return { type, status, dueAt };
}
