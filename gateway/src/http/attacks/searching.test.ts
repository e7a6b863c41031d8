// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from "@licet/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPglite } from "../../adapters/pglite/database.js";
import type { SqlDatabase } from "../../database/sql-database.js";
import { LISTS } from "../../readmodel/queries/lists.js";
import { LEADS } from "../../readmodel/queries/searched.js";
import { type Answer, AppUnderTest, type Person } from "../../testing-http/app-under-test.js";
import { EXPORT_CASE, NOON } from "../../testing-readmodel/export-case.js";
import { ProjectedWorld } from "../../testing-readmodel/projected-world.js";

const OFFICER: Person = "licensing1@GBAuthorityMSP";
const CUSTOMS: Person = "customs1@GBAuthorityMSP";
const FOREIGN: Person = "customs1@AEAuthorityMSP";
const EXPORTER: Person = "exporter1@GBAuthorityMSP";
const COMPETITOR: Person = "exporter2@GBAuthorityMSP";
const CARRIER: Person = "carrier2@CarriersMSP";
/** Acts for no party, so that no goods are their own. */
const STRANGE_CARRIER: Person = "carrier1@CarriersMSP";

/** What the consignment of the case is found by in confidential parts, and what nobody holds. */
const HIDDEN = { container: "MSKU1234565", seal: "SEAL77", country: "OM", vehicle: "AB12CDE" };
const NOBODYS = { container: "MSKU0000000", seal: "SEAL00", country: "ZW", vehicle: "XX00XXX" };

let app: AppUnderTest;
let database: SqlDatabase;
beforeAll(async () => {
  database = await openPglite();
  const world = new ProjectedWorld(database, "2026-11-01T00:00:00Z");
  for (const record of EXPORT_CASE) await world.put(record);
  app = await AppUnderTest.start({ database, now: () => NOON });
});
afterAll(async () => {
  await app.stop();
  await database.close();
});

interface Listed {
  readonly items: readonly { readonly id: string }[];
  readonly total: { readonly exactly: number };
  readonly coverage: { readonly complete: boolean; readonly sentence: string };
  readonly bookmark: string;
  readonly code?: string;
}

const list = async (person: Person, query: string): Promise<Listed> =>
  (await app.send(person, `/v1/lists/${query}`)).body as Listed;
const query = (parameters: Readonly<Record<string, string>>): string => new URLSearchParams(parameters).toString();

/** An answer without what changes from one to the next and what was asked. */
const answerOf = ({ status, text }: Answer, asked: string): string =>
  `${status.toString()} ${text.replaceAll(asked, "").replace(/"asOf":\{[^}]*\}/, "")}`;

describe("whoever fishes for what others hold", () => {
  it.each(
    ([FOREIGN, STRANGE_CARRIER, COMPETITOR] as const).flatMap((person) =>
      (Object.keys(HIDDEN) as (keyof typeof HIDDEN)[]).map((mark) => [person, mark] as const),
    ),
  )(
    "gets as %s by the %s what they get for one that nobody holds: in a list, its count and export, and the one box",
    async (person, mark) => {
      for (const address of [
        (value: string) => `/v1/lists/consignments?${query({ [mark]: value })}`,
        (value: string) => `/v1/lists/custody?${query({ [mark]: value, reference: "GB-CN-0001" })}`,
        (value: string) => `/v1/exports/consignments?${query({ [mark]: value, format: "json" })}`,
        (value: string) => `/v1/search?${query({ q: value })}`,
      ]) {
        const hidden = answerOf(await app.send(person, address(HIDDEN[mark])), HIDDEN[mark]);
        expect(hidden).toBe(answerOf(await app.send(person, address(NOBODYS[mark])), NOBODYS[mark]));
        expect(hidden).not.toContain("GB-CN-0001");
      }
    },
  );

  it.each([
    [CARRIER, "custody", { seal: "SEAL77" }],
    [OFFICER, "consignments", { container: "MSKU1234565" }],
  ] as const)("finds as %s in %s what is for them, so that the above says something", async (person, name, filters) => {
    expect((await list(person, `${name}?${query(filters)}`)).items.map(({ id }) => id)).toEqual(["GB-CN-0001"]);
  });
});

describe("what a question is made of", () => {
  it.each<[string, string, string]>([
    [
      "more words than are looked for, the last of which is nowhere",
      "licences?text=quenby+quenby+quenby+quenby+quenby+quenby+quenby+quenby+nowhere",
      "INVALID_INPUT",
    ],
    ["a text that ends early", "licences?reference=GBSIEL%00", "INVALID_INPUT"],
    ["a character that reads backwards", "licences?reference=GB%E2%80%AE", "INVALID_INPUT"],
    ["a filter twice", "licences?reference=a&reference=b", "INVALID_INPUT"],
    ["a filter with an operator", "licences?reference[$ne]=x", "INVALID_INPUT"],
    ["a member of every object", "licences?__proto__=x", "INVALID_INPUT"],
    ["another organisation's eyes", "licences?organisation=GBAuthorityMSP", "INVALID_INPUT"],
    ["an order by what is confidential", "licences?order=exporter", "INVALID_INPUT"],
    ["an order with a second statement", "licences?order=newest%3Bdrop", "INVALID_INPUT"],
    ["a page without an end", "licences?pageSize=1000000", "INVALID_INPUT"],
    ["a block beyond all numbers", "licences?minBlock=99999999999999999999", "INVALID_INPUT"],
    ["a list that every object has", "constructor", "INVALID_INPUT"],
  ])("is refused: %s", async (_attack, address, code) => {
    expect(await list(OFFICER, address)).toMatchObject({ code });
  });

  it("in the one box is refused with more words than are looked for", async () => {
    const answer = await app.send(OFFICER, `/v1/search?q=${"quenby+".repeat(8)}nowhere`);
    expect(answer.body).toMatchObject({ code: "INVALID_INPUT" });
  });

  it.each(["' or 1=1 --", "%%%%%%%", "_______", "a:*|b", "\\\\'aaaaaa", "aaaaaa\u{103ff}", "aaaaaaa\u{10ffff}"])(
    "is text, and finds nothing: %j",
    async (text) => {
      for (const filter of ["reference", "party", "code", "seal", "place", "identifier"])
        expect(await list(OFFICER, `consignments?${query({ [filter]: text })}`)).toMatchObject({ items: [] });
      // Which statuses there are is known: another one is refused, so that nobody takes a slip for an empty list.
      expect(await list(OFFICER, `consignments?${query({ status: text })}`)).toMatchObject({ code: "INVALID_INPUT" });
    },
  );
});

describe("a bookmark", () => {
  const forged = async (place: unknown, order = "newest"): Promise<Answer> => {
    const address = `/v1/lists/licences?pageSize=1&order=${order}`;
    const { bookmark } = (await app.send(OFFICER, address)).body as Listed;
    const [question] = JSON.parse(Buffer.from(bookmark, "base64url").toString()) as [string];
    const made = Buffer.from(JSON.stringify([question, place])).toString("base64url");
    return app.send(OFFICER, `${address}&bookmark=${made}`);
  };

  it.each<[string, unknown, string?]>([
    ["a text that ends early", [110, 0, "a\u0000b"]],
    ["a text that ends early, in the order of references", ["licence", "\u0000"], "reference"],
    ["a text that ends early, in the order of dates", [0, "\u0000"], "due"],
    ["half a character", ["licence", "\ud800"], "reference"],
    ["a text for a number", ["x", 0, "y"]],
    ["a number that is none", [1e308, 0, "y"]],
    ["an index that no block has", [110, 2_147_483_648, "y"]],
    ["too little", [110, 0]],
    ["an object", [110, 0, { a: 1 }]],
    ["nothing", null],
    ["a list that says how long it is", { length: 3 }],
  ])("that was forged is refused and breaks nothing: %s", async (_attack, place, order) => {
    expect(await forged(place, order)).toMatchObject({ status: 400, body: { code: "BOOKMARK_NOT_VALID" } });
  });

  it("of one person is none to another, of one question none to another, and none of a working list", async () => {
    const { bookmark } = await list(OFFICER, "licences?pageSize=1");
    for (const [person, address] of [
      [CUSTOMS, "licences?pageSize=1"],
      [OFFICER, "licences?pageSize=1&status=issued"],
      [OFFICER, "licences?pageSize=1&order=reference"],
      [OFFICER, "consignments?pageSize=1"],
    ] as const)
      expect(await list(person, `${address}&bookmark=${bookmark}`)).toMatchObject({ code: "BOOKMARK_NOT_VALID" });
    const queue = await app.send(OFFICER, `/v1/work/overdue?bookmark=${bookmark}`);
    expect(queue.body).toMatchObject({ code: "BOOKMARK_NOT_VALID" });
  });

  it("holds no more than where the page ended", async () => {
    const { bookmark } = await list(EXPORTER, "licences?pageSize=1");
    const read = JSON.parse(Buffer.from(bookmark, "base64url").toString()) as unknown;
    expect(canonicalJson(read as never)).toMatch(/^\["[0-9a-f]{64}",\[\d+,\d+,"GBSIEL\d+"\]\]$/);
  });
});

describe("what an empty answer says", () => {
  it("never is that there is no record of a list of which there is one", () => {
    const led = new Set(Object.values(LEADS).map(({ list: name }) => LISTS[name].type));
    expect(
      [...new Set(Object.values(LISTS).map(({ type }) => type))].filter((type) => !led.has(type as never)),
    ).toEqual([
      // Custody heads lead to their consignments, which have the same references.
      "custody-head",
    ]);
    expect(LEADS).toHaveProperty("custody-head");
  });

  it("of an act under four eyes is found by its reference", async () => {
    const { items } = await list(OFFICER, "actions");
    expect(items).toHaveLength(1);
    const { id = "" } = items[0] ?? {};
    for (const reference of [id, id.slice(-7)]) {
      const found = await app.send(OFFICER, `/v1/search?${query({ q: reference })}`);
      expect(found.body).toMatchObject({ asReference: { outcome: "found" }, groups: [{ list: "actions" }] });
      expect(await list(OFFICER, `actions?${query({ reference })}`)).toMatchObject({ items: [{ id }] });
    }
  });

  it("of the order of dates counts what stands in it, and says that the rest does not", async () => {
    const all = await list(OFFICER, "consignments");
    expect(all).toMatchObject({ total: { exactly: 2 }, coverage: { complete: true } });
    const dated = await list(OFFICER, "consignments?order=due");
    expect(dated).toMatchObject({ total: { exactly: dated.items.length }, coverage: { complete: false } });
    expect(dated.coverage.sentence).toContain("no date");
  });
});

describe("many who wait for a block that does not come", () => {
  it("are refused, and ask the database no more often than one does", async () => {
    let asked = 0;
    const asGateway = database.asGateway.bind(database);
    database.asGateway = (work) => {
      asked += 1;
      return asGateway(work);
    };
    const waits = Array.from({ length: 40 }, () => app.send(FOREIGN, "/v1/lists/licences?minBlock=999999"));
    const answers = await Promise.all(waits);
    database.asGateway = asGateway;
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([409]));
    // 5 seconds by 50 milliseconds, and not forty times as often.
    expect(asked).toBeLessThanOrEqual(102);
  }, 60_000);
});
