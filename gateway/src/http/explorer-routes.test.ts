// SPDX-License-Identifier: Apache-2.0
import { common } from "@hyperledger/fabric-protos";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPglite } from "../adapters/pglite/database.js";
import { decodeBlock } from "../blocks/decode-block.js";
import type { SqlDatabase } from "../database/sql-database.js";
import { type Answer, AppUnderTest } from "../testing-http/app-under-test.js";
import { announcing, events, project } from "../testing-readmodel/recorded-case.js";
import { recordedBlocks } from "../testing/recorded-blocks.js";

const OFFICER = "licensing1@GBAuthorityMSP";
const CARRIER = "carrier1@CarriersMSP";
const LICENCE = "GBSIEE2E350002";

const blocks = recordedBlocks().map((bytes) => ({ number: decodeBlock(bytes, "licet").number, bytes }));
const last = blocks.at(-1)?.number ?? 0n;
const released = announcing("ConsignmentReleased");
const issued = announcing("LicenceIssued");

let app: AppUnderTest;
let database: SqlDatabase;
beforeAll(async () => {
  database = await openPglite();
  await project(database, events);
  app = await AppUnderTest.start({ database });
  for (const { number, bytes } of blocks) app.ledger.held.set(number, bytes);
  app.ledger.standing = { ...app.ledger.standing, height: last + 1n };
});
afterAll(async () => {
  await app.stop();
  await database.close();
});

const get = (address: string): Promise<Answer> => app.send(OFFICER, address);

/** A block with the transactions of another one. */
function withDataOf(bytes: Uint8Array, other: Uint8Array): Uint8Array {
  const block = common.Block.deserializeBinary(bytes);
  block.setData(common.Block.deserializeBinary(other).getData());
  return block.serializeBinary();
}

interface Write {
  readonly looked: boolean;
  readonly type: string;
  readonly record?: { readonly id: string; readonly owner: string; readonly provenHere: boolean };
  readonly before: { readonly state: string; readonly value?: Record<string, unknown> };
  readonly value?: Record<string, unknown>;
}
interface Told {
  readonly name: string;
  readonly by: object;
  readonly writes: readonly Write[];
  readonly hashes: readonly { readonly organisation?: string; readonly proofOf?: object; readonly part?: object }[];
}

async function told({ at }: { readonly at: { readonly block: bigint; readonly transaction: number } }): Promise<Told> {
  const { body } = await get(`/v1/blocks/${at.block}/transactions/${at.transaction}`);
  return body as Told;
}

describe("the explorer", () => {
  it("lists blocks newest first, each with its transactions in a line", async () => {
    const { status, body } = await get("/v1/blocks?pageSize=2");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      height: Number(last) + 1,
      items: [{ number: Number(last), isWhole: true }, { number: Number(last) - 1 }],
    });
  });

  it("goes on before a block", async () => {
    const { body } = await get(`/v1/blocks?pageSize=1&before=${last}`);
    expect(body).toMatchObject({ items: [{ number: Number(last) - 1 }] });
    expect((await get("/v1/blocks?before=0")).body).toMatchObject({ items: [] });
  });

  it("says by role and office who sent a transaction, and by no name", async () => {
    const { by } = await told(released);
    expect(by).toEqual({ organisation: "GBAuthorityMSP", role: "customs-officer", office: "GB000051" });
  });

  it("shows what a transaction changed, with what lay there before", async () => {
    const { name, writes } = await told(released);
    const lines = writes.filter(({ type }) => type === "licence-line");
    expect(name).toBe("consignment:ReleaseForExport");
    expect(lines.length).toBeGreaterThan(0);
    for (const { before, value, record } of lines) {
      expect(before.value?.["reserved"]).not.toBe(value?.["reserved"]);
      expect(record).toMatchObject({ owner: "GBAuthorityMSP", provenHere: false });
    }
  });

  it("shows a new record as one where nothing lay before, with the proof of its owner", async () => {
    const { writes, hashes } = await told(issued);
    const licence = writes.find(({ type }) => type === "licence");
    expect(licence).toMatchObject({ record: { id: LICENCE, provenHere: true }, before: { state: "none" } });
    expect(hashes.map(({ proofOf }) => proofOf)).toContainEqual({ type: "licence", id: LICENCE });
  });

  it("says of a list that nobody looked for its proof, and not that it has none", async () => {
    const { writes } = await told(issued);
    expect(writes.find(({ type }) => type === "list")).toMatchObject({ looked: false });
    expect(writes.filter(({ looked, record }) => looked && record === undefined)).toEqual([]);
  });

  it("counts entries of a chain that a proven record leads to as proven", async () => {
    const { writes } = await told(announcing("CustodyTransferred"));
    expect(writes.find(({ type }) => type === "custody-event")?.record).toMatchObject({ provenHere: true });
  });

  it("holds of confidential parts their hashes and nothing else", async () => {
    const { hashes } = await told(announcing("LicenceAppliedFor"));
    expect(hashes.some(({ part }) => part !== undefined)).toBe(true);
    for (const hash of hashes) expect(Object.keys(hash)).not.toContain("content");
  });

  it("says where a transaction stands", async () => {
    const { block, transaction } = issued.at;
    expect((await get(`/v1/transactions/${issued.transactionId}/place`)).status).toBe(404);
    app.ledger.outcomes.set(issued.transactionId, {
      result: new Uint8Array(),
      transactionId: issued.transactionId,
      blockNumber: block,
      endorsers: [],
      validationCode: "VALID",
    });
    const { body } = await get(`/v1/transactions/${issued.transactionId}/place`);
    expect(body).toEqual({ block: Number(block), transaction });
  });

  it("shows the states of a record newest first, down to where it began", async () => {
    const { body } = await get(`/v1/records/licence/${LICENCE}/history`);
    const { items, broken, next } = body as { items: { name: string }[]; broken: boolean; next?: object };
    expect(items.at(-1)?.name).toBe("licence:Issue");
    expect([broken, next]).toEqual([false, undefined]);
  });

  it("goes on in a history where the answer before says", async () => {
    const { block, transaction } = issued.at;
    const { body } = await get(`/v1/records/licence/${LICENCE}/history?block=${block}&transaction=${transaction}`);
    expect((body as { items: unknown[] }).items).toHaveLength(1);
  });

  it("says where a block's transactions are not those that its header is of", async () => {
    const { number = 0n, bytes = new Uint8Array() } = blocks.at(-1) ?? {};
    const other = blocks.at(-2)?.bytes ?? new Uint8Array();
    app.ledger.held.set(number, withDataOf(bytes, other));
    expect((await get(`/v1/blocks/${number}`)).body).toMatchObject({ isWhole: false });
    app.ledger.held.set(number, bytes);
  });

  it.each([
    ["a block behind the last one", "/v1/blocks/99999", 404],
    ["a block by a word", "/v1/blocks/last", 400],
    ["a block by a number in another form", "/v1/blocks/0x10", 400],
    ["a transaction that a block does not have", "/v1/blocks/0/transactions/7", 404],
    ["a transaction by no id", "/v1/transactions/abc/place", 400],
    ["the history of a record that nobody has proven", "/v1/records/licence/GBSIEL9999999/history", 404],
    ["the history of a type that there is not", "/v1/records/list/x/history", 400],
    ["the history of what is no text", "/v1/records/licence/GB%00/history", 400],
    ["a block beyond every number", "/v1/blocks/9007199254740993", 400],
    ["the last number that there is", "/v1/blocks/9007199254740991", 404],
    ["a history from where the record was not written", `/v1/records/licence/${LICENCE}/history?block=0`, 404],
    ["more blocks than one answer has", "/v1/blocks?pageSize=51", 400],
    ["statistics of a period that there is not", "/v1/statistics?period=hour", 400],
  ])("refuses %s", async (_, address, status) => {
    expect((await get(address)).status).toBe(status);
  });

  it.each(["/v1/blocks", "/v1/blocks/1", "/v1/network", "/v1/statistics"])(
    "is for members only: %s",
    async (address) => {
      expect((await app.send(undefined, address)).status).toBe(401);
    },
  );
});

describe("the network's view", () => {
  it("says who endorsed for whom, and until when their certificates hold", async () => {
    app.ledger.standing = { ...app.ledger.standing, height: 3n };
    const { body } = await app.send(CARRIER, "/v1/network");
    app.ledger.standing = { ...app.ledger.standing, height: last + 1n };
    expect(body).toMatchObject({ organisation: "CarriersMSP", height: 3, blocks: { from: 0, to: 2 } });
    const { others } = body as { others: object[] };
    expect(others).toEqual([{ organisation: "TRAuthorityMSP", height: 8, behind: 0 }]);
  });
});

describe("the statistics", () => {
  it("count what was recorded by month, and what verifications came to", async () => {
    const { body } = await get("/v1/statistics?period=month&periods=60");
    const { volume, dispositions } = body as { volume: { event: string }[]; dispositions: { code: string }[] };
    expect(volume.map(({ event }) => event)).toContain("LicenceIssued");
    expect(dispositions.map(({ code }) => code)).toContain("may-pass");
  });
});
