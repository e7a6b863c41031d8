// SPDX-License-Identifier: Apache-2.0
import { type JsonValue, LicetError, Membership, type SaltedPart } from "@licet/domain";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openPglite } from "../adapters/pglite/database.js";
import { decodeBlock } from "../blocks/decode-block.js";
import { joinParts } from "../blocks/join-parts.js";
import type { LedgerEvent } from "../blocks/ledger-event.js";
import { resetProjection } from "../database/migrate.js";
import type { SqlDatabase } from "../database/sql-database.js";
import type { EvaluateRequest, LedgerBlock, LedgerIdentity } from "../ports/ledger.js";
import type { HeldParts } from "../ports/parts.js";
import { foundedMembers, recordedBlocks } from "../testing/recorded-blocks.js";
import { failure } from "../testing/stub-ledger.js";
import { fsck, type FsckOptions } from "./fsck.js";
import { Projection } from "./projection.js";

const identity = { label: "customs1@GBAuthorityMSP", mspId: "GBAuthorityMSP" } as LedgerIdentity;
const blocks: readonly LedgerBlock[] = recordedBlocks()
  .map((bytes) => ({ number: decodeBlock(bytes, "licet").number, bytes }))
  .filter(({ number }, index) => number === BigInt(index));
const events = blocks.flatMap(({ bytes }): readonly LedgerEvent[] => decodeBlock(bytes, "licet").events);
const members = foundedMembers();

let readModel: SqlDatabase;
let scratch: SqlDatabase;
/** What the ledger gives, by type and reference: what the blocks say, unless a test alters it. */
const onLedger = new Map<string, { address: string; record: JsonValue }>();
/** What the organisation's peer holds of every part. */
let held: SaltedPart | undefined;

const parts: HeldParts = { organisation: "GBAuthorityMSP", read: () => Promise.resolve(held) };

beforeAll(async () => {
  readModel = await openPglite();
  scratch = await openPglite();
});
afterAll(async () => {
  await readModel.close();
  await scratch.close();
});
beforeEach(async () => {
  held = undefined;
  await resetProjection(readModel);
  await resetProjection(scratch);
  const last = events.at(-1)!;
  await readModel.asGateway(async (db) => {
    const joined = await Promise.all(events.map((event) => joinParts(event, [])));
    await new Projection(db, Membership.of(members, "")).take(joined);
    await db
      .updateTable("ledger.projection")
      .set({ block: Number(last.at.block), transaction: last.at.transaction })
      .execute();
    onLedger.clear();
    const rows = await db.selectFrom("ledger.record").selectAll().where("proof", "is not", null).execute();
    for (const { type, id, address, content } of rows) {
      onLedger.set(`${type}/${id}`, { address, record: content });
    }
  });
});

function evaluate({ transaction, arguments: [input = "{}"] }: EvaluateRequest): Promise<Uint8Array> {
  const bytesOf = (value: unknown): Promise<Uint8Array> => Promise.resolve(Buffer.from(JSON.stringify(value)));
  if (transaction === "members:Read") return bytesOf(members);
  const { type, id } = JSON.parse(input) as { type: string; id: string };
  const given = onLedger.get(`${type}/${id}`);
  if (given !== undefined) return bytesOf(given);
  return Promise.reject(failure({ refusal: new LicetError("NOT_FOUND", "It is not there.", {}) }));
}

async function* peer(_who: unknown, from: bigint): AsyncIterable<LedgerBlock> {
  for (const block of blocks) if (block.number >= from) yield await Promise.resolve(block);
}

function check(changes: Partial<FsckOptions> = {}): ReturnType<typeof fsck> {
  const height = (): Promise<bigint> => Promise.resolve(BigInt(blocks.length));
  const ledger = { blocks: peer, evaluate, height };
  return fsck({ readModel, scratch, ledger, identity, chaincodeName: "licet", parts: [], ...changes });
}

describe("fsck", () => {
  it("finds nothing where all say the same", async () => {
    const found = await check();
    expect(found).toMatchObject({ difference: undefined, blocks: blocks.length, behind: 0 });
    expect(found.records).toBeGreaterThan(10);
  });

  it.each([
    ["a status", "record", sql`update ledger.record set status = 'issued' where type = 'party'`],
    [
      "a record's content",
      "record",
      sql`update ledger.record set content = content || '{"status":"x"}' where type = 'party'`,
    ],
    ["a record that is missing", "record", sql`delete from ledger.record where type = 'party'`],
    [
      "a row too many",
      "record",
      sql`update ledger.record set id = 'GB-EX-9999' where id = (select min(id) from ledger.record where type = 'party')`,
    ],
    ["a hash", "private_hash", sql`update ledger.private_hash set value_hash = 'x'`],
    ["what is found by", "facet", sql`delete from ledger.facet where name = 'reference'`],
    ["an event", "event", sql`update ledger.event set name = 'Nothing'`],
    ["whom it concerns", "part", sql`update ledger.part set parties = '{GB-EX-0001}'`],
  ])("names what the read model says otherwise: %s", async (_, table, alteration) => {
    await readModel.asGateway((db) => alteration.execute(db));
    const { difference } = await check();
    expect(difference).toMatchObject({ between: "read model and blocks", subject: `ledger.${table}` });
  });

  it.each<
    [string, (given: { address: string; record: JsonValue }) => { address: string; record: JsonValue } | undefined]
  >([
    ["another record", (given) => ({ ...given, record: { ...(given.record as object), status: "suspended" } })],
    ["another address", (given) => ({ ...given, address: "0".repeat(64) })],
    ["none", () => undefined],
  ])("names the record of which the ledger gives %s", async (_, alter) => {
    const key = [...onLedger.keys()].find((each) => each.startsWith("party/"))!;
    const altered = alter(onLedger.get(key)!);
    if (altered === undefined) onLedger.delete(key);
    else onLedger.set(key, altered);
    const { difference } = await check();
    expect(difference).toMatchObject({ between: "ledger and blocks", subject: key.replace("/", " ") });
  });

  it("names the part that an organisation's peer has lost, or holds altered", async () => {
    await readModel.asGateway((db) =>
      sql`update ledger.part set state = 'pending' where organisation = 'GBAuthorityMSP'`.execute(db),
    );
    expect((await check({ parts: [parts] })).difference).toMatchObject({ between: "private data and blocks" });
    await resetProjection(scratch);
    held = { salt: "0123456789abcdef".repeat(4), content: { name: "altered" } };
    const { difference } = await check({ parts: [parts] });
    expect(difference?.sentence).toMatch(/not what the block's hash says/);
  });

  it("says how far the read model is behind", async () => {
    await readModel.asGateway((db) =>
      db.updateTable("ledger.projection").set({ block: null, transaction: null }).execute(),
    );
    expect(await check()).toMatchObject({ difference: undefined, behind: blocks.length });
  });

  it("does not pass over a block", async () => {
    const gap = async function* (_who: unknown, from: bigint): AsyncIterable<LedgerBlock> {
      for await (const block of peer(_who, from)) if (block.number !== 3n) yield block;
    };
    const height = (): Promise<bigint> => Promise.resolve(BigInt(blocks.length));
    await expect(check({ ledger: { blocks: gap, evaluate, height } })).rejects.toThrow(/Block 4 came where block 3/);
  });
});
