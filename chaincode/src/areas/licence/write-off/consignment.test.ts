// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import {
  LICENCE_LIST_ENTRIES,
  LICENCE_LIST_RESERVATIONS,
  LICENCE_RELEASE,
  type Reservation,
  type WriteOffEntry,
} from "@licet/domain";
import type { MemoryLedger, TransactionSetting } from "../../../testing/fabric/memory-ledger";
import { play, refusalOf } from "../../../testing/fabric/play";
import { LICENCE, WHO, withLicence } from "../../../testing/licence/fixtures";
import { figures, nar, onLine, refOf, reservation, take } from "../../../testing/licence/write-offs";
import { consignmentsOnLicence } from "../../../rules/write-off/openings";
import { listEntries, listReservations } from "./read";
import { release } from "./release";
import { type DeclaredItem, reservationId } from "../../../rules/write-off/requests";
import { WriteOff } from "../../../rules/write-off/session";

const CONSIGNMENT = "GB-CN-0001";
const DECLARED = { document: { type: "LRN", reference: "A" }, ucr: "GB/A", declarant: "GB-EX-0001" } as const;

/** Reserves two articles on line 1 for a consignment, or for none. */
async function reservedFor(
  ledger: MemoryLedger,
  consignment: string | undefined,
  setting: TransactionSetting = WHO.customs,
  lines = [onLine(1, "2")],
): Promise<Reservation> {
  const { result } = await ledger.run(setting, async (tx) => {
    const writeOff = new WriteOff(tx, consignment === undefined ? {} : { consignment });
    for (const line of lines) await writeOff.reserve({ ...line, ...DECLARED, ucr: `GB/${consignment ?? "none"}` });
    return writeOff.finish();
  });
  return result.reservations[0]!;
}

const ACTS = ["consume", "release", "reverse", "adjust"] as const;
type Act = (typeof ACTS)[number];

function act(
  ledger: MemoryLedger,
  what: Act,
  held: Reservation,
  consignment: string | undefined,
  setting: TransactionSetting,
): Promise<unknown> {
  return ledger.run(setting, async (tx) => {
    const writeOff = new WriteOff(tx, consignment === undefined ? {} : { consignment });
    const request = { ...refOf(held), ...(what === "adjust" ? { quantity: nar("1") } : {}) };
    await writeOff[what](request);
    return writeOff.finish();
  });
}

const SITUATIONS = [
  ["its own consignment's", CONSIGNMENT, CONSIGNMENT, WHO.customs, undefined],
  ["another consignment's", CONSIGNMENT, "GB-CN-0002", WHO.customs, "RESERVATION_OF_CONSIGNMENT"],
  ["a direct", CONSIGNMENT, undefined, WHO.customs, "RESERVATION_OF_CONSIGNMENT"],
  ["a consignment's, where it was made directly", undefined, CONSIGNMENT, WHO.customs, "RESERVATION_OF_CONSIGNMENT"],
  ["a direct, where it was made directly", undefined, undefined, WHO.customs, undefined],
  ["another state's for the same consignment", CONSIGNMENT, CONSIGNMENT, WHO.aeCustoms, "NOT_YOUR_RECORD"],
  ["a state's that is not granted", CONSIGNMENT, CONSIGNMENT, WHO.deCustoms, "WRITE_OFF_NOT_GRANTED"],
] as const;

describe("a reservation and its one consignment", () => {
  it.each(
    SITUATIONS.flatMap(([who, of, by, setting, code]) =>
      ACTS.map((what) => [who, what, of, by, setting, code] as const),
    ),
  )("%s act: %s", async (_who, what, of, by, setting, code) => {
    const ledger = await withLicence();
    const held = await reservedFor(ledger, of);
    if (what === "reverse") await act(ledger, "consume", held, of, WHO.customs);
    const attempt = () => act(ledger, what, held, by, setting);
    if (code === undefined) await attempt();
    else expect((await refusalOf(ledger, attempt)).code).toBe(code);
  });

  it("names consignment, declarant and UCR, and so does each entry", async () => {
    const ledger = await withLicence();
    const held = await reservedFor(ledger, CONSIGNMENT);
    const facts = {
      consignment: CONSIGNMENT,
      declarant: "GB-EX-0001",
      ucr: `GB/${CONSIGNMENT}`,
      document: DECLARED.document,
    };
    expect(held).toMatchObject({ ...facts, organisation: "GBAuthorityMSP", office: "GB000051" });
    await act(ledger, "consume", held, CONSIGNMENT, WHO.customs);
    const query = { licence: LICENCE, line: 1 };
    const { items } = (await play(ledger, LICENCE_LIST_ENTRIES, listEntries, query, WHO.deCustoms)).result;
    expect(items[0]).toMatchObject({ type: "consume", ...facts });
    expect(items[1]).toMatchObject({ type: "reserve", firstOfConsignment: true, ...facts });
  });

  it("sees within one transaction what it has done before", async () => {
    const ledger = await withLicence();
    await ledger.run(WHO.customs, async (tx) => {
      const writeOff = new WriteOff(tx, { consignment: CONSIGNMENT });
      const held = await writeOff.reserve({ ...onLine(1, "8"), ...DECLARED });
      await writeOff.consume({ ...refOf(held), quantity: nar("3") });
      await writeOff.reserve({ ...onLine(1, "2", 2), ...DECLARED });
      return writeOff.finish();
    });
    expect(await figures(ledger)).toEqual(["10", "7", "3", "0", "0"]);
  });
});

describe("what a state that was let in has reserved for its own consignment", () => {
  const of = "AE-CN-0001";
  const given = (ledger: MemoryLedger, held: Reservation, setting: TransactionSetting, quantity?: string) => {
    const line = quantity === undefined ? refOf(held) : { ...refOf(held), quantity: nar(quantity) };
    return play(ledger, LICENCE_RELEASE, release, { reason: "taken back", lines: [line] }, setting);
  };

  it.each([
    ["a licensing officer of the owner", WHO.licensing],
    ["a senior one", WHO.senior],
  ])("is taken back by %s, all of it, and is then given back", async (_, setting) => {
    const ledger = await withLicence();
    const held = await reservedFor(ledger, of, WHO.aeCustoms);
    await given(ledger, held, setting);
    expect(await figures(ledger)).toEqual(["10", "0", "0", "10", "0"]);
    const late = () => act(ledger, "consume", held, of, WHO.aeCustoms);
    expect((await refusalOf(ledger, late)).code).toBe("RESERVATION_CLOSED");
  });

  it.each<[string, TransactionSetting, string]>([
    ["the owner's customs", WHO.customs, "RESERVATION_OF_CONSIGNMENT"],
    ["the state's own customs", WHO.aeCustoms, "RESERVATION_OF_CONSIGNMENT"],
    ["the state's own licensing officers", WHO.aeSenior, "RESERVATION_OF_CONSIGNMENT"],
    ["another state's customs", WHO.frCustoms, "NOT_YOUR_RECORD"],
  ])("is not taken back by %s", async (_, setting, code) => {
    const ledger = await withLicence();
    const held = await reservedFor(ledger, of, WHO.aeCustoms);
    const attempt = () => given(ledger, held, { ...setting, peerMsp: "GBAuthorityMSP" });
    expect((await refusalOf(ledger, attempt)).code).toBe(code);
  });

  it.each<[string, () => Promise<[MemoryLedger, Reservation]>, string | undefined]>([
    ["a part of it", async () => held(of, WHO.aeCustoms), "1"],
    ["what the owner's own consignment holds", async () => held("GB-CN-0001", WHO.customs), undefined],
  ])("is not %s", async (_, start, quantity) => {
    const [ledger, reserved] = await start();
    const attempt = () => given(ledger, reserved, WHO.licensing, quantity);
    expect((await refusalOf(ledger, attempt)).code).toBe("RESERVATION_OF_CONSIGNMENT");
  });

  it.each(["consume", "reverse", "adjust"] as const)("is given back and nothing else: not %s", async (what) => {
    const [ledger, reserved] = await held(of, WHO.aeCustoms);
    const attempt = () => act(ledger, what, reserved, undefined, WHO.licensing);
    expect((await refusalOf(ledger, attempt)).code).toBe("RESERVATION_OF_CONSIGNMENT");
  });

  async function held(consignment: string, setting: TransactionSetting): Promise<[MemoryLedger, Reservation]> {
    const ledger = await withLicence();
    return [ledger, await reservedFor(ledger, consignment, setting)];
  }
});

describe("the identity of a declared item", () => {
  const base: DeclaredItem = {
    document: { type: "LRN", reference: "A" },
    ucr: "GB/A",
    ucrPart: "001A",
    declarant: "GB-EX-0001",
    item: 1,
  };
  const id = (given: Partial<DeclaredItem> = {}, organisation = "GBAuthorityMSP") =>
    reservationId(organisation, { ...base, ...given });

  it.each([
    ["another organisation", id({}, "AEAuthorityMSP")],
    ["another declarant", id({ declarant: "GB-EX-0002" })],
    ["no declarant", id({ declarant: undefined })],
    ["another kind of document", id({ document: { type: "MRN", reference: "A" } })],
    ["another document", id({ document: { type: "LRN", reference: "B" } })],
    ["another UCR", id({ ucr: "GB/B" })],
    ["no UCR", id({ ucr: undefined })],
    ["another part", id({ ucrPart: "002" })],
    ["no part", id({ ucrPart: undefined })],
    ["another item", id({ item: 2 })],
  ])("is another for %s", (_, other) => {
    expect(other).not.toBe(id());
  });

  it("does not change with the UCR's letter case and spaces", () => {
    expect(id({ ucr: " gb/a " })).toBe(id());
  });

  it("lets nobody take another's: the same message by two states is two reservations", async () => {
    const ledger = await withLicence();
    await reservation(ledger, "A", onLine(1, "1"), WHO.aeCustoms);
    await reservation(ledger, "A", onLine(1, "1"));
    const again = () => reservation(ledger, "A", onLine(1, "1"));
    expect((await refusalOf(ledger, again)).code).toBe("RESERVATION_EXISTS");
  });
});

describe("lists along the entries' chains", () => {
  const pages = async <T>(read: (bookmark: string) => Promise<{ items: T[]; bookmark: string }>): Promise<T[][]> => {
    const all: T[][] = [];
    let bookmark = "";
    do {
      const page = await read(bookmark);
      all.push(page.items);
      bookmark = page.bookmark;
    } while (bookmark !== "");
    return all;
  };
  const consignments = (ledger: MemoryLedger, pageSize: number) =>
    pages(
      async (bookmark) =>
        (await ledger.run({}, (tx) => consignmentsOnLicence(tx, LICENCE, { pageSize, bookmark }))).result,
    );

  it("names each consignment on a licence once, whatever the page and however many items and lines it draws on", async () => {
    const ledger = await withLicence();
    await reservedFor(ledger, "GB-CN-0001", WHO.customs, [onLine(1, "1", 1), onLine(1, "1", 2), onLine(4, "5", 3)]);
    await take(ledger, "DIRECT", [onLine(4, "1", 1), onLine(4, "1", 2)]);
    const held = await reservedFor(ledger, "AE-CN-0002", WHO.aeCustoms, [onLine(4, "1", 1), onLine(1, "1", 2)]);
    await act(ledger, "consume", held, "AE-CN-0002", WHO.aeCustoms);
    for (const pageSize of [1, 2, 25]) {
      expect((await consignments(ledger, pageSize)).flat().sort()).toEqual(["AE-CN-0002", "GB-CN-0001"]);
    }
  });

  it("walks over so many entries for one page, and no more, however many others lie between", async () => {
    const ledger = await withLicence();
    const held = await reservedFor(ledger, CONSIGNMENT);
    await ledger.run(WHO.customs, async (tx) => {
      const writeOff = new WriteOff(tx, { consignment: CONSIGNMENT });
      for (let count = 0; count < 600; count += 1) await writeOff.adjust(refOf(held));
      return writeOff.finish();
    });
    expect(await consignments(ledger, 25)).toEqual([[], [CONSIGNMENT]]);
  });

  it("lists reservations of a licence, line by line and newest first, and of one line", async () => {
    const ledger = await withLicence();
    await take(ledger, "A", [onLine(1, "1", 1), onLine(4, "1", 2), onLine(1, "1", 3)]);
    const list = (pageSize: number, line?: number) =>
      pages(async (bookmark) => {
        const query = { licence: LICENCE, line, pageSize, bookmark };
        return (await play(ledger, LICENCE_LIST_RESERVATIONS, listReservations, query, WHO.deCustoms)).result;
      });
    const items = (await list(2)).flat().map(({ line, item }) => [line, item]);
    expect(items).toEqual([
      [1, 3],
      [1, 1],
      [4, 2],
    ]);
    expect((await list(1, 4)).flat().map(({ item }) => item)).toEqual([2]);
    expect((await list(25, 2)).flat()).toEqual([]);
  });

  it.each(["nonsense", "9.1", "1.99", "0.1", "1.0", "1", "1.2.3"])("refuses the bookmark %j", async (bookmark) => {
    const ledger = await withLicence();
    const query = { licence: LICENCE, bookmark };
    const attempt = () => play(ledger, LICENCE_LIST_RESERVATIONS, listReservations, query, WHO.deCustoms);
    expect((await refusalOf(ledger, attempt)).code).toBe("INVALID_INPUT");
  });

  it("refuses a licence and a line that are not there", async () => {
    const ledger = await withLicence();
    const list = (given: object) =>
      play(ledger, LICENCE_LIST_RESERVATIONS, listReservations, { licence: LICENCE, ...given }, WHO.deCustoms);
    expect((await refusalOf(ledger, () => list({ licence: "GBNONE1" }))).code).toBe("NOT_FOUND");
    expect((await refusalOf(ledger, () => list({ line: 9 }))).code).toBe("LINE_NOT_ON_LICENCE");
  });

  it("reads a long chain from any place", async () => {
    const ledger = await withLicence();
    const held = await reservedFor(ledger, undefined);
    for (let count = 0; count < 40; count += 1) await act(ledger, "adjust", held, undefined, WHO.customs);
    const query = (bookmark: string) => ({ licence: LICENCE, line: 1, pageSize: 7, bookmark });
    const entries = (
      await pages<WriteOffEntry>(
        async (bookmark) =>
          (await play(ledger, LICENCE_LIST_ENTRIES, listEntries, query(bookmark), WHO.deCustoms)).result,
      )
    ).flat();
    expect(entries.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 42 }, (_, index) => 42 - index));
  });
});
