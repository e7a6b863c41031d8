// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, hashOfText, type JsonValue } from "@licet/domain";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openPglite } from "../adapters/pglite/database.js";
import type { PrivateWrite, PublicWrite, TransactionEvent } from "../blocks/ledger-event.js";
import { resetProjection } from "../database/migrate.js";
import type { SqlDatabase } from "../database/sql-database.js";
import { describeDatabases } from "../testing/databases.js";
import {
  announcing,
  events,
  later,
  OFFICER,
  project,
  proofIn,
  recordIn,
  stored,
  transactions,
  writeAt,
} from "../testing-readmodel/recorded-case.js";

/** References of a type that an officer sees. */
async function shown(database: SqlDatabase, type: string): Promise<string[]> {
  const rows = await database.asCaller(OFFICER, (db) =>
    db.selectFrom("ledger.record").select("id").where("type", "=", type).orderBy("id").execute(),
  );
  return rows.map(({ id }) => id);
}

describeDatabases("the projection of what the demonstration did", (open) => {
  let database: SqlDatabase;
  beforeAll(async () => {
    database = await open();
    await project(database, events);
  });
  afterAll(() => database.close());

  it("holds each record that its owner has proven, as it stands", async () => {
    const rows = await database.asCaller(OFFICER, (db) =>
      db
        .selectFrom("ledger.record")
        .select((eb) => ["type", eb.fn.countAll<number>().as("count")])
        .groupBy("type")
        .orderBy("type")
        .execute(),
    );
    expect(Object.fromEntries(rows.map(({ type, count }) => [type, count]))).toMatchObject({
      application: 2,
      certificate: 1,
      consignment: 1,
      "custody-event": 6,
      "custody-head": 1,
      licence: 2,
      "licence-entry": 8,
      "licence-line": 2,
      party: 5,
      receipt: 1,
      "signing-key": 5,
      verification: 1,
    });
  });

  it("says how each stands, a certificate as the importing state says", async () => {
    const rows = await database.asCaller(OFFICER, (db) =>
      db
        .selectFrom("ledger.record")
        .select(["id", "status", "due_at"])
        .where("type", "in", ["licence", "certificate", "consignment"])
        .orderBy("type")
        .orderBy("id")
        .execute(),
    );
    expect(rows.map(({ status }) => status)).toEqual(["fulfilled", "received", "suspended", "issued"]);
    expect(rows[2]?.due_at?.toISOString()).toMatch(/T23:59:59\.000Z$/);
  });

  it("keeps the events of proven records, with what they are about", async () => {
    const row = await database.asCaller(OFFICER, (db) =>
      db.selectFrom("ledger.event").selectAll().where("name", "=", "LicenceSuspended").executeTakeFirstOrThrow(),
    );
    expect(row.subjects).toEqual([expect.stringMatching(/^licence\//)]);
  });
});

describe("the projection of what a hostile member writes", () => {
  let database: SqlDatabase;
  beforeAll(async () => {
    database = await openPglite();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await resetProjection(database);
    await project(database, events);
  });

  const issued = (): {
    readonly write: PublicWrite;
    readonly record: Record<string, JsonValue>;
    readonly address: string;
  } => {
    const write = announcing("LicenceIssued").writes.find(({ composite }) => composite?.type === "licence");
    if (write?.composite === undefined) throw new Error("No licence is written.");
    return {
      write,
      record: recordIn(write) as Record<string, JsonValue>,
      address: write.composite.attributes[0] ?? "",
    };
  };

  it.each<[string, () => TransactionEvent]>([
    [
      "a licence without a proof",
      () => later([writeAt("licence", "a".repeat(64), stored({ ...issued().record, number: "GBFORGED0001" }))]),
    ],
    [
      "a licence that another organisation proves",
      () => {
        const record = { ...issued().record, number: "GBFORGED0001" };
        return later(
          [writeAt("licence", "a".repeat(64), stored(record))],
          [proofIn("TRAuthorityMSP", "licence", "GBFORGED0001", "a".repeat(64))],
        );
      },
    ],
    [
      "a licence of its own that passes for another's",
      () =>
        later(
          [writeAt("licence", "a".repeat(64), stored({ ...issued().record, number: "PKMINE0001" }))],
          [proofIn("PKAuthorityMSP", "licence", "PKMINE0001", "a".repeat(64))],
        ),
    ],
    [
      "a second licence under an address that is no proof's hash",
      () =>
        later(
          [writeAt("licence", "a".repeat(64), stored({ ...issued().record, number: "GBFORGED0001" }))],
          [proofIn("GBAuthorityMSP", "licence", "GBFORGED0001", "b".repeat(64))],
        ),
    ],
    [
      "a consignment that no state's authority registers",
      () => {
        const write = announcing("ConsignmentRegistered").writes.find(
          ({ composite }) => composite?.type === "consignment",
        );
        const record = { ...(recordIn(write) as object), id: "CARRIERS-CN-0001", declarant: "CARRIERS-CR-0001" };
        return later(
          [writeAt("consignment", "a".repeat(64), stored(record))],
          [proofIn("CarriersMSP", "consignment", "CARRIERS-CN-0001", "a".repeat(64))],
        );
      },
    ],
    [
      "an entry that no trail leads to",
      () =>
        later([
          {
            ...writeAt("custody-event", "", stored({})),
            composite: { type: "custody-event", attributes: ["GB-CN-0001", "000000009", "f".repeat(64)] },
          },
        ]),
    ],
    ["text that is no record", () => later([writeAt("licence", "a".repeat(64), Buffer.from("{}"))])],
    ["types that are none", () => later([writeAt("constructor", "a".repeat(64), stored({}))])],
  ])("shows nothing of %s", async (_, event) => {
    const before = await Promise.all(["licence", "consignment", "custody-event"].map((type) => shown(database, type)));
    await project(database, [event()]);
    const after = await Promise.all(["licence", "consignment", "custody-event"].map((type) => shown(database, type)));
    expect(after).toEqual(before);
  });

  it("hides a record whose owner takes its proof back, and shows it again with the proof", async () => {
    const { record, address } = issued();
    const number = String(record["number"]);
    await project(database, [later([], [proofIn("GBAuthorityMSP", "licence", number, undefined)])]);
    expect(await shown(database, "licence")).not.toContain(number);
    // Another write does not prove it.
    await project(database, [later([writeAt("licence", address, stored(record))])]);
    expect(await shown(database, "licence")).not.toContain(number);
    await project(database, [later([], [proofIn("GBAuthorityMSP", "licence", number, address)])]);
    expect(await shown(database, "licence")).toContain(number);
  });

  it("shows a record again once it is proven and legible, whichever it becomes first", async () => {
    const { record, address } = issued();
    const number = String(record["number"]);
    const [written, illegible] = [stored(record), Buffer.from("nothing")].map((value) =>
      later([writeAt("licence", address, value)]),
    ) as [TransactionEvent, TransactionEvent];
    const [taken, proven] = [undefined, address].map((hash) =>
      later([], [proofIn("GBAuthorityMSP", "licence", number, hash)]),
    ) as [TransactionEvent, TransactionEvent];
    for (const [last, ...before] of [
      [proven, taken, illegible, written],
      [proven, illegible, taken, written],
      [written, taken, illegible, proven],
      [written, illegible, taken, proven],
    ]) {
      for (const event of before) await project(database, [event]);
      expect(await shown(database, "licence")).not.toContain(number);
      if (last !== undefined) await project(database, [last]);
      expect(await shown(database, "licence")).toContain(number);
    }
  });

  it("takes two entries of one text, each under a record of its own", async () => {
    const written = transactions.flatMap(({ writes }) => writes);
    const [line, entry] = ["licence-line", "licence-entry"].map((type) =>
      written.find(({ composite }) => composite?.type === type),
    );
    const text = Buffer.from(entry?.value ?? []).toString("utf8");
    const balance = recordIn(line) as { readonly licence: string };
    const transactionId = "f".repeat(64);
    const trail = [{ sequence: 1, txId: transactionId, hash: hashOfText(text) }];
    const heads = [98, 99].map((number) => ({ ...balance, line: number, trail }));
    const address = (number: number): string => number.toString().repeat(32);
    await project(database, [
      later(
        heads.flatMap((head) => [
          writeAt("licence-line", address(head.line), stored(head)),
          {
            key: `entry ${head.line.toString()}`,
            composite: {
              type: "licence-entry",
              attributes: [head.licence, head.line.toString(), "000000001", transactionId],
            },
            value: Buffer.from(text, "utf8"),
          },
        ]),
        heads.map(({ licence, line: number }) =>
          proofIn("GBAuthorityMSP", "licence-line", `${licence}#${number.toString()}`, address(number)),
        ),
      ),
    ]);
    const entries = await shown(database, "licence-entry");
    expect(entries.filter((id) => id.endsWith(transactionId))).toEqual(
      heads.map(({ licence, line: number }) => `${licence}#${number.toString()}:1:${transactionId}`),
    );
  });

  it.each<[string, (record: Record<string, JsonValue>) => Uint8Array | undefined]>([
    ["deleted", () => undefined],
    ["made unreadable", () => Buffer.from("nothing")],
    ["written as another", (record) => stored({ ...record, number: "GBOTHER0001" })],
    ["not canonical", (record) => Buffer.from(JSON.stringify({ schema: 1, record }, undefined, 1))],
    ["given a text that no database holds", (record) => stored({ ...record, office: "GB-ECJU\u0000" })],
    ["of a form of later releases", (record) => Buffer.from(canonicalJson({ schema: 2, record }))],
  ])("hides a record that is %s, until it can be read again", async (_, value) => {
    const { record, address } = issued();
    const number = String(record["number"]);
    await project(database, [later([writeAt("licence", address, value(record))])]);
    expect(await shown(database, "licence")).not.toContain(number);
    await project(database, [later([writeAt("licence", address, stored(record))])]);
    expect(await shown(database, "licence")).toContain(number);
  });

  it("says of a licence that its owner dates into the year 0 that it has expired", async () => {
    const { record, address } = issued();
    await project(database, [later([writeAt("licence", address, stored({ ...record, validTo: "0000-01-01" }))])]);
    const row = await database.asCaller(OFFICER, (db) =>
      db.selectFrom("ledger.record").select("due_at").where("address", "=", address).executeTakeFirstOrThrow(),
    );
    expect(row.due_at?.getTime()).toBeLessThan(0);
  });

  it("shows a record that its owner proves anew at another address", async () => {
    const { record } = issued();
    const number = String(record["number"]);
    const address = "b".repeat(64);
    const proof = proofIn("GBAuthorityMSP", "licence", number, address);
    await project(database, [
      later([writeAt("licence", address, stored({ ...record, office: "GB-ELSEWHERE" }))], [proof]),
    ]);
    const rows = await database.asCaller(OFFICER, (db) =>
      db.selectFrom("ledger.record").select(["address", "content"]).where("id", "=", number).execute(),
    );
    expect(rows).toMatchObject([{ address, content: { office: "GB-ELSEWHERE" } }]);
  });

  it("hides a consignment whose receipt the destination takes back", async () => {
    const receipt = announcing("ConsignmentReceived").writes.find(({ composite }) => composite?.type === "receipt");
    const [consignment = ""] = await shown(database, "consignment");
    const address = receipt?.composite?.attributes[0] ?? "";
    await project(database, [later([writeAt("receipt", address, undefined)])]);
    expect(await shown(database, "consignment")).toEqual([]);
    await project(database, [later([writeAt("receipt", address, receipt?.value)])]);
    expect(await shown(database, "consignment")).toEqual([consignment]);
  });

  it("hides a certificate whose binding the exporting state does not vouch for", async () => {
    const bound = announcing("CertificateBound");
    const write = bound.writes.find(({ composite }) => composite?.type === "certificate");
    const core = recordIn(write) as Record<string, JsonValue>;
    const key = hashOfText(`consent/binding/${String(core["id"])}/${String(core["boundAt"])}`);
    const consent = bound.privateWrites.find(({ keyHash }) => keyHash === key);
    expect(await shown(database, "certificate")).toEqual([core["id"]]);
    await project(database, [later([], [{ ...(consent as PrivateWrite), valueHash: "0".repeat(64) }])]);
    expect(await shown(database, "certificate")).toEqual([]);
  });

  it("keeps no event of records that are not proven", async () => {
    const issue = announcing("LicenceIssued");
    const event = {
      ...later([writeAt("licence", "a".repeat(64), stored(issued().record))]),
      announced: issue.announced,
    };
    await project(database, [event]);
    const kept = await database.asGateway((db) =>
      db.selectFrom("ledger.event").select("name").where("transaction_id", "=", event.transactionId).execute(),
    );
    expect(kept).toEqual([]);
  });

  it("takes nothing from an invalid transaction", async () => {
    const { at, transactionId, timestamp, creator } = later([]);
    await project(database, [
      { kind: "invalid", at, transactionId, timestamp, creator, validationCode: "MVCC_READ_CONFLICT", call: undefined },
    ]);
    expect(await shown(database, "licence")).toHaveLength(2);
  });
});
