// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sql } from "kysely";
import type { SqlDatabase } from "../../database/sql-database.js";
import type { DatabaseCaller } from "../../database/database.js";
import type { Person } from "../../testing-http/app-under-test.js";
import { describeDatabases } from "../../testing/databases.js";
import {
  codeOf,
  type Details,
  detailsOf,
  DocumentsUnderTest,
  GOODS,
  INVOICE,
  itemsOf,
  shaOf,
  TO_COME,
  TRANSPORT,
  WHO,
} from "../../testing-http/documents-under-test.js";

const AE = "AEAuthorityMSP";

describeDatabases("documents that are handed over", (open) => {
  let database: SqlDatabase;
  let tests: DocumentsUnderTest;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    tests = await DocumentsUnderTest.start(database);
  });
  afterEach(() => tests.stop());

  const shareGoods = (...heldBy: readonly string[]): void =>
    tests.world.hold("consignment/GB-CN-0001/goods", {
      heldBy: ["GBAuthorityMSP", ...heldBy],
      parties: ["GB-EX-0001"],
      files: [{ kind: "invoice", hash: shaOf(INVOICE) }],
    });
  const share = (person: Person, document: Details, to = AE) => tests.post(person, document, "shares", { to });
  const idAt = async (person: Person, about: Readonly<Record<string, string>> = GOODS): Promise<Details> =>
    itemsOf(
      await tests.app.send(person, `/v1/documents?${new URLSearchParams(about).toString()}`),
    )[0] as unknown as Details;

  it("go to a state that holds the part, as a copy of its own under an id and a key of its own", async () => {
    const document = await tests.kept(WHO.officer, INVOICE, { parameters: { name: "invoice.pdf" } });
    shareGoods(AE);
    const answer = await share(WHO.officer, document);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({ document: document.id, to: AE, by: GOODS });

    const received = await idAt(WHO.foreign);
    expect(received).toMatchObject({ sha256: shaOf(INVOICE), receivedFrom: "GBAuthorityMSP", storedBy: WHO.officer });
    expect(received.id).not.toBe(document.id);
    expect((await tests.content(WHO.foreign, received)).text).toBe(INVOICE.toString());
    const [one, other] = tests.objects().map((file) => readFileSync(file));
    expect(tests.objects()).toHaveLength(2);
    expect(one?.equals(other ?? Buffer.alloc(0))).toBe(false);

    expect(await tests.acts()).toEqual([`stored ${WHO.officer}`, `shared ${WHO.officer}`]);
    expect(await tests.acts(WHO.foreign)).toEqual([`received ${WHO.officer}`, `read ${WHO.foreign}`]);
  });

  it("stay where their owner withdraws its own, and the other way round", async () => {
    const document = await tests.kept(WHO.officer);
    shareGoods(AE);
    await share(WHO.officer, document);
    await tests.withdraw(WHO.officer, document, "ordered");
    const received = await idAt(WHO.foreign);
    expect((await tests.content(WHO.foreign, received)).text).toBe(INVOICE.toString());
    expect(codeOf(await share(WHO.officer, document))).toBe("410 DOCUMENT_CONTENT_GONE");
  });

  it("may be handed over twice, and to somebody who has the file: nothing is kept twice", async () => {
    shareGoods(AE);
    const theirs = await tests.kept(WHO.foreign);
    const document = await tests.kept(WHO.officer);
    for (let time = 0; time < 2; time += 1) expect((await share(WHO.officer, document)).status).toBe(201);
    expect(tests.objects()).toHaveLength(2);
    expect(await idAt(WHO.foreign)).toMatchObject({ id: theirs.id, storedBy: WHO.foreign });
  });

  it.each<[string, Person, readonly string[], string, Readonly<Record<string, string>>, string]>([
    ["before the part is shared on the ledger", WHO.officer, [], AE, GOODS, "409 DOCUMENT_RECEIVER_WITHOUT_PART"],
    ["to somebody else than holds it", WHO.officer, [AE], "CarriersMSP", GOODS, "409 DOCUMENT_RECEIVER_WITHOUT_PART"],
    [
      "to a gateway elsewhere",
      WHO.officer,
      ["DEAuthorityMSP"],
      "DEAuthorityMSP",
      GOODS,
      "422 DOCUMENT_RECEIVER_ELSEWHERE",
    ],
    ["to nobody", WHO.officer, [AE], "..", GOODS, "409 DOCUMENT_RECEIVER_WITHOUT_PART"],
    ["to what is no organisation", WHO.officer, [AE], "AE Authority", GOODS, "400 INVALID_INPUT"],
    ["by a competitor", WHO.competitor, [AE], AE, GOODS, "404 NOT_FOUND"],
    ["by another organisation's officer", WHO.foreign, [AE], AE, GOODS, "404 NOT_FOUND"],
    ["about a record to come", WHO.officer, [AE], AE, TO_COME, "404 NOT_FOUND"],
    [
      "goods, to carriers that the ledger never gives them",
      WHO.officer,
      [AE],
      "CarriersMSP",
      GOODS,
      "409 DOCUMENT_RECEIVER_WITHOUT_PART",
    ],
  ])("are not: %s", async (_what, person, heldBy, to, about, outcome) => {
    shareGoods(...heldBy);
    const document = await tests.kept(WHO.officer, INVOICE, { about });
    expect(codeOf(await share(person, document, to))).toBe(outcome);
    expect(tests.objects()).toHaveLength(1);
    expect(await tests.acts(WHO.foreign)).toEqual([]);
  });

  it("go to carriers where they hold the part and the file is one for them", async () => {
    const photograph = await tests.kept(WHO.officer, INVOICE, { about: TRANSPORT, parameters: { kind: "photograph" } });
    expect((await share(WHO.officer, photograph, "CarriersMSP")).status).toBe(201);
  });

  describe("cannot be had by a query that forgets to ask for whom", () => {
    const callers: readonly (readonly [string, DatabaseCaller])[] = [
      ["another state's officer", { organisation: AE, person: WHO.foreign, role: "customs-officer" }],
      ["carriers", { organisation: "CarriersMSP", person: WHO.carrier, role: "carrier", party: "GB-CA-0001" }],
      ["somebody without a role", { organisation: AE, person: "nobody@AEAuthorityMSP" }],
      ["nobody", { organisation: "", person: "" }],
    ];

    it.each(callers)("by %s", async (_who, caller) => {
      await tests.kept(WHO.officer);
      await database.asCaller(caller, async (db) => {
        expect(await db.selectFrom("kept.document").selectAll().execute()).toEqual([]);
        expect(await db.selectFrom("kept.document_subject").selectAll().execute()).toEqual([]);
        expect(await db.selectFrom("kept.document_log").selectAll().execute()).toEqual([]);
        const changed = await db.updateTable("kept.document").set({ preserved: true }).executeTakeFirst();
        expect(changed.numUpdatedRows).toBe(0n);
      });
    });

    it.each<[string, string]>([
      ["changes the log", "update kept.document_log set person = 'x'"],
      ["empties the log", "delete from kept.document_log"],
      ["deletes documents", "delete from kept.document"],
      ["reads what lies in the store", "select * from kept.document_object"],
      [
        "writes another one's log",
        `insert into kept.document_log (organisation, document, at, person, act, route, facts) values ('${AE}', 'x', now(), 'x', 'read', 'x', '{}')`,
      ],
      [
        "signs the log as another",
        `insert into kept.document_log (organisation, document, at, person, act, route, facts) values ('GBAuthorityMSP', 'x', now(), 'x', 'read', 'x', '{}')`,
      ],
      ["stores as another", "update kept.document set organisation = 'AEAuthorityMSP'"],
    ])("nor is anything changed by one that %s", async (_what, statement) => {
      await tests.kept(WHO.officer);
      const caller: DatabaseCaller = { organisation: "GBAuthorityMSP", person: WHO.customs, role: "customs-officer" };
      await expect(database.asCaller(caller, (db) => sql.raw(statement).execute(db))).rejects.toThrow(
        /permission denied|row-level security/,
      );
    });

    it.each(["update kept.document_log set person = 'x'", "delete from kept.document_log"])(
      "nor by the gateway itself: %s",
      async (statement) => {
        await expect(database.asGateway((db) => sql.raw(statement).execute(db))).rejects.toThrow(/permission denied/);
      },
    );
  });

  it("come with whatever grounds the receiver's own ledger gives it", async () => {
    const document = await tests.kept(WHO.officer);
    shareGoods(AE);
    await share(WHO.officer, document);
    const received = await idAt(WHO.foreign);
    expect(detailsOf(await tests.see(WHO.foreign, received)).named).toEqual(GOODS);
    // What the receiver's peer does not hold any more gives no ground any more.
    shareGoods();
    expect(codeOf(await tests.content(WHO.foreign, received))).toBe("404 NOT_FOUND");
  });
});
