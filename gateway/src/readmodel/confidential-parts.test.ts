// SPDX-License-Identifier: Apache-2.0
import { hashOf, type JsonValue, type PartRef, type SaltedPart } from "@licet/domain";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openPglite } from "../adapters/pglite/database.js";
import type { PrivateWrite, TransactionEvent } from "../blocks/ledger-event.js";
import { resetProjection } from "../database/migrate.js";
import type { SqlDatabase } from "../database/sql-database.js";
import type { HeldParts } from "../ports/parts.js";
import { PENDING_MAX, PendingParts } from "./pending-parts.js";
import { announcing, later, OFFICER, project, recordIn, stored } from "../testing-readmodel/recorded-case.js";

describe("confidential parts", () => {
  const issue = announcing("LicenceIssued");
  const write = issue.privateWrites.find(({ part }) => part?.kind === "licence");
  const ref = write?.part as PartRef;
  const content = {
    exporter: { party: "GB-EX-0001", name: "Northern Turning Works" },
    lines: [{ controlCode: "2B001" }],
  };
  const part: SaltedPart = { salt: "0123456789abcdef".repeat(4), content };
  let database: SqlDatabase;
  beforeAll(async () => {
    database = await openPglite();
  });
  afterAll(() => database.close());
  beforeEach(() => resetProjection(database));

  /** The recorded issue, as if its confidential content had been this one. */
  const withContent = (given: SaltedPart, committed: SaltedPart = given): TransactionEvent => ({
    ...issue,
    writes: issue.writes.map((each) => {
      if (each.composite?.type !== "licence") return each;
      const record = recordIn(each) as Record<string, JsonValue>;
      return { ...each, value: stored({ ...record, commitments: { content: hashOf({ ...committed }) } }) };
    }),
    privateWrites: issue.privateWrites.map((each) =>
      each.part === ref ? { ...each, valueHash: hashOf({ ...given }) } : each,
    ),
  });
  const holding = (held: SaltedPart | undefined): HeldParts => ({
    organisation: "GBAuthorityMSP",
    read: () => Promise.resolve(held),
  });
  const fillPending = (held: HeldParts): Promise<void> => new PendingParts(database, held).fill();
  const stateOf = async (): Promise<unknown> => {
    const row = await database.asGateway((db) =>
      db.selectFrom("ledger.part").selectAll().where("kind", "=", "licence").executeTakeFirst(),
    );
    return row && { state: row.state, content: row.content, parties: row.parties };
  };

  it("are held with what they name, pending until they come, and gone once purged", async () => {
    await project(database, [withContent(part)], [holding(undefined)]);
    expect(await stateOf()).toEqual({ state: "pending", content: null, parties: [] });
    await fillPending(holding({ ...part, salt: "f".repeat(64) }));
    expect(await stateOf()).toMatchObject({ state: "pending" });
    await fillPending(holding(part));
    expect(await stateOf()).toEqual({ state: "held", content, parties: [ref.id, "GB-EX-0001"] });
    await project(database, [later([], [{ ...(write as PrivateWrite), valueHash: undefined }])]);
    expect(await stateOf()).toEqual({ state: "gone", content: null, parties: [] });
    const left = await database.asGateway((db) =>
      db.selectFrom("ledger.facet").select("value").where("organisation", "is not", null).execute(),
    );
    expect(left).toEqual([]);
  });

  it("are not shown where the record carries the commitment to others", async () => {
    await project(database, [withContent(part, { ...part, content: { exporter: "another" } })], [holding(part)]);
    expect(await stateOf()).toMatchObject({ state: "hashed", content: null });
  });

  it.each<[string, JsonValue]>([
    ["holds U+0000", { exporter: { name: "Northern\u0000Turning Works" } }],
    ["names a field with it", { "exporter\u0000": "Northern Turning Works" }],
  ])("are a hash where their content is no text that a database holds: it %s", async (_, unsound) => {
    const odd = { ...part, content: unsound };
    await project(database, [withContent(odd)], [holding(odd)]);
    expect(await stateOf()).toMatchObject({ state: "hashed", content: null });
  });

  it("stay pending where their holder answers half a character", async () => {
    const half = { ...part, content: "\ud83d" };
    await project(database, [withContent(part)], [holding(half)]);
    await fillPending(holding(half));
    expect(await stateOf()).toMatchObject({ state: "pending" });
  });

  it("are unread where nobody is known who may read them, until somebody is", async () => {
    const unread: HeldParts = { ...holding(undefined), isRead: () => false };
    await project(database, [withContent(part)], [unread]);
    expect(await stateOf()).toMatchObject({ state: "unread", content: null });
    const readers = new PendingParts(database, holding(part));
    await readers.fill();
    expect(await stateOf()).toMatchObject({ state: "unread" });
    await readers.askAnew();
    await fillPending(unread);
    expect(await stateOf()).toMatchObject({ state: "unread" });
    await readers.askAnew();
    await readers.fill();
    expect(await stateOf()).toMatchObject({ state: "held", content });
  });

  it("are asked for in their turn, however many never come", async () => {
    await project(database, [withContent(part)], [holding(undefined)]);
    await database.asGateway((db) =>
      db
        .insertInto("ledger.part")
        .values(
          Array.from({ length: 2 * PENDING_MAX }, (_, index) => ({
            organisation: "GBAuthorityMSP",
            kind: "party",
            id: `GB-EX-${index.toString().padStart(4, "0")}`,
            part: "content",
            state: "pending" as const,
            value_hash: "00",
            readers: [],
            own_readers: [],
            parties: [],
            block: 0,
            transaction: 0,
          })),
        )
        .execute(),
    );
    const pending = new PendingParts(database, {
      organisation: "GBAuthorityMSP",
      read: ({ kind }) => Promise.resolve(kind === "licence" ? part : undefined),
    });
    for (let round = 1; round <= 3; round += 1) {
      expect(await stateOf(), round.toString()).toMatchObject({ state: "pending" });
      await pending.fill();
    }
    expect(await stateOf()).toMatchObject({ state: "held", content });
  });

  it("are taken up whatever the length of their text", async () => {
    const words = Array.from({ length: 200_000 }, (_, index) => `word${index.toString(36)}`).join(" ");
    const long = { ...part, content: { remarks: words } };
    await project(database, [withContent(long)], [holding(long)]);
    expect(await stateOf()).toMatchObject({ state: "held" });
  });

  it("are found by long texts, wherever these are cut", async () => {
    const long = { ...part, content: { serials: [`${"A".repeat(99)}😀 and more`] } };
    await project(database, [withContent(long)], [holding(long)]);
    const [found] = await database.asGateway((db) =>
      db.selectFrom("ledger.facet").select("value").where("name", "=", "serial").execute(),
    );
    expect(found?.value).toMatch(/^A{99}\ufffd$/i);
  });

  it("are another organisation's as a hash and nothing else", async () => {
    await project(database, [withContent(part)], [{ ...holding(part), organisation: "PKAuthorityMSP" }]);
    expect(await stateOf()).toMatchObject({ state: "hashed", content: null });
  });

  it.each<[string, Parameters<SqlDatabase["asCaller"]>[0], boolean]>([
    ["an officer of the organisation", OFFICER, true],
    ["its registrar", { ...OFFICER, role: "registrar" }, true],
    ["an officer of another", { ...OFFICER, organisation: "PKAuthorityMSP" }, false],
    ["the exporter whom it names", { ...OFFICER, role: "exporter", party: "GB-EX-0001" }, true],
    ["another exporter", { ...OFFICER, role: "exporter", party: "GB-EX-0002" }, false],
    ["an exporter of no party", { ...OFFICER, role: "exporter" }, false],
    ["a carrier", { ...OFFICER, role: "carrier", party: "GB-EX-0001" }, false],
    ["somebody without a role", { organisation: "GBAuthorityMSP", person: "x@GBAuthorityMSP" }, false],
    ["nobody", { organisation: "", person: "" }, false],
  ])("and what is found by them are for whom they are: %s", async (_, caller, sees) => {
    await project(database, [withContent(part)], [holding(part)]);
    const seen = await database.asCaller(caller, async (db) => ({
      parts: await db.selectFrom("ledger.part").select("id").execute(),
      codes: await db.selectFrom("ledger.facet").select("id").where("value", "=", "2B001").execute(),
      words: await db.selectFrom("ledger.words").select("id").execute(),
      hashes: await db.selectFrom("ledger.private_hash").select("key_hash").execute(),
    }));
    const found = sees ? 1 : 0;
    expect([seen.parts.length, seen.codes.length, seen.words.length, seen.hashes.length]).toEqual([
      found,
      found,
      found,
      0,
    ]);
  });
});
