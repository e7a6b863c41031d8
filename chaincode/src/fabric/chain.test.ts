// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type ChainLink, EntryLinks, type Trail } from "@licet/domain";
import { appendEntry, chainBookmark, type ChainKind, entryAt, entryKey, pageOfChain, sequenceOf } from "./chain";
import { storedText } from "./records";
import { MemoryLedger } from "../testing/fabric/memory-ledger";
import { refusalOf } from "../testing/fabric/play";

const Thing = EntryLinks.extend({ note: z.string() });
const KIND: ChainKind<typeof Thing> = {
  type: "custody-event",
  title: "Thing",
  schema: Thing,
  broken: "LEDGER_DATA_INVALID",
};
const CHAIN = ["GB-CN-1"];

/** A ledger with a chain, the trail of its head and the link of each entry. */
interface World {
  readonly ledger: MemoryLedger;
  readonly trail: Trail;
  readonly links: readonly ChainLink[];
}

async function chainOf(length: number, chain = CHAIN): Promise<World> {
  const ledger = new MemoryLedger();
  const links: ChainLink[] = [];
  let trail: Trail = [];
  for (let index = 1; index <= length; index += 1) {
    const run = await ledger.run({}, (tx) => appendEntry(tx, KIND, chain, trail, { note: `note ${index.toString()}` }));
    links.push(run.result.link);
    ({ trail } = run.result);
  }
  return { ledger, trail, links };
}

const at = async ({ ledger, trail }: World, sequence: number) =>
  (await ledger.run({}, (tx) => entryAt(tx, KIND, CHAIN, trail, sequence))).result;
const page = async ({ ledger, trail }: World, from: number | undefined, count: number) =>
  (await ledger.run({}, (tx) => pageOfChain(tx, KIND, CHAIN, trail, { from, count }))).result;
const keyOf = ({ links }: World, sequence: number): string => entryKey(KIND, CHAIN, links[sequence - 1]!);

describe("a chain", () => {
  it("locks every entry, which holds its content and its links and nothing else", async () => {
    const world = await chainOf(3);
    expect([...world.ledger.endorsers.values()]).toEqual([null, null, null]);
    const [first, , third] = [1, 2, 3].map((sequence) => world.ledger.state.get(keyOf(world, sequence)));
    expect(first).toBe(storedText({ note: "note 1" }));
    expect(third).toBe(storedText({ note: "note 3", previous: world.links[1]! }));
    const rewritten = world.ledger.run({}, (tx) => tx.state.put(keyOf(world, 2), storedText({ note: "other" })));
    await expect(rewritten).rejects.toThrow("locked");
  });

  it("is found by every sequence, and by none beyond its ends", async () => {
    const world = await chainOf(40);
    for (let sequence = 1; sequence <= 40; sequence += 1) {
      expect((await at(world, sequence))?.entry.note).toBe(`note ${sequence.toString()}`);
    }
    for (const sequence of [41, 1_000]) expect(await at(world, sequence)).toBeUndefined();
    expect(await at(await chainOf(0), 1)).toBeUndefined();
  });

  it("is paged from the newest to the oldest, from any of its entries", async () => {
    const world = await chainOf(7);
    const pages: number[][] = [];
    let from: number | undefined;
    do {
      const { entries, next } = await page(world, from, 3);
      pages.push(entries.map(({ link }) => link.sequence));
      from = next;
    } while (from !== undefined);
    expect(pages).toEqual([[7, 6, 5], [4, 3, 2], [1]]);
    expect((await page(world, 2, 100)).entries.map(({ entry }) => entry.note)).toEqual(["note 2", "note 1"]);
    expect(await page(await chainOf(0), undefined, 3)).toEqual({ entries: [], next: undefined });
  });
});

describe("an entry that somebody else wrote", () => {
  it("is not read: neither with a sequence of the chain, nor before or after it", async () => {
    const world = await chainOf(5);
    for (const sequence of [1, 3, 5, 6]) {
      const junk = entryKey(KIND, CHAIN, { sequence, txId: "0".repeat(64) });
      world.ledger.state.set(junk, storedText({ note: "junk" }));
    }
    const { entries } = await page(world, undefined, 100);
    expect(entries.map(({ entry }) => entry.note)).toEqual(["note 5", "note 4", "note 3", "note 2", "note 1"]);
    expect(await at(world, 6)).toBeUndefined();
  });

  it("does not serve from another chain", async () => {
    const world = await chainOf(3, ["GB-CN-2"]);
    expect((await refusalOf(world.ledger, () => at(world, 3))).code).toBe("LEDGER_DATA_INVALID");
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("breaks the chain where entry %i was altered or removed", async (sequence) => {
    const world = await chainOf(8);
    const key = keyOf(world, sequence);
    const genuine = world.ledger.state.get(key)!;
    for (const altered of [genuine.replace("note", "nope"), `${genuine} `, undefined]) {
      if (altered === undefined) world.ledger.state.delete(key);
      else world.ledger.state.set(key, altered);
      for (const read of [() => at(world, sequence), () => page(world, undefined, 8)]) {
        const refusal = await refusalOf(world.ledger, read);
        expect([refusal.code, refusal.details["sequence"]]).toEqual(["LEDGER_DATA_INVALID", sequence]);
      }
    }
  });
});

describe("a bookmark of a chain", () => {
  it.each(["0", "-1", "1.5", "01", "1e3", " 1", "junk", "9999999999", "\u0000"])("is not %j", async (bookmark) => {
    const ledger = new MemoryLedger();
    const read = () => ledger.run({}, () => Promise.resolve().then(() => sequenceOf(bookmark)));
    expect((await refusalOf(ledger, read)).code).toBe("INVALID_INPUT");
  });

  it.each([8, 9, 999_999_999])("is not %i where the chain has seven entries", async (from) => {
    const world = await chainOf(7);
    expect((await refusalOf(world.ledger, () => page(world, from, 3))).code).toBe("INVALID_INPUT");
  });

  it("is the sequence that the next page begins with, or nothing", () => {
    expect([sequenceOf(""), sequenceOf("12"), chainBookmark(12), chainBookmark(undefined)]).toEqual([
      undefined,
      12,
      "12",
      "",
    ]);
  });
});
