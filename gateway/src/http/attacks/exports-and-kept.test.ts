// SPDX-License-Identifier: Apache-2.0
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { request } from "node:http";
import { openPglite } from "../../adapters/pglite/database.js";
import type { SqlDatabase } from "../../database/sql-database.js";
import { EXPORT_PAGE_ROWS } from "../../readmodel/queries/read-model.js";
import { csvRow } from "../../readmodel/queries/columns.js";
import type { Row } from "../../readmodel/queries/rows.js";
import { type Answer, AppUnderTest, type Person } from "../../testing-http/app-under-test.js";
import { Browser } from "../../testing/browser.js";
import { ProjectedWorld } from "../../testing-readmodel/projected-world.js";

const OFFICER: Person = "licensing1@GBAuthorityMSP";
const PATIENCE = { timeout: 60_000, interval: 10 };

describe("a cell", () => {
  /** A party of this name as a line of CSV, its name and address alone. */
  const cellOf = (name: string): string => {
    const parts = { content: { state: "disclosed", content: { name, country: "GB" } } };
    const row = { id: "GB-EX-1", record: {}, parts } as unknown as Row;
    return csvRow("parties", row)
      .replace(/^GB-EX-1,+/, "")
      .replace(/,+GB\r\n$/, "");
  };

  it.each<[string, string, string]>([
    ["a formula", "=1+1", `"'=1+1"`],
    ["a sum", "@SUM(A1)", `"'@SUM(A1)"`],
    ["a number that is none", "+44 20", `"'+44 20"`],
    ["a difference", "-1", `"'-1"`],
    ["a formula behind blanks", "  =1", `"'  =1"`],
    ["a formula behind a tab", "\t=1", `"'\t'=1"`],
    ["a formula in full width", "＝1+1", `"'＝1+1"`],
    ["a call in full width", "＠SUM(A1)", `"'＠SUM(A1)"`],
    ["a formula behind a semicolon, which ends a cell in many countries", "a;=1", `"a;'=1"`],
    ["the same with a blank", "a; +1", `"a; '+1"`],
    ["a formula in a second line", "a\n=1", `"a\n'=1"`],
    ["a formula behind a tab within", "a\t@x", `"a\t'@x"`],
    ["quotes that would end the cell", 'a","=1', `"a"",""=1"`],
    ["what is no formula", "Quay-Street = 1; a-b", `"Quay-Street = 1; a-b"`],
  ])("that is %s stands as text", (_attack, name, cell) => {
    expect(cellOf(name)).toBe(cell);
  });
});

describe("an export of many pages", () => {
  let database: SqlDatabase;
  let app: AppUnderTest;
  beforeAll(async () => {
    database = await openPglite();
    const world = new ProjectedWorld(database, "2026-11-01T00:00:00Z");
    const content = { status: "active", jurisdiction: "GB", validFrom: "2026-01-01", note: "x".repeat(6_000) };
    for (let index = 0; index < EXPORT_PAGE_ROWS + 1; index += 1) {
      const id = `GB-EX-${index.toString().padStart(4, "0")}`;
      await world.put({ type: "party", id, owner: "GBAuthorityMSP", content: { ...content, id, kinds: ["exporter"] } });
    }
    app = await AppUnderTest.start({ database, demonstration: true });
  }, 120_000);
  afterAll(async () => {
    await app.stop();
    await database.close();
  });

  it("ends, and does not look whole, where whoever asked signs out on the way", async () => {
    const browser = new Browser();
    const form = { "Content-Type": "application/x-www-form-urlencoded", Origin: app.url };
    await browser.send(`${app.url}/auth/demonstration`, { method: "POST", body: `person=${OFFICER}`, headers: form });
    const cookie = `licet-session=${browser.cookie("127.0.0.1", "licet-session") ?? ""}`;
    const ended = await new Promise<{ readonly text: string; readonly whole: boolean }>((resolve) => {
      request(`${app.url}/v1/exports/parties?format=json`, { headers: { Cookie: cookie } }, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.once("readable", () => {
          // The first page fills what the connection takes: the second waits until this reader goes on.
          app.sessions.kept.clear();
          response.on("data", (piece: string) => (text += piece));
        });
        response.on("error", () => undefined);
        response.on("close", () => resolve({ text, whole: response.complete }));
      }).end();
    });
    expect(ended.whole).toBe(false);
    expect(ended.text).toContain('"items":[');
    expect(ended.text).not.toContain("]}");
  });
});

describe("what is kept for people", () => {
  let database: SqlDatabase;
  let app: AppUnderTest;
  beforeAll(async () => {
    database = await openPglite();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    app = await AppUnderTest.start({ database });
  });
  afterEach(() => app.stop());

  const put = (person: Person, address: string, body: string): Promise<Answer> =>
    app.send(person, address, { method: "PUT", body, headers: { "Content-Type": "application/json" } });
  const view = { name: "Mine", list: "licences" };

  it.each<[string, string, string]>([
    ["a view's name of two lines", "/v1/views/a", JSON.stringify({ ...view, name: "a\r\nb" })],
    ["a view's name that reads backwards", "/v1/views/a", JSON.stringify({ ...view, name: "a\u202eb" })],
    ["a view with a bookmark of somebody", "/v1/views/a", JSON.stringify({ ...view, filters: { bookmark: "x" } })],
    ["a view with every object's member", "/v1/views/a", '{"name":"a","list":"licences","filters":{"__proto__":{}}}'],
    ["a view in another's name", "/v1/views/a", JSON.stringify({ ...view, person: "registrar1@GBAuthorityMSP" })],
    ["a key that is a path", "/v1/drafts/..%2Fa", '{"content":1,"version":0}'],
    ["a key that every object has", "/v1/drafts/__proto__", '{"content":1,"version":0}'],
    ["a draft with every object's member", "/v1/drafts/a", '{"content":{"__proto__":{}},"version":0}'],
    ["a draft that ends early", "/v1/drafts/a", '{"content":"a\\u0000b","version":0}'],
    ["a draft with half a character", "/v1/drafts/a", '{"content":"\\ud800","version":0}'],
    ["a draft with a number beyond all", "/v1/drafts/a", '{"content":1e400,"version":0}'],
  ])("is refused: %s", async (_attack, address, body) => {
    expect(await put(OFFICER, address, body)).toMatchObject({ status: 400, body: { code: "INVALID_INPUT" } });
  });

  it("has a limit also for whoever sends everything at once", async () => {
    const sent = Array.from({ length: 110 }, (_, index) =>
      put("registrar1@GBAuthorityMSP", `/v1/views/v-${index.toString()}`, JSON.stringify(view)),
    );
    const statuses = (await Promise.all(sent)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(100);
    await vi.waitFor(() => expect(statuses.filter((status) => status === 409)).toHaveLength(10), PATIENCE);
  });
});
