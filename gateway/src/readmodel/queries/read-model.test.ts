// SPDX-License-Identifier: Apache-2.0
import { DISCLOSURE, PARTY_ROLES, ROLES } from "@licet/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SqlDatabase } from "../../database/sql-database.js";
import { describeDatabases } from "../../testing/databases.js";
import {
  AE,
  CARRIERS,
  EXPORT_CASE,
  GB,
  HIDDEN,
  NOON,
  OFFICER_1,
  person,
  PK,
} from "../../testing-readmodel/export-case.js";
import { ProjectedWorld } from "../../testing-readmodel/projected-world.js";
import type { ReadModelCaller } from "./caller.js";
import { csvHeader, csvRow } from "./columns.js";
import type { ListFilters } from "./filters.js";
import { LIST_NAMES, type ListName } from "./lists.js";
import { ORDERS } from "./position.js";
import { QUEUE_NAMES, type QueueName } from "./queues.js";
import { type Page, type Paging, ReadModel } from "./read-model.js";

/** Lists whose records have confidential parts. */
const WITH_PARTS: readonly ListName[] = [
  "licences",
  "applications",
  "certificates",
  "consignments",
  "parties",
  "inspections",
  "offers",
  "custody",
];

/** Values that nobody holds, by filter. */
const NOBODYS: Readonly<Record<string, string>> & { readonly text: string } = {
  text: "nothingofthekind",
  code: "9A999",
  country: "ZZ",
  party: "GB-EX-9999",
  container: "MSKU0000000",
  seal: "SEAL00",
  vehicle: "ZZ99ZZZ",
  identifier: "GB000000000000",
};

function readableBy({ role }: ReadModelCaller): string {
  const readable = Object.entries(DISCLOSURE).filter(([, rule]) => role !== undefined && rule.readers.includes(role));
  return [...readable.map(([name]) => name), role !== undefined && PARTY_ROLES.includes(role)].join(" ");
}

const FIRST: Paging = { order: "newest", pageSize: 100, bookmark: "" };
const LICENSING = person(GB, "senior-licensing-officer");
const CARRIER_1 = person(CARRIERS, "carrier", { party: "CARRIERS-CR-0001" });
const CARRIER_2 = person(CARRIERS, "carrier", { party: "CARRIERS-CR-0002" });

describeDatabases("the read model's answers", (open) => {
  let database: SqlDatabase;
  let world: ProjectedWorld;
  let model: ReadModel;
  let newestBlock: number | undefined;

  beforeAll(async () => {
    database = await open();
    world = new ProjectedWorld(database, "2026-11-01T00:00:00Z");
    for (const record of EXPORT_CASE) await world.put(record);
    const ledger = { newestBlock: (): Promise<number | undefined> => Promise.resolve(newestBlock) };
    model = new ReadModel(database, ledger, () => NOON);
  });
  afterAll(() => database.close());

  const list = (name: ListName, filters: ListFilters = {}, caller = LICENSING): Promise<Page> =>
    model.list(caller, name, filters, FIRST);
  const ids = async (page: Promise<Page>): Promise<string[]> => (await page).items.map(({ id }) => id);

  describe("lists", () => {
    it.each<[string, ListName, ListFilters, readonly string[]]>([
      ["everything, last changed first", "licences", {}, ["5", "4", "3", "2", "1"].map((n) => `GBSIEL000000${n}`)],
      ["by status, where a date has passed", "licences", { status: ["expired"] }, ["GBSIEL0000002"]],
      ["by status, where nothing is left", "licences", { status: ["exhausted"] }, ["GBSIEL0000003"]],
      ["by status, the last day included", "licences", { status: ["issued"] }, ["GBSIEL0000001"]],
      ["by several statuses", "licences", { status: ["reinstated", "suspended"] }, ["GBSIEL0000005", "GBSIEL0000004"]],
      ["overdue", "licences", { overdue: true }, ["GBSIEL0000002"]],
      ["due on a day", "licences", { dueFrom: "2026-11-27", dueTo: "2026-11-27" }, ["GBSIEL0000005", "GBSIEL0000003"]],
      ["by a heading of control codes", "licences", { code: "5A002" }, ["GBSIEL0000001"]],
      ["by a paragraph in another spelling", "licences", { code: "5A002.a" }, ["GBSIEL0000001"]],
      ["by the code itself", "licences", { code: "5a002A1" }, ["GBSIEL0000001"]],
      ["by a series of entries", "licences", { code: "5X002" }, ["GBSIEL0000001"]],
      ["by a code below it", "licences", { code: "5A002.a.1.b" }, []],
      ["by a heading that only starts alike", "licences", { code: "5A00" }, []],
      ["by a word's beginning in any case", "licences", { text: "QUENB crypto" }, []],
      ["by words' beginnings in any case", "licences", { text: "QUENB cryog" }, ["GBSIEL0000001"]],
      ["by a party that content names", "licences", { party: "ae-co-0009" }, ["GBSIEL0000001"]],
      ["by an officer", "licences", { officer: OFFICER_1, status: ["suspended"] }, ["GBSIEL0000004"]],
      ["by the last seven characters of a UCR", "consignments", { reference: "V77 123" }, []],
      ["by the last eight characters of a UCR", "consignments", { reference: "inv77123" }, ["GB-CN-0001"]],
      ["by six characters, which is too few", "consignments", { reference: "V77123" }, []],
      ["by a whole MRN", "consignments", { reference: "26GB1234567890ABC5" }, ["GB-CN-0001"]],
      ["by a master UCR", "consignments", { reference: "A:12345678901" }, ["GB-CN-0002", "GB-CN-0001"]],
      ["by a place", "consignments", { place: "AEJEA" }, ["GB-CN-0001"]],
      ["by a seal", "consignments", { seal: "seal 77" }, ["GB-CN-0001"]],
      ["by who has the goods", "consignments", { party: "CARRIERS-CR-0001" }, ["GB-CN-0002", "GB-CN-0001"]],
      ["by what the importing state said last", "certificates", { status: ["fulfilled"] }, ["PK-EUC-0001"]],
      ["by what was so before", "certificates", { status: ["bound"] }, []],
      ["offers that stand", "offers", {}, ["GB-CN-0001"]],
      ["custody with an offer that has lapsed", "custody", { status: ["offer-lapsed"] }, ["GB-CN-0002"]],
      ["holds that stand", "holds", { status: ["open"] }, ["GB-CN-0001#AE-HD-0001"]],
      ["holds that have lapsed", "holds", { status: ["lapsed"], consignment: "GB-CN-0001" }, ["GB-CN-0001#AE-HD-0002"]],
      ["by owner", "holds", { owner: "GB" }, []],
      ["by day of change", "parties", { changedFrom: "2026-11-01", changedTo: "2026-11-01" }, ["GB-EX-0001"]],
      ["by a later day of change", "parties", { changedFrom: "2026-11-02" }, []],
    ])("find %s", async (_, name, filters, expected) => {
      expect(await ids(list(name, filters))).toEqual(expected);
    });

    it("count what they find, and say how recent they are", async () => {
      const { total, asOf } = await list("licences", { status: ["issued"] });
      expect(total).toEqual({ exactly: 1 });
      expect(asOf).toMatchObject({ block: world.block, ageSeconds: expect.any(Number) as number });
    });

    it.each<[string, number | undefined, number | undefined]>([
      ["the blocks that the ledger has and they have not", 3, 3],
      ["none where they have all", 0, 0],
      ["none where they have one that was not heard of yet", -1, 0],
      ["nothing where no peer says what the ledger has", undefined, undefined],
    ])("say as how far they are behind %s", async (_, ahead, behind) => {
      newestBlock = ahead === undefined ? undefined : world.block + ahead;
      const { asOf } = await list("licences");
      expect("behind" in asOf).toBe(behind !== undefined);
      expect(asOf.behind).toBe(behind);
      const queue = await model.queue(LICENSING, "decisions", FIRST);
      const found = await model.search(LICENSING, "GBSIEL0000001");
      const exported = await model.export(LICENSING, "licences", {});
      for (const answer of [queue, found, exported]) expect(answer.asOf.behind).toBe(behind);
    });

    it("show status now, last changes, who has the ball, and parts as far as they are disclosed", async () => {
      const [row] = (await list("certificates")).items;
      expect(row).toMatchObject({
        status: "fulfilled",
        lastChanges: [{ event: "CertificateFulfilled" }, { event: "RecordChanged" }],
        parts: { content: { state: "not-disclosed" } },
        beside: { "certificate-standing": { status: "fulfilled" } },
      });
    });

    it.each<[string, ReadModelCaller, string]>([
      ["who holds it", LICENSING, "disclosed"],
      ["whom it has not reached yet", person(AE, "customs-officer"), "pending"],
      ["whose copy is gone", person(PK, "certifying-officer"), "gone"],
      ["whose role does not read it", person(GB, "carrier"), "not-disclosed"],
      ["who has no role", person(GB, undefined), "not-disclosed"],
      ["whose party it concerns", person(GB, "exporter", { party: "GB-EX-0001" }), "disclosed"],
      ["whose party it does not concern", person(GB, "exporter", { party: "GB-EX-0002" }), "not-disclosed"],
    ])("show a part to somebody %s as what it is", async (_, caller, state) => {
      const { items } = await list("licences", { reference: "GBSIEL0000001" }, caller);
      expect(items[0]?.parts).toMatchObject({ content: { state } });
    });

    it.each(ORDERS)("can be walked by pages in the order %s, each row once", async (order) => {
      const walked: string[] = [];
      let bookmark = "";
      do {
        const page = await model.list(LICENSING, "licences", {}, { order, pageSize: 2, bookmark });
        walked.push(...page.items.map(({ id }) => id));
        ({ bookmark } = page);
      } while (bookmark !== "");
      const whole = await model.list(LICENSING, "licences", {}, { ...FIRST, order });
      expect(walked).toEqual(whole.items.map(({ id }) => id));
      expect(walked).toHaveLength(5);
    });

    it("take a bookmark for the question and the asker that it was given to", async () => {
      const paging = { ...FIRST, pageSize: 2 };
      const { bookmark } = await model.list(LICENSING, "licences", {}, paging);
      const next = { ...paging, bookmark };
      const asked: readonly (() => Promise<Page>)[] = [
        () => model.list(LICENSING, "licences", { status: ["issued"] }, next),
        () => model.list(LICENSING, "consignments", {}, next),
        () => model.list(LICENSING, "licences", {}, { ...next, order: "due" }),
        () => model.list(CARRIER_1, "licences", {}, next),
        () => model.queue(LICENSING, "decisions", next),
        () => model.list(LICENSING, "licences", {}, { ...next, bookmark: "x" }),
      ];
      for (const place of [
        [1e15, 1e15, "x"],
        [1, 0],
        ["1", 0, "x"],
      ]) {
        const [digest] = JSON.parse(Buffer.from(bookmark, "base64url").toString("utf8")) as [string];
        const forged = Buffer.from(JSON.stringify([digest, place]), "utf8").toString("base64url");
        await expect(
          (async () => model.list(LICENSING, "licences", {}, { ...next, bookmark: forged }))(),
        ).rejects.toMatchObject({ code: "BOOKMARK_NOT_VALID" });
      }
      for (const ask of asked) {
        await expect((async () => ask())()).rejects.toMatchObject({ code: "BOOKMARK_NOT_VALID" });
      }
    });
  });

  describe("working lists", () => {
    it.each<[string, QueueName, ReadModelCaller, readonly string[]]>([
      ["decisions", "decisions", LICENSING, ["GB-AP-0002", "GB-AP-0001"]],
      ["decisions of another state", "decisions", person(PK, "licensing-officer"), []],
      ["what another officer began", "countersign", LICENSING, ["GBSIEL0000001#A-0123456789abcdef", "GB-AP-0001"]],
      ["not what one began oneself", "countersign", { ...LICENSING, officer: OFFICER_1 }, ["GB-AP-0002"]],
      ["overdue", "overdue", LICENSING, ["GB-CN-0002", "GBSIEL0000002"]],
      ["waiting for others", "waiting", LICENSING, ["GB-CN-0001"]],
      ["offered to a carrier", "offered", CARRIER_2, ["GB-CN-0001"]],
      ["not offered to the one who offers", "offered", CARRIER_1, []],
      ["in a carrier's custody", "custody", CARRIER_1, ["GB-CN-0002", "GB-CN-0001"]],
      ["to hand over", "handover", CARRIER_1, ["GB-CN-0002"]],
      ["open holds of one's own", "holds", person(AE, "customs-officer"), ["GB-CN-0001#AE-HD-0001"]],
      ["open holds on one's register's goods", "holds", LICENSING, ["GB-CN-0001#AE-HD-0001"]],
      ["open holds of others", "holds", person(PK, "customs-officer"), []],
    ])("show %s", async (_, name, caller, expected) => {
      expect(await ids(model.queue(caller, name, FIRST))).toEqual(expected);
    });

    it("say whose turn it is", async () => {
      const { items } = await model.queue(LICENSING, "countersign", FIRST);
      expect(items.map(({ next }) => next.map(({ act, yours }) => [act, yours]))).toEqual([
        [
          ["confirm", true],
          ["reject", true],
        ],
        [["issue", true]],
      ]);
      const [offer] = (await model.queue(CARRIER_2, "offered", FIRST)).items;
      expect(offer?.next.map(({ act, yours }) => [act, yours])).toEqual([
        ["accept", true],
        ["refuse", true],
      ]);
    });
  });

  describe("the one box", () => {
    it.each<[string, string, ReadModelCaller, readonly [string, readonly string[]][]]>([
      ["an MRN", "26GB1234567890ABC5", LICENSING, [["GB-CN-0001", ["reference"]]]],
      ["the end of a UCR", "INV77123", LICENSING, [["GB-CN-0001", ["reference"]]]],
      [
        "a master UCR",
        "A:12345678901",
        LICENSING,
        [
          ["GB-CN-0001", ["reference"]],
          ["GB-CN-0002", ["reference"]],
        ],
      ],
      ["a licence", "gbsiel0000004", LICENSING, [["GBSIEL0000004", ["reference"]]]],
      ["a container", "MSKU1234565", LICENSING, [["GB-CN-0001", ["container"]]]],
      ["a seal", "SEAL77", CARRIER_1, [["GB-CN-0001", ["seal"]]]],
      ["a vehicle of a custody event", "ab12 cde", CARRIER_1, [["GB-CN-0001", ["vehicle"]]]],
      ["an EORI", "GB123456789000", LICENSING, [["GB-EX-0001", ["identifier"]]]],
      [
        "a name",
        "quenby",
        LICENSING,
        [
          ["GB-CN-0001", ["words"]],
          ["GB-EX-0001", ["words"]],
          ["GBSIEL0000001", ["words"]],
        ],
      ],
    ])("finds %s", async (_, text, caller, expected) => {
      const { groups } = await model.search(caller, text);
      const hits = groups.flatMap((group) => group.hits.map(({ id, matched }) => [id, matched] as const));
      expect(hits.toSorted(([left], [right]) => (left < right ? -1 : 1))).toEqual(expected);
    });

    it("leads to verification", async () => {
      const { groups } = await model.search(LICENSING, "GB-CN-0001");
      expect(groups[0]?.hits[0]?.verify).toBe("/v1/checkpoint/verdicts?consignment=GB-CN-0001");
    });

    it.each<[string, ReadModelCaller, string, string, RegExp]>([
      ["a reference that is there", LICENSING, "GB-CN-0001", "found", /your organisation holds/],
      ["a reference that is not there", LICENSING, "GB-CN-9999", "not-found", /your organisation holds/],
      [
        "a seal that another holds",
        person(PK, "customs-officer"),
        "SEAL77",
        "not-found",
        /others hold is not disclosed/i,
      ],
      [
        "a seal that nobody holds",
        person(PK, "customs-officer"),
        "SEAL78",
        "not-found",
        /others hold is not disclosed/i,
      ],
      ["anything, without a role", person(GB, undefined), "SEAL77", "not-found", /reads no confidential content/],
    ])("says of %s what it may", async (_, caller, text, reference, sentence) => {
      const { asReference, asContent } = await model.search(caller, text);
      expect(asReference.outcome).toBe(reference);
      expect(asContent.outcome).toBe("not-disclosed");
      expect(asContent.sentence).toMatch(sentence);
    });
  });

  describe("what is hidden", () => {
    const everybody = [GB, PK, AE, CARRIERS].flatMap((organisation) =>
      [...ROLES, undefined].map((role) => person(organisation, role, { party: `${organisation}-NOBODY` })),
    );
    const reads = (caller: ReadModelCaller, holders: readonly string[]): boolean =>
      holders.includes(caller.organisation) && caller.role !== undefined && !PARTY_ROLES.includes(caller.role);

    /** Roles that read the same parts are one to row-level security. */
    const kinds = new Map(everybody.map((caller) => [`${caller.organisation} ${readableBy(caller)}`, caller]));

    it.each(Object.entries(HIDDEN))("is no list's, count's or search's to tell: %s", async (_, hidden) => {
      const { value, filter, holders } = hidden;
      for (const caller of [...kinds.values()].filter((each) => !reads(each, holders))) {
        const { coverage, ...nothing } = await list("licences", { [filter]: NOBODYS[filter] }, caller);
        for (const name of WITH_PARTS) {
          expect(await list(name, { [filter]: value }, caller)).toEqual({ coverage, ...nothing });
        }
        expect(nothing).toMatchObject({ items: [], total: { exactly: 0 }, bookmark: "" });
        expect(await model.search(caller, value)).toEqual(await model.search(caller, NOBODYS.text));
      }
    });

    it("stands in no answer to those who may not read it, in any order, queue or export", async () => {
      for (const caller of kinds.values()) {
        const texts: string[] = [];
        for (const name of LIST_NAMES) {
          for (const order of ORDERS)
            texts.push(JSON.stringify(await model.list(caller, name, {}, { ...FIRST, order })));
          for await (const rows of (await model.export(caller, name, {})).pages()) {
            texts.push(csvHeader(name), ...rows.map((row) => csvRow(name, row)), JSON.stringify(rows));
          }
        }
        for (const name of QUEUE_NAMES) texts.push(JSON.stringify(await model.queue(caller, name, FIRST)));
        const told = texts.join("\n");
        for (const { value, holders } of Object.values(HIDDEN)) {
          if (!reads(caller, holders)) expect(told).not.toContain(value);
        }
      }
    });

    it("is told apart from what is public by how far a list was looked up in", async () => {
      expect((await list("licences", { status: ["issued"] })).coverage.complete).toBe(true);
      expect((await list("licences", { code: "5A002" })).coverage.complete).toBe(false);
      expect((await list("holds", { place: "AEJEA" })).coverage.complete).toBe(true);
    });
  });

  it("wait for a block that they are to include, and refuse where it does not come", async () => {
    await model.reach(world.block);
    await expect(model.reach(world.block + 1)).rejects.toMatchObject({ code: "READ_MODEL_BEHIND" });
  });
});
