// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { z } from "zod";
import { ownerOfReference } from "../domain/shared/ownership";
import { ledgerKey } from "./keys";
import { pageOfRecords } from "./pages";
import { createRecord, readRecord, recordKey, recordKind, requireRecord, updateRecord } from "./records";
import { MemoryLedger } from "./testing/memory-ledger";
import { refusalOf } from "./testing/play";

const KIND = recordKind({
  type: "party",
  title: "Thing",
  schema: z.strictObject({ id: z.string(), size: z.int() }),
  attributes: (id) => [id],
  ownerOf: ownerOfReference,
});
const ID = "GB-EX-1";
const KEY = recordKey(KIND, ID);
const THING = { id: ID, size: 1 };
const create = (ledger: MemoryLedger, id = ID) => ledger.run({}, (tx) => createRecord(tx, KIND, id, { ...THING, id }));

it("creates a record with its key-level policy and its owner's seal, once", async () => {
  const ledger = new MemoryLedger();
  const run = await create(ledger);
  expect([...run.writes]).toEqual([[KEY, '{"id":"GB-EX-1","size":1}']]);
  expect(run.privateWrites.map(({ organisation, key }) => [organisation, key])).toEqual([
    ["GBAuthorityMSP", "seal/party/GB-EX-1/"],
  ]);
  expect(ledger.endorsers.get(KEY)).toEqual(["GBAuthorityMSP"]);
  expect((await refusalOf(ledger, () => create(ledger))).code).toBe("ALREADY_EXISTS");
});

it("does not rely on a record that its owner did not seal, and is not kept from creating the genuine one by it", async () => {
  const ledger = new MemoryLedger();
  ledger.state.set(KEY, '{"id":"GB-EX-1","size":999}');
  const read = () => ledger.run({}, (tx) => readRecord(tx, KIND, ID));
  expect((await refusalOf(ledger, read)).code).toBe("NOT_SEALED_BY_OWNER");
  await create(ledger);
  expect((await read()).result).toEqual(THING);
});

it("does not take the seal of one record for another's", async () => {
  const ledger = new MemoryLedger();
  await create(ledger);
  const collection = ledger.collections.get("GBAuthorityMSP")!;
  ledger.state.set(ledgerKey("party", "GB-EX-2"), '{"id":"GB-EX-2","size":1}');
  collection.set("seal/party/GB-EX-2/", collection.get("seal/party/GB-EX-1/")!);
  const read = () => ledger.run({}, (tx) => readRecord(tx, KIND, "GB-EX-2"));
  expect((await refusalOf(ledger, read)).code).toBe("NOT_SEALED_BY_OWNER");
});

it.each(["not json", '{"id":"GB-EX-1"}', '{"id":"GB-EX-1","size":1,"more":true}'])(
  "says so where a record reads %s",
  async (value) => {
    const ledger = new MemoryLedger();
    await create(ledger);
    ledger.state.set(KEY, value);
    const read = () => ledger.run({}, (tx) => readRecord(tx, KIND, ID));
    expect((await refusalOf(ledger, read)).code).toBe("LEDGER_DATA_INVALID");
  },
);

it("names what is not there", async () => {
  const ledger = new MemoryLedger();
  const refusal = await refusalOf(ledger, () => ledger.run({}, (tx) => requireRecord(tx, KIND, ID)));
  expect([refusal.code, refusal.sentence]).toEqual(["NOT_FOUND", "Thing GB-EX-1 is not on the ledger."]);
});

it("updates with canonical JSON and touches neither policy nor seal", async () => {
  const ledger = new MemoryLedger();
  await create(ledger);
  const run = await ledger.run({}, (tx) => updateRecord(tx, KIND, ID, { size: 2, id: ID }));
  expect([...run.writes.values()]).toEqual(['{"id":"GB-EX-1","size":2}']);
  expect(run.privateWrites).toEqual([]);
});

it("pages through genuine records and leaves forged, misplaced and unreadable ones out", async () => {
  const ledger = new MemoryLedger();
  for (const id of ["GB-EX-1", "GB-EX-3", "GB-EX-5"]) await create(ledger, id);
  ledger.state.set(ledgerKey("party", "GB-EX-2"), '{"id":"GB-EX-2","size":1}');
  ledger.state.set(ledgerKey("party", "GB-EX-4"), '{"id":"GB-EX-1","size":1}');
  ledger.state.set(ledgerKey("party", "GB-EX-6"), "garbage");
  const page = (pageSize: number, bookmark: string) =>
    ledger.run({}, (tx) => pageOfRecords(tx, KIND, [], { pageSize, bookmark }, ({ id }) => id));
  const first = (await page(3, "")).result;
  const second = (await page(3, first.bookmark)).result;
  expect([first, second].map(({ items }) => items.map(({ id }) => id))).toEqual([["GB-EX-1", "GB-EX-3"], ["GB-EX-5"]]);
  expect(second.bookmark).toBe("");
});
