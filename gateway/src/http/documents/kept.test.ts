// SPDX-License-Identifier: Apache-2.0
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SqlDatabase } from "../../database/sql-database.js";
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
  pdf,
  shaOf,
  TO_COME,
  TRANSPORT,
  WHO,
} from "../../testing-http/documents-under-test.js";

const GOODS_PART = "consignment/GB-CN-0001/goods";
const OTHER = { parameters: { kind: "other" } };

describeDatabases("documents that are kept", (open) => {
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

  const list = (person: Person, about: Readonly<Record<string, string>>, more = "") =>
    tests.app.send(person, `/v1/documents?${new URLSearchParams(about).toString()}${more}`);
  const idsOf = async (person: Person, about: Readonly<Record<string, string>>): Promise<unknown[]> =>
    itemsOf(await list(person, about)).map(({ id }) => id);
  const nameInPart = (bytes: Buffer, heldBy: readonly string[] = ["GBAuthorityMSP"]): void =>
    tests.world.hold(GOODS_PART, {
      heldBy,
      parties: ["GB-EX-0001"],
      files: [{ kind: "invoice", hash: shaOf(bytes) }],
    });

  it.each<[string, Person, "goods" | "transport", string]>([
    ["an officer, of the goods", WHO.customs, "goods", "200 done"],
    ["the exporter whom they concern", WHO.exporter, "goods", "200 done"],
    ["a competitor", WHO.competitor, "goods", "404 NOT_FOUND"],
    ["a carrier, of the goods", WHO.carrier, "goods", "404 NOT_FOUND"],
    ["another state's officer", WHO.foreign, "goods", "404 NOT_FOUND"],
    ["an officer, of the transport", WHO.customs, "transport", "200 done"],
    ["a carrier, which has none of another organisation's", WHO.carrier, "transport", "404 NOT_FOUND"],
  ])("are seen by whoever may read the part, and there for nobody else: %s", async (_who, person, part, outcome) => {
    const document = await tests.kept(WHO.officer, INVOICE, { about: { ...GOODS, part }, ...OTHER });
    expect(codeOf(await tests.see(person, document))).toBe(outcome);
    expect(codeOf(await tests.content(person, document))).toBe(outcome);
    expect(codeOf(await tests.withdraw(person, document, "ordered"))).toBe(
      person === WHO.exporter ? "403 ROLE_NOT_ALLOWED" : outcome,
    );
    expect(await tests.acts()).toHaveLength(outcome === "200 done" ? (person === WHO.exporter ? 3 : 4) : 1);
  });

  it.each(["0".repeat(40), "0".repeat(39), "..%2f..%2fetc", "%00", shaOf(INVOICE)])(
    "are not found by guessing, nor by the file's hash: %s",
    async (id) => {
      await tests.kept(WHO.officer);
      expect(codeOf(await tests.content(WHO.officer, { id }))).toMatch(/^(404 NOT_FOUND|400 INVALID_INPUT)$/);
    },
  );

  it("about a record to come are seen by who sent them, until the record names them or is there", async () => {
    const document = await tests.kept(WHO.officer, INVOICE, { about: TO_COME });
    expect(document.subjects).toMatchObject([{ id: TO_COME.id, foreseen: true }]);
    expect(codeOf(await tests.see(WHO.officer, document))).toBe("200 done");
    expect(codeOf(await tests.see(WHO.customs, document))).toBe("404 NOT_FOUND");
    expect(await idsOf(WHO.officer, TO_COME)).toEqual([document.id]);
    expect(await idsOf(WHO.customs, TO_COME)).toEqual([]);

    const part = { heldBy: ["GBAuthorityMSP"], parties: ["GB-EX-0002"] };
    tests.world.hold(`consignment/${TO_COME.id}/goods`, part);
    // The record is another's: what somebody foresaw about it is not told to it.
    expect(codeOf(await tests.see(WHO.competitor, document))).toBe("404 NOT_FOUND");
    expect(await idsOf(WHO.competitor, TO_COME)).toEqual([]);

    tests.world.hold(`consignment/${TO_COME.id}/goods`, {
      ...part,
      files: [{ kind: "invoice", hash: shaOf(INVOICE) }],
    });
    const seen = await tests.see(WHO.competitor, document);
    expect(detailsOf(seen).named).toEqual(TO_COME);
    expect(await idsOf(WHO.competitor, TO_COME)).toEqual([document.id]);
  });

  it("about a record to come are settled by who sent them once they may read it", async () => {
    const document = await tests.kept(WHO.officer, INVOICE, { about: TO_COME });
    tests.world.hold(`consignment/${TO_COME.id}/goods`, { heldBy: ["GBAuthorityMSP"], parties: [] });
    expect(codeOf(await tests.see(WHO.customs, document))).toBe("404 NOT_FOUND");
    await tests.kept(WHO.officer, INVOICE, { about: TO_COME });
    expect(detailsOf(await tests.see(WHO.customs, document)).subjects).toMatchObject([{ foreseen: false }]);
  });

  it("say whether the ledger names them: by a part's content, or by a paper certificate's evidence", async () => {
    const document = await tests.kept(WHO.officer);
    expect(detailsOf(await tests.see(WHO.officer, document)).named).toBeUndefined();
    nameInPart(INVOICE);
    expect(detailsOf(await tests.see(WHO.officer, document)).named).toEqual(GOODS);

    const paper = { record: "certificate", id: "GB-EUC-0001", part: "content" };
    const scan = await tests.kept(WHO.officer, pdf("paper"), { about: paper, parameters: { kind: "certificate" } });
    tests.world.hold("certificate/GB-EUC-0001/content", { heldBy: ["GBAuthorityMSP"], parties: [] });
    expect(detailsOf(await tests.see(WHO.officer, scan)).named).toBeUndefined();
    tests.world.records.set("certificate:Read GB-EUC-0001", { evidence: { document: shaOf(pdf("paper")) } });
    expect(detailsOf(await tests.see(WHO.officer, scan)).named).toEqual(paper);
  });

  it("do not tell one reader of the records of others", async () => {
    tests.world.hold("consignment/GB-CN-0002/goods", { heldBy: ["GBAuthorityMSP"], parties: ["GB-EX-0002"] });
    const document = await tests.kept(WHO.officer);
    await tests.kept(WHO.officer, INVOICE, { about: { ...GOODS, id: "GB-CN-0002" } });
    expect(detailsOf(await tests.see(WHO.officer, document)).subjects).toHaveLength(2);
    expect(detailsOf(await tests.see(WHO.competitor, document)).subjects).toMatchObject([{ id: "GB-CN-0002" }]);
  });

  it("are listed page by page, each once", async () => {
    const sent: string[] = [];
    for (let at = 0; at < 5; at += 1) sent.push((await tests.kept(WHO.officer, pdf(at.toString()))).id);
    const found: unknown[] = [];
    let bookmark = "";
    do {
      const page = await list(WHO.customs, GOODS, `&pageSize=2&bookmark=${bookmark}`);
      found.push(...itemsOf(page).map(({ id }) => id));
      bookmark = (page.body as { readonly bookmark: string }).bookmark;
    } while (bookmark !== "");
    expect(found).toEqual([...sent].sort());
    expect(codeOf(await list(WHO.competitor, GOODS))).toBe("403 NOT_DISCLOSED");
    expect(await idsOf(WHO.foreign, GOODS)).toEqual([]);
    expect(codeOf(await list(WHO.customs, GOODS, "&pageSize=101"))).toBe("400 INVALID_INPUT");
    expect(codeOf(await list(WHO.customs, GOODS, "&bookmark=x"))).toBe("400 INVALID_INPUT");
    expect(codeOf(await list(WHO.customs, GOODS, `&id=GB-CN-0002`))).toBe("400 INVALID_INPUT");
  });

  describe("whose bytes somebody altered", () => {
    it.each<[string, (file: string) => void]>([
      ["cut off", (file) => writeFileSync(file, readFileSync(file).subarray(0, -1))],
      ["longer", (file) => writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from("x")]))],
      [
        "another bit",
        (file) =>
          writeFileSync(
            file,
            readFileSync(file).map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
          ),
      ],
      ["gone", (file) => rmSync(file)],
      ["empty", (file) => writeFileSync(file, "")],
    ])("are not served, not even in part: %s", async (_how, spoil) => {
      const document = await tests.kept(WHO.officer, pdf("a".repeat(200_000)));
      spoil(tests.objects()[0] ?? "");
      const answer = await tests.content(WHO.customs, document);
      expect(codeOf(answer)).toBe("500 DOCUMENT_DAMAGED");
      expect(answer.text).not.toContain("aaaa");
      expect(await tests.acts()).toEqual([`stored ${WHO.officer}`, `found-damaged ${WHO.customs}`]);
    });

    it("nor where two files were changed over, or a row names another's", async () => {
      const one = await tests.kept(WHO.officer, pdf("one"));
      const two = await tests.kept(WHO.officer, pdf("two"));
      await tests.alter(async (db) => {
        const row = (id: string) =>
          db
            .selectFrom("kept.document")
            .select(["object", "key_id", "wrapped_key"])
            .where("id", "=", id)
            .executeTakeFirstOrThrow();
        const other = await row(two.id);
        await db
          .updateTable("kept.document")
          .set({ object: null, key_id: null, wrapped_key: null, gone_because: "x" })
          .where("id", "=", two.id)
          .execute();
        await db.updateTable("kept.document").set(other).where("id", "=", one.id).execute();
      });
      expect(codeOf(await tests.content(WHO.customs, one))).toBe("500 DOCUMENT_DAMAGED");
    });
  });

  describe("and withdrawn", () => {
    it.each<[string, Person, Person, boolean, string, string]>([
      ["who sent it, what the ledger does not name", WHO.exporter, WHO.exporter, false, "sent-in-error", "200 done"],
      [
        "who sent it, what the ledger names",
        WHO.exporter,
        WHO.exporter,
        true,
        "sent-in-error",
        "409 DOCUMENT_RETENTION_RUNS",
      ],
      ["an officer, what the ledger names", WHO.officer, WHO.customs, true, "ordered", "200 done"],
      ["an officer, what an exporter sent", WHO.exporter, WHO.officer, false, "superseded", "200 done"],
      ["an exporter, what an officer sent", WHO.officer, WHO.exporter, false, "sent-in-error", "403 ROLE_NOT_ALLOWED"],
      [
        "an officer, as if its time were over",
        WHO.officer,
        WHO.officer,
        false,
        "retention-ended",
        "409 DOCUMENT_RETENTION_RUNS",
      ],
      ["an officer, for no reason that there is", WHO.officer, WHO.officer, false, "tidying", "400 INVALID_INPUT"],
    ])("by %s", async (_what, sender, person, isNamed, reason, outcome) => {
      const document = await tests.kept(sender);
      if (isNamed) nameInPart(INVOICE);
      expect(codeOf(await tests.withdraw(person, document, reason))).toBe(outcome);
      expect(tests.objects()).toHaveLength(outcome === "200 done" ? 0 : 1);
    });

    it("keep hash and history, are given no more, and come back where they are sent again", async () => {
      const document = await tests.kept(WHO.officer);
      await tests.withdraw(WHO.officer, document, "superseded");
      expect((await tests.see(WHO.customs, document)).body).toMatchObject({
        sha256: shaOf(INVOICE),
        content: "deleted",
        deletedBecause: "superseded",
      });
      expect(codeOf(await tests.content(WHO.customs, document))).toBe("410 DOCUMENT_CONTENT_GONE");
      expect(codeOf(await tests.withdraw(WHO.officer, document, "superseded"))).toBe("410 DOCUMENT_CONTENT_GONE");
      const again = await tests.store(WHO.customs);
      expect([again.status, detailsOf(again).id, detailsOf(again).content]).toEqual([201, document.id, "held"]);
      expect((await tests.content(WHO.officer, document)).text).toBe(INVOICE.toString());
      expect(await tests.acts()).toEqual([
        `stored ${WHO.officer}`,
        `withdrawn ${WHO.officer}`,
        `seen ${WHO.customs}`,
        `stored ${WHO.customs}`,
        `read ${WHO.officer}`,
      ]);
    });

    it("never while they are preserved, by whomever", async () => {
      const document: Details = await tests.kept(WHO.exporter);
      const body = { preserved: true, reason: "case 2026/17" };
      expect(codeOf(await tests.post(WHO.exporter, document, "preservation", body))).toBe("403 ROLE_NOT_ALLOWED");
      expect(detailsOf(await tests.post(WHO.customs, document, "preservation", body)).preserved).toBe(true);
      for (const person of [WHO.exporter, WHO.officer]) {
        expect(codeOf(await tests.withdraw(person, document, "sent-in-error"))).toBe("409 DOCUMENT_PRESERVED");
      }
      expect(codeOf(await tests.post(WHO.customs, document, "preservation", { preserved: false }))).toBe(
        "400 INVALID_INPUT",
      );
      await tests.post(WHO.customs, document, "preservation", { ...body, preserved: false });
      expect(codeOf(await tests.withdraw(WHO.exporter, document, "sent-in-error"))).toBe("200 done");
    });
  });

  it("have a log that officers and registrars of the organisation read, and nobody else", async () => {
    const document = await tests.kept(WHO.officer);
    await tests.content(WHO.customs, document);
    const log = await tests.app.send(WHO.registrar, `/v1/document-log?document=${document.id}&pageSize=1`);
    expect(itemsOf(log)).toMatchObject([
      {
        document: document.id,
        person: WHO.customs,
        act: "read",
        route: "GET /v1/documents/{document}/content",
        facts: { kind: GOODS.record, id: GOODS.id, part: GOODS.part },
      },
    ]);
    const { bookmark } = log.body as { readonly bookmark: string };
    expect(itemsOf(await tests.app.send(WHO.registrar, `/v1/document-log?bookmark=${bookmark}`))).toMatchObject([
      { act: "stored" },
    ]);
    for (const person of [WHO.exporter, WHO.carrier]) {
      expect(codeOf(await tests.app.send(person, "/v1/document-log"))).toBe("403 ROLE_NOT_ALLOWED");
    }
    expect(itemsOf(await tests.app.send(WHO.foreign, "/v1/document-log"))).toEqual([]);
  });

  it("are listed for carriers among what carriers read", async () => {
    const photograph = await tests.kept(WHO.carrier, pdf("x"), {
      about: { ...TRANSPORT, id: "GB-CN-7" },
      parameters: { kind: "photograph" },
    });
    expect(await idsOf(WHO.carrier, { ...TRANSPORT, id: "GB-CN-7" })).toEqual([photograph.id]);
  });
});
