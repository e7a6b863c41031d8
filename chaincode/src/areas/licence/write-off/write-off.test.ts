// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import {
  LICENCE_LIST_ENTRIES,
  LICENCE_READ,
  LICENCE_RELEASE,
  LICENCE_RESERVE,
  LICENCE_REVERSE,
  LICENCE_SUSPEND,
} from "@licet/domain";
import { play, refusalOf } from "../../../testing/fabric/play";
import { suspend } from "../change";
import { readLicence } from "../read";
import { AE, contentOf, LICENCE, WHO, withLicence } from "../../../testing/licence/fixtures";
import { consumeAll, figures, nar, onLine, refOf, reservation, take } from "../../../testing/licence/write-offs";
import { listEntries } from "./read";
import { release } from "./release";
import { reverse } from "./reverse";

describe("licence:Reserve", () => {
  it("sets quantities aside on several lines in one transaction, also twice on one line", async () => {
    const ledger = await withLicence();
    const run = await take(ledger, "A", [onLine(1, "3", 1), onLine(1, "2", 2), onLine(4, "700", 3)]);
    expect(await figures(ledger, 1)).toEqual(["10", "5", "0", "5", "0"]);
    expect(await figures(ledger, 4)).toEqual([undefined, "700", "0", undefined, "0"]);
    expect(run.result.reservations.map(({ reserved, item }) => [item, reserved])).toEqual([
      [1, "3"],
      [2, "2"],
      [3, "700"],
    ]);
    const types = [...run.writes.keys()].map((key) => key.split("\u0000")[1]).sort();
    const expected = ["licence-entry", "licence-entry", "licence-entry", "licence-line", "licence-line"];
    expect(types).toEqual([...expected, "reservation", "reservation", "reservation"]);
  });

  it("writes the entry that the back of the authorisation asks for (Annex III-A boxes 23 to 27)", async () => {
    const ledger = await withLicence();
    await reservation(ledger, "A", { ...onLine(1, "3"), claimedStatus: "EE" }, WHO.aeCustoms);
    const query = { licence: LICENCE, line: 1, pageSize: 1 };
    const { result } = await play(ledger, LICENCE_LIST_ENTRIES, listEntries, query, WHO.deCustoms);
    expect(result.items[0]).toMatchObject({
      type: "reserve",
      usage: "O",
      quantity: "3",
      unit: "NAR",
      availableBefore: "10",
      change: { authorised: "0", reserved: "3", consumed: "0" },
      after: { authorised: "10", reserved: "3", consumed: "0" },
      document: { type: "LRN", reference: "A" },
      ucr: "GB/A",
      claimedStatus: "EE",
      date: "2026-11-23",
      jurisdiction: "AE",
      organisation: AE,
      office: "AE000001",
    });
  });

  it("takes the last unit and not one more, and says by how much it is short", async () => {
    const ledger = await withLicence();
    await reservation(ledger, "A", onLine(1, "8"));
    const refusal = await refusalOf(ledger, () => reservation(ledger, "B", onLine(1, "3")));
    expect(refusal.code).toBe("LICENCE_QUANTITY_EXCEEDED");
    expect(refusal.details).toEqual({
      licence: LICENCE,
      line: 1,
      unit: "NAR",
      baseUnit: "NAR",
      authorised: "10",
      reserved: "8",
      consumed: "0",
      available: "2",
      asked: "3",
      shortBy: "1",
    });
    await reservation(ledger, "B", onLine(1, "2"));
    expect(await figures(ledger)).toEqual(["10", "10", "0", "0", "0"]);
  });

  it("counts a message once", async () => {
    const ledger = await withLicence();
    const first = await reservation(ledger, "A", onLine(1, "3"));
    const refusal = await refusalOf(ledger, () => reservation(ledger, "A", onLine(1, "3")));
    expect([refusal.code, refusal.details["reservation"]]).toEqual(["RESERVATION_EXISTS", first.id]);
    const twice = () => take(ledger, "B", [onLine(1, "1", 1), onLine(1, "1", 1)]);
    expect((await refusalOf(ledger, twice)).code).toBe("RESERVATION_EXISTS");
    await reservation(ledger, "A", onLine(1, "3", 2));
  });

  it.each([
    ["a line that is not there", onLine(9, "1"), "LINE_NOT_ON_LICENCE"],
    [
      "a unit that does not convert",
      { ...onLine(1, "1"), quantity: { amount: "1", unit: "KGM" } },
      "UNIT_NOT_CONVERTIBLE",
    ],
    ["a quantity of zero", onLine(1, "0"), "QUANTITY_ZERO"],
    ["an unknown licence", { ...onLine(1, "1"), licence: "GBNONE1" }, "NOT_FOUND"],
  ])("refuses %s", async (_, line, code) => {
    const ledger = await withLicence();
    expect((await refusalOf(ledger, () => reservation(ledger, "A", line))).code).toBe(code);
  });

  it.each(["-1", "1.5", "01", "1e3", "", "9".repeat(31)])("does not parse an amount of %j", (amount) => {
    const input = { document: { type: "LRN", reference: "A" }, lines: [onLine(1, amount)] };
    expect(LICENCE_RESERVE.input.safeParse(input).success).toBe(false);
  });

  it("refuses a licence before its first and after its last day", async () => {
    const ledger = await withLicence();
    for (const time of ["2025-12-31T23:59:59.000Z", "2028-01-01T00:00:00.000Z"]) {
      const refusal = await refusalOf(ledger, () => reservation(ledger, "A", onLine(1, "1"), { ...WHO.customs, time }));
      expect([refusal.code, refusal.details["validTo"]]).toEqual(["LICENCE_NOT_USABLE", "2027-12-31"]);
    }
  });
});

describe("licence:Consume", () => {
  it("writes all of a reservation off, or part of it, and gives the rest back when asked", async () => {
    const ledger = await withLicence();
    const first = await reservation(ledger, "A", onLine(1, "6"));
    const part = await consumeAll(ledger, first, { quantity: nar("2") });
    expect(part.result.reservations[0]).toMatchObject({ status: "reserved", reserved: "4", consumed: "2" });
    const rest = await consumeAll(ledger, first, { quantity: nar("3"), releaseRest: true });
    expect(rest.result.reservations[0]).toMatchObject({ status: "consumed", reserved: "0", consumed: "5" });
    expect(await figures(ledger)).toEqual(["10", "0", "5", "5", "0"]);
    expect((await refusalOf(ledger, () => consumeAll(ledger, first))).code).toBe("RESERVATION_CLOSED");
  });

  it("refuses more than is reserved", async () => {
    const ledger = await withLicence();
    const held = await reservation(ledger, "A", onLine(1, "2"));
    const refusal = await refusalOf(ledger, () => consumeAll(ledger, held, { quantity: nar("3") }));
    expect([refusal.code, refusal.details["shortBy"]]).toEqual(["RESERVATION_EXCEEDED", "1"]);
  });

  it("is refused after suspension, while un-reserving is not", async () => {
    const ledger = await withLicence();
    const held = await reservation(ledger, "A", onLine(1, "2"));
    const why = { licence: LICENCE, reason: "investigation", legalBasis: "Art. 16" } as const;
    await play(ledger, LICENCE_SUSPEND, suspend, why, WHO.senior);
    const refusal = await refusalOf(ledger, () => consumeAll(ledger, held));
    expect([refusal.code, refusal.details["reason"]]).toEqual(["LICENCE_SUSPENDED", "investigation"]);
    const input = { reason: "not exported", lines: [refOf(held)] };
    const run = await play(ledger, LICENCE_RELEASE, release, input, WHO.customs);
    expect(run.result.reservations[0]?.status).toBe("released");
    expect(await figures(ledger)).toEqual(["10", "0", "0", "10", "0"]);
  });

  it("goes on with a reservation only for who made it and for the licence's owner", async () => {
    const ledger = await withLicence();
    const held = await reservation(ledger, "A", onLine(1, "2"), WHO.aeCustoms);
    const stranger = () => consumeAll(ledger, held, {}, WHO.frCustoms);
    expect((await refusalOf(ledger, stranger)).code).toBe("NOT_YOUR_RECORD");
    await consumeAll(ledger, held, { quantity: nar("1") }, WHO.aeCustoms);
    await consumeAll(ledger, held, {}, WHO.customs);
    expect(await figures(ledger)).toEqual(["10", "0", "2", "8", "0"]);
  });

  it("exhausts a licence by arithmetic alone, and a contra entry opens it again", async () => {
    const terms = {
      kind: { scope: "individual", activity: "export" },
      office: "X",
      validFrom: "2026-01-01",
      validTo: "2027-01-01",
    } as const;
    const lines = [{ line: 1, control: "quantity", unit: "NAR", authorised: "2" }] as const;
    const ledger = await withLicence({ ...terms, lines: [...lines] }, contentOf([{ line: 1 }]));
    const held = await reservation(ledger, "A", { ...onLine(1, "1"), claimedStatus: "EE" });
    await consumeAll(ledger, held);
    const status = async () =>
      (await play(ledger, LICENCE_READ, readLicence, { licence: LICENCE }, WHO.deCustoms)).result.effectiveStatus;
    expect(await status()).toBe("issued");
    await consumeAll(ledger, await reservation(ledger, "B", onLine(1, "1")));
    expect(await status()).toBe("exhausted");
    await play(ledger, LICENCE_REVERSE, reverse, { reason: "returned", lines: [refOf(held)] }, WHO.customs);
    expect(await status()).toBe("issued");
  });
});

describe("the chain of entries", () => {
  it("is walked page by page from the proven balance", async () => {
    const ledger = await withLicence();
    for (let index = 0; index < 5; index += 1) await reservation(ledger, `R${index.toString()}`, onLine(1, "1"));
    const page = (bookmark: string) =>
      play(
        ledger,
        LICENCE_LIST_ENTRIES,
        listEntries,
        { licence: LICENCE, line: 1, pageSize: 4, bookmark },
        WHO.deCustoms,
      );
    const first = (await page("")).result;
    const second = (await page(first.bookmark)).result;
    expect([...first.items, ...second.items].map(({ sequence }) => sequence)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(second.bookmark).toBe("");
    expect((await refusalOf(ledger, () => page("nonsense"))).code).toBe("INVALID_INPUT");
  });

  it("shows an entry that was changed or removed", async () => {
    const ledger = await withLicence();
    await reservation(ledger, "A", onLine(1, "1"));
    const key = [...ledger.state.keys()].find((name) => name.includes("licence-entry") && name.includes("000000001"))!;
    const genuine = ledger.state.get(key)!;
    const query = () => play(ledger, LICENCE_LIST_ENTRIES, listEntries, { licence: LICENCE, line: 1 }, WHO.deCustoms);
    ledger.state.set(key, genuine.replace('"quantity":"10"', '"quantity":"99"'));
    expect((await refusalOf(ledger, query)).code).toBe("ENTRY_CHAIN_BROKEN");
    ledger.state.delete(key);
    expect((await refusalOf(ledger, query)).code).toBe("ENTRY_CHAIN_BROKEN");
  });
});
