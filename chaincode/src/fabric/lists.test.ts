// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { canonicalJson, hashOfText, ownerOfReference, registerOf } from "@licet/domain";
import { ledgerKey, proofKey } from "./keys";
import { createRecord, pageOfList, pageOfRegisters, type RecordPage } from "./lists";
import { putNewRecord, readProven, type RecordKind, recordKeyAt, updateRecord } from "./records";
import { MemoryLedger } from "../testing/fabric/memory-ledger";
import { refusalOf } from "../testing/fabric/play";

const Thing = z.strictObject({ id: z.string() });
const KIND: RecordKind<typeof Thing> = {
  type: "party",
  title: "Thing",
  schema: Thing,
  ownerOf: ownerOfReference,
  listedIn: registerOf,
};
const GB = "GBAuthorityMSP";

const put = (ledger: MemoryLedger, ...ids: readonly string[]) =>
  ledger.run({}, async (tx) => {
    for (const id of ids) await createRecord(tx, KIND, id, { id });
  });

async function filled(...ids: readonly string[]): Promise<MemoryLedger> {
  const ledger = new MemoryLedger();
  for (const id of ids) await put(ledger, id);
  return ledger;
}

type Page = (bookmark: string, pageSize: number) => Promise<RecordPage<{ id: string }>>;
const listOf =
  (ledger: MemoryLedger, name = "GB", owner = GB): Page =>
  async (bookmark, pageSize) =>
    (await ledger.run({}, (tx) => pageOfList(tx, KIND, owner, name, { pageSize, bookmark }))).result;
const registersOf =
  (ledger: MemoryLedger, register?: string): Page =>
  async (bookmark, pageSize) =>
    (await ledger.run({}, (tx) => pageOfRegisters(tx, KIND, register, { pageSize, bookmark }))).result;

/** Every page from the first to the last, as ids. */
async function pagesOf(page: Page, pageSize: number): Promise<string[][]> {
  const pages: string[][] = [];
  let bookmark = "";
  do {
    const { items, bookmark: next } = await page(bookmark, pageSize);
    pages.push(items.map(({ id }) => id));
    bookmark = next;
  } while (bookmark !== "" && pages.length < 50);
  return pages;
}

describe("a list of one owner", () => {
  it("is walked from the newest to the oldest, page by page", async () => {
    const page = listOf(await filled("GB-EX-3", "GB-EX-1", "GB-EX-2", "GB-EX-5", "GB-EX-4"));
    expect(await pagesOf(page, 2)).toEqual([["GB-EX-4", "GB-EX-5"], ["GB-EX-2", "GB-EX-1"], ["GB-EX-3"]]);
    expect(await pagesOf(page, 5)).toEqual([["GB-EX-4", "GB-EX-5", "GB-EX-2", "GB-EX-1", "GB-EX-3"]]);
    expect(await pagesOf(page, 100)).toHaveLength(1);
  });

  it("is empty before its first record, and for somebody who is no member", async () => {
    expect(await pagesOf(listOf(new MemoryLedger()), 5)).toEqual([[]]);
    expect(await pagesOf(listOf(await filled("GB-EX-1"), "ZZ", "ZZAuthorityMSP"), 5)).toEqual([[]]);
  });

  it("takes several records of one transaction, into several lists", async () => {
    const ledger = await filled("GB-EX-1");
    await put(ledger, "GB-EX-2", "AE-EX-1", "GB-EX-3");
    expect(await pagesOf(listOf(ledger), 5)).toEqual([["GB-EX-3", "GB-EX-2", "GB-EX-1"]]);
    expect(await pagesOf(listOf(ledger, "AE", "AEAuthorityMSP"), 5)).toEqual([["AE-EX-1"]]);
  });

  it("keeps its order when a record changes", async () => {
    const ledger = await filled("GB-EX-1", "GB-EX-2", "GB-EX-3");
    await ledger.run({}, (tx) => updateRecord(tx, KIND, "GB-EX-2", { id: "GB-EX-2" }));
    expect(await pagesOf(listOf(ledger), 5)).toEqual([["GB-EX-3", "GB-EX-2", "GB-EX-1"]]);
  });

  it("is what its owner entered, whatever else lies on the channel or elsewhere", async () => {
    const ledger = await filled("GB-EX-1", "GB-EX-2");
    await ledger.run({}, (tx) => putNewRecord(tx, KIND, "GB-EX-9", { id: "GB-EX-9" }));
    for (let index = 0; index < 1_000; index += 1) {
      ledger.state.set(ledgerKey("party", `junk${index.toString()}`), "junk");
      ledger.state.set(ledgerKey("list", `junk${index.toString()}`), "junk");
    }
    expect(await pagesOf(listOf(ledger), 5)).toEqual([["GB-EX-2", "GB-EX-1"]]);
  });

  it.each([
    ["a record that is not there", "GB-EX-7"],
    ["a record of another owner's list", "AE-EX-1"],
    ["a record that somebody else put there", "GB-EX-8"],
    ["no reference", "junk"],
    ["a reference without a register", "-"],
  ])("is not entered by a bookmark that is %s", async (_, bookmark) => {
    const ledger = await filled("GB-EX-1", "AE-EX-1");
    ledger.state.set(ledgerKey("party", "GB-EX-8"), "junk");
    expect((await refusalOf(ledger, () => listOf(ledger)(bookmark, 5))).code).toBe("INVALID_INPUT");
  });
});

describe("the lists of all members", () => {
  const IDS = ["CARRIERS-CR-1", "GB-EX-1", "GB-EX-2", "AE-EX-1", "GB-EX-3", "PK-EX-1", "CARRIERS-CR-2"];
  const ALL = ["GB-EX-3", "GB-EX-2", "GB-EX-1", "AE-EX-1", "PK-EX-1", "CARRIERS-CR-2", "CARRIERS-CR-1"];

  it.each([1, 2, 3, 4, 5, 6, 7, 100])("follow one another in the order of the members, %i a page", async (pageSize) => {
    const pages = await pagesOf(registersOf(await filled(...IDS)), pageSize);
    expect(pages.flat()).toEqual(ALL);
    for (const page of pages.slice(0, -1)) expect(page.length).toBe(pageSize);
  });

  it("are one register's where that is asked for", async () => {
    const ledger = await filled(...IDS);
    expect(await pagesOf(registersOf(ledger, "CARRIERS"), 1)).toEqual([["CARRIERS-CR-2"], ["CARRIERS-CR-1"]]);
    expect(await pagesOf(registersOf(ledger, "ZZ"), 5)).toEqual([[]]);
  });

  it("go on behind a register whose owner took the bookmarked record away meanwhile", async () => {
    const ledger = await filled(...IDS);
    expect((await registersOf(ledger)("GB|GB-EX-9", 100)).items.map(({ id }) => id)).toEqual(ALL.slice(3));
    expect((await refusalOf(ledger, () => registersOf(ledger, "GB")("GB|GB-EX-9", 5))).code).toBe("INVALID_INPUT");
  });

  it.each(["ZZ|", "ZZ|ZZ-EX-1", "GB|AE-EX-1", "GB-EX-1", "|", "junk"])(
    "are not entered by the bookmark %s",
    async (bookmark) => {
      const ledger = await filled(...IDS);
      expect((await refusalOf(ledger, () => registersOf(ledger)(bookmark, 5))).code).toBe("INVALID_INPUT");
    },
  );
});

describe("a list that its own owner breaks", () => {
  /** Writes AE's newest record anew, as AE's altered chaincode can. */
  const rewrite = async (stored: unknown): Promise<MemoryLedger> => {
    const ledger = await filled("GB-EX-1", "AE-EX-1", "AE-EX-2", "PK-EX-1");
    const { result } = await ledger.run({}, (tx) => readProven(tx, KIND, "AE-EX-2"));
    ledger.state.set(recordKeyAt("party", result?.address ?? ""), canonicalJson(stored as never));
    return ledger;
  };
  const placed = (listed: unknown) => ({ schema: 1, record: { id: "AE-EX-2" }, listed });

  it.each([
    ["goes round in a ring", placed({ position: 2, previous: "AE-EX-2" })],
    ["leads into another owner's list", placed({ position: 2, previous: "GB-EX-1" })],
    ["has places that do not fall", placed({ position: 1, previous: "AE-EX-1" })],
    ["leads nowhere", placed({ position: 2, previous: "AE-EX-9" })],
    ["leads to no reference", placed({ position: 2, previous: "junk" })],
    ["holds a record without a place", placed(undefined)],
    ["holds a record that cannot be read", "junk"],
    ["holds a record of another form", { schema: 2, record: {} }],
  ])("hides nobody else's records and never fails to end where it %s", async (_, stored) => {
    const ledger = await rewrite(stored);
    const ids = (await pagesOf(registersOf(ledger), 1)).flat();
    expect(ids.filter((id) => !id.startsWith("AE"))).toEqual(["GB-EX-1", "PK-EX-1"]);
    const alone = () => pagesOf(listOf(ledger, "AE", "AEAuthorityMSP"), 5);
    expect((await refusalOf(ledger, alone)).code).toBe("LEDGER_DATA_INVALID");
  });

  it("hides nobody else's records where its head cannot be read", async () => {
    const ledger = await filled("GB-EX-1", "AE-EX-1", "PK-EX-1");
    const proof = ledger.collections.get("AEAuthorityMSP")?.get(proofKey("list", "party/AE")) ?? "";
    ledger.state.set(recordKeyAt("list", hashOfText(proof)), "junk");
    expect((await pagesOf(registersOf(ledger), 1)).flat()).toEqual(["GB-EX-1", "PK-EX-1"]);
  });
});
