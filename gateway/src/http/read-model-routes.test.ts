// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openPglite } from "../adapters/pglite/database.js";
import { sql } from "kysely";
import { ExportLog } from "../application/kept/export-log.js";
import { DRAFT_CHARACTERS_MAX } from "../application/kept/drafts.js";
import type { SqlDatabase } from "../database/sql-database.js";
import { type Answer, AppUnderTest, type Person } from "../testing-http/app-under-test.js";
import { EXPORT_CASE, NOON } from "../testing-readmodel/export-case.js";
import { ProjectedWorld } from "../testing-readmodel/projected-world.js";

const OFFICER = "licensing1@GBAuthorityMSP";
const CUSTOMS = "customs1@GBAuthorityMSP";
const FOREIGN = "customs1@AEAuthorityMSP";
const EXPORTER = "exporter1@GBAuthorityMSP";
const CARRIER_1 = "carrier1@CarriersMSP";
const CARRIER_2 = "carrier2@CarriersMSP";

/** A party whose name a spreadsheet would take for a formula. */
const CUNNING = {
  type: "party",
  id: "GB-EX-0666",
  owner: "GBAuthorityMSP",
  content: { id: "GB-EX-0666", kinds: ["exporter"], jurisdiction: "GB", status: "active", validFrom: "2026-01-01" },
  parts: {
    content: {
      content: { name: '=HYPERLINK("http://evil.example";"x")', address: "@SUM(A1)\n1 Street", country: "GB" },
      held: { GBAuthorityMSP: "held" },
    },
  },
} as const;

let app: AppUnderTest;
let database: SqlDatabase;
beforeAll(async () => {
  database = await openPglite();
  const world = new ProjectedWorld(database, "2026-11-01T00:00:00Z");
  for (const record of [...EXPORT_CASE, CUNNING]) await world.put(record);
  app = await AppUnderTest.start({ database, now: () => NOON });
});
afterAll(async () => {
  await app.stop();
  await database.close();
});

const ids = ({ body }: Answer): string[] => (body as { items: { id: string }[] }).items.map(({ id }) => id);

function put(person: Person, address: string, body: unknown): Promise<Answer> {
  const headers = { "Content-Type": "application/json" };
  return app.send(person, address, { method: "PUT", body: JSON.stringify(body), headers });
}

describe("lists over HTTP", () => {
  it("take filters, several statuses among them, and pages", async () => {
    const address = "/v1/lists/licences?status=reinstated,suspended&pageSize=1&order=reference";
    const first = await app.send(OFFICER, address);
    expect(ids(first)).toEqual(["GBSIEL0000004"]);
    const { bookmark } = first.body as { bookmark: string };
    expect(ids(await app.send(OFFICER, `${address}&bookmark=${bookmark}`))).toEqual(["GBSIEL0000005"]);
    expect(await app.send(CUSTOMS, `${address}&bookmark=${bookmark}`)).toMatchObject({
      status: 400,
      body: { code: "BOOKMARK_NOT_VALID" },
    });
  });

  it.each([
    ["a list that is none", "/v1/lists/secrets", "INVALID_INPUT"],
    ["a filter that is none", "/v1/lists/licences?colour=red", "INVALID_INPUT"],
    ["a page that is too large", "/v1/lists/licences?pageSize=101", "INVALID_INPUT"],
    ["words without a letter", "/v1/lists/licences?text=%25%25", "INVALID_INPUT"],
    ["a status that no licence has", "/v1/lists/licences?status=issued&status=bound", "INVALID_INPUT"],
    ["a status of another list", "/v1/lists/offers?status=in-custody", "INVALID_INPUT"],
    ["a status that no export has", "/v1/exports/holds?status=OPEN", "INVALID_INPUT"],
    ["a kind that no party has", "/v1/lists/parties?kind=exporters", "INVALID_INPUT"],
    ["a day that is none", "/v1/lists/licences?dueTo=2026-02-30", "INVALID_INPUT"],
    ["text that ends early", "/v1/lists/parties?text=a%00b", "INVALID_INPUT"],
    ["a queue that is none", "/v1/work/everything", "INVALID_INPUT"],
    ["a search for one letter", "/v1/search?q=a", "INVALID_INPUT"],
    ["an export in another form", "/v1/exports/licences?format=xlsx", "INVALID_INPUT"],
  ])("refuse %s", async (_, address, code) => {
    expect(await app.send(OFFICER, address)).toMatchObject({ status: 400, body: { code } });
  });

  it.each(["'; drop table ledger.record; --", "a & b | !c <-> d:*", "100%_\\", "((", "ß", "ñandú Ωmega", "😀 car"])(
    "take %s for what it is, text",
    async (text) => {
      const q = encodeURIComponent(text);
      for (const address of [
        `/v1/search?q=${q}%20x`,
        `/v1/lists/parties?party=${q}`,
        `/v1/lists/parties?reference=${q}abcdefgh`,
      ])
        expect((await app.send(OFFICER, address)).status).toBe(200);
    },
  );

  it("show working lists and the one box to whom they are for", async () => {
    expect(ids(await app.send(CARRIER_2, "/v1/work/offered"))).toEqual(["GB-CN-0001"]);
    expect(ids(await app.send(FOREIGN, "/v1/work/holds?minBlock=3"))).toEqual(["GB-CN-0001#AE-HD-0001"]);
    const found = await app.send(FOREIGN, "/v1/search?q=SEAL77");
    expect(found.body).toMatchObject({
      groups: [],
      asReference: { outcome: "not-found" },
      asContent: { outcome: "not-disclosed" },
    });
  });
});

describe("exports", () => {
  it("are CSV that a spreadsheet runs nothing of, with a total beforehand", async () => {
    const { status, headers, text } = await app.send(OFFICER, "/v1/exports/parties");
    expect(status).toBe(200);
    expect(headers.get("licet-export-total")).toBe("2");
    expect(headers.get("licet-export-cut")).toBe("false");
    expect(headers.get("licet-block")).toMatch(/^\d+$/);
    expect(headers.get("licet-age-seconds")).toMatch(/^\d+$/);
    expect(headers.get("licet-behind")).toMatch(/^\d+$/);
    const lines = text.trimEnd().split("\r\n");
    expect(lines[0]).toMatch(/^reference,owner,status,/);
    expect(lines).toHaveLength(3);
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"";""x"")"`);
    expect(text).toContain(`"'@SUM(A1)\n1 Street"`);
    expect(text).not.toMatch(/(^|,|")[=+\-@]/m);
  });

  it("hold of confidential content what its reader may read", async () => {
    expect((await app.send(FOREIGN, "/v1/exports/parties")).text).toMatch(/GB-EX-0001.*\[not disclosed\]/);
    expect((await app.send(FOREIGN, "/v1/exports/licences")).text).toMatch(/GBSIEL0000001.*\[pending\]/);
    expect((await app.send(OFFICER, "/v1/exports/licences?code=5A002")).text).toContain("Quenby Instruments");
  });

  it("are JSON with the rows that lists show", async () => {
    const { body } = await app.send(OFFICER, "/v1/exports/licences?format=json&status=issued");
    expect(body).toMatchObject({
      total: 1,
      cut: false,
      coverage: { complete: true },
      items: [{ id: "GBSIEL0000001" }],
    });
  });
});

describe("the log of exports", () => {
  const REGISTRAR = "registrar1@GBAuthorityMSP";
  const logged = async (person: Person, page = ""): Promise<Answer> => app.send(person, `/v1/export-log${page}`);

  it("tells officers and registrars of the organisation who took what, by which filters, when and how much", async () => {
    await app.send(EXPORTER, "/v1/exports/licences?status=issued&status=suspended&format=json");
    await app.send(OFFICER, "/v1/exports/consignments?party=GB-EX-9999");
    await vi.waitFor(async () => {
      expect((await logged(REGISTRAR, "?pageSize=2")).body).toMatchObject({
        items: [
          {
            person: OFFICER,
            role: "licensing-officer",
            list: "consignments",
            format: "csv",
            filters: { party: "GB-EX-9999" },
            rows: 0,
            sent: 0,
            at: NOON.toISOString(),
            endedAt: NOON.toISOString(),
          },
          {
            person: EXPORTER,
            party: "GB-EX-0001",
            list: "licences",
            format: "json",
            filters: { status: ["issued", "suspended"] },
            rows: 2,
            sent: 2,
          },
        ],
      });
    });
  });

  it("is read page by page", async () => {
    const first = (await logged(REGISTRAR, "?pageSize=1")).body as { items: unknown[]; bookmark: string };
    const second = (await logged(REGISTRAR, `?pageSize=1&bookmark=${first.bookmark}`)).body as { items: unknown[] };
    expect(second.items).toHaveLength(1);
    expect(second.items).not.toEqual(first.items);
  });

  it("is nobody else's", async () => {
    expect(await logged(EXPORTER)).toMatchObject({ status: 403, body: { code: "ROLE_NOT_ALLOWED" } });
    const foreign = (await logged(FOREIGN)).body as { items: { person: string }[] };
    expect(foreign.items.every(({ person }) => person.endsWith("@AEAuthorityMSP"))).toBe(true);
  });

  it.each([
    [
      "forges a line",
      "insert into kept.export_log (organisation, person, list, format, filters, at, rows) values ('GBAuthorityMSP', 'x', 'x', 'csv', '{}', now(), 0)",
    ],
    ["changes one", "update kept.export_log set sent = 0"],
    ["deletes one", "delete from kept.export_log"],
  ])("lets nobody who %s", async (_, statement) => {
    const caller = { organisation: "GBAuthorityMSP", person: OFFICER, role: "licensing-officer" } as const;
    await expect(database.asCaller(caller, (db) => sql.raw(statement).execute(db))).rejects.toThrow(/permission/);
  });

  it("holds what was handed over until a reader broke off", async () => {
    const log = new ExportLog(database, () => NOON);
    const caller = { organisation: "GBAuthorityMSP", person: OFFICER, role: "licensing-officer" } as const;
    const ended = await log.begin(caller, { list: "parties", format: "csv", filters: {}, rows: 7 });
    expect((await log.list(caller, { pageSize: 1, bookmark: "" })).items).toMatchObject([{ rows: 7, sent: null }]);
    await ended(3);
    expect((await log.list(caller, { pageSize: 1, bookmark: "" })).items).toMatchObject([{ rows: 7, sent: 3 }]);
  });
});

describe("views", () => {
  const view = { name: "Overdue", list: "licences", filters: { overdue: true } };

  it("are one's own unless they are shared, with one's office or organisation, within one's party", async () => {
    expect((await put(OFFICER, "/v1/views/mine", view)).status).toBe(204);
    expect((await put(OFFICER, "/v1/views/office", { ...view, shared: "office" })).status).toBe(204);
    expect((await put(OFFICER, "/v1/views/all", { ...view, shared: "organisation" })).status).toBe(204);
    expect((await put(CARRIER_2, "/v1/views/carriers", { ...view, shared: "organisation" })).status).toBe(204);
    const seen: [Person, string[]][] = [
      [OFFICER, ["all", "mine", "office"]],
      [CUSTOMS, ["all"]],
      [FOREIGN, []],
      [EXPORTER, []],
      [CARRIER_2, ["carriers"]],
      [CARRIER_1, []],
    ];
    for (const [person, expected] of seen) expect(ids(await app.send(person, "/v1/views"))).toEqual(expected);
  });

  it("are changed and deleted by their keeper alone", async () => {
    expect((await app.send(CUSTOMS, "/v1/views/all", { method: "DELETE" })).status).toBe(404);
    expect((await put(OFFICER, "/v1/views/all", { ...view, name: "Renamed" })).status).toBe(204);
    expect((await app.send(OFFICER, "/v1/views/all", { method: "DELETE" })).status).toBe(204);
    expect(ids(await app.send(CUSTOMS, "/v1/views"))).toEqual([]);
  });

  it.each([
    ["a list that is none", { ...view, list: "secrets" }],
    ["filters that are none", { ...view, filters: { colour: "red" } }],
    ["a name that is empty", { ...view, name: " " }],
  ])("are refused with %s", async (_, body) => {
    expect(await put(OFFICER, "/v1/views/wrong", body)).toMatchObject({ status: 400, body: { code: "INVALID_INPUT" } });
  });

  it("are not shared with an office by somebody who works in none", async () => {
    expect((await put(CUSTOMS, "/v1/views/x", { ...view, shared: "office" })).status).toBe(400);
  });
});

describe("drafts", () => {
  it("are kept with a version, and overwrite nothing that was changed elsewhere", async () => {
    const address = "/v1/drafts/application-1";
    expect((await put(EXPORTER, address, { content: { a: 1 }, version: 0 })).body).toMatchObject({ version: 1 });
    expect((await put(EXPORTER, address, { content: { a: 2 }, version: 1 })).body).toMatchObject({ version: 2 });
    for (const version of [0, 1, 3]) {
      const answer = await put(EXPORTER, address, { content: { a: 3 }, version });
      expect(answer).toMatchObject({ status: 409, body: { code: "DRAFT_CHANGED" } });
    }
    expect((await app.send(EXPORTER, address)).body).toMatchObject({ version: 2, content: { a: 2 } });
  });

  it("are nobody else's", async () => {
    for (const person of [OFFICER, CARRIER_1, FOREIGN] as const) {
      expect((await app.send(person, "/v1/drafts/application-1")).status).toBe(404);
      expect((await app.send(person, "/v1/drafts")).body).toEqual({ items: [] });
    }
    expect((await put(OFFICER, "/v1/drafts/application-1", { content: "mine", version: 0 })).status).toBe(200);
    expect((await app.send(OFFICER, "/v1/drafts/application-1", { method: "DELETE" })).status).toBe(204);
    expect((await app.send(EXPORTER, "/v1/drafts/application-1")).body).toMatchObject({ content: { a: 2 } });
  });

  it("have a limit", async () => {
    // The app under test takes bodies of 20,000 bytes, so that the limit is asked for below.
    expect(DRAFT_CHARACTERS_MAX).toBeGreaterThan(20_000);
    expect((await put(EXPORTER, "/v1/drafts/long", { content: "x".repeat(30_000), version: 0 })).status).toBe(413);
  });
});

describe("checks", () => {
  it("are kept when they are answered, for the asker's organisation alone", async () => {
    const verdict = { check: "integrity", verdict: "unknown", code: "STALE_COPY", sentence: "", facts: {}, action: "" };
    app.ledger.onEvaluate = () => ({
      licences: ["GBSIEL0000001"],
      consignment: "GB-CN-0001",
      verdicts: [verdict],
      disposition: "refer",
      reasons: ["STALE_COPY"],
    });
    const subject = "/v1/checks?subject=consignment/GB-CN-0001";
    const seenBy = async (person: Person): Promise<unknown[]> =>
      ((await app.send(person, subject)).body as { items: unknown[] }).items;
    await app.send(CUSTOMS, "/v1/checkpoint/verdicts?consignment=GB-CN-0001");
    await app.send(CARRIER_1, "/v1/checkpoint/verdicts?consignment=GB-CN-0001");
    await vi.waitFor(async () => expect([await seenBy(OFFICER), await seenBy(CARRIER_1)]).toMatchObject([[{}], [{}]]), {
      timeout: 60_000,
    });
    expect(await seenBy(OFFICER)).toMatchObject([
      { person: CUSTOMS, disposition: "refer", block: 7, codes: ["STALE_COPY"] },
    ]);
    expect(await seenBy(FOREIGN)).toEqual([]);
    expect(await seenBy(EXPORTER)).toEqual([]);
    expect(await seenBy(CARRIER_2)).toEqual([]);
  });

  it("are listed a hundred at a time, each once, those of one moment too", async () => {
    const [person, organisation] = CUSTOMS.split("@") as [string, string];
    const check = {
      organisation,
      person,
      subjects: ["consignment/GB-CN-0002"],
      disposition: "stop" as const,
      codes: [],
    };
    await database.asGateway((db) =>
      db
        .insertInto("kept.check")
        .values(Array.from({ length: 205 }, () => check))
        .execute(),
    );
    const page = async (before?: string): Promise<{ items: { id: string }[]; before?: string }> => {
      const address = `/v1/checks?subject=consignment/GB-CN-0002${before === undefined ? "" : `&before=${before}`}`;
      return (await app.send(OFFICER, address)).body as { items: { id: string }[]; before?: string };
    };
    const first = await page();
    const second = await page(first.before);
    const third = await page(second.before);
    expect([first, second, third].map(({ items }) => items.length)).toEqual([100, 100, 5]);
    expect(third.before).toBeUndefined();
    expect(new Set([first, second, third].flatMap(({ items }) => items.map(({ id }) => id))).size).toBe(205);
    expect(await page("00000000-0000-4000-8000-000000000000")).toEqual({ items: [] });
  });
});
