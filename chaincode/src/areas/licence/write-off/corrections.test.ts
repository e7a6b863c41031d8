// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import {
  LICENCE_ADJUST,
  LICENCE_CONFIRM_ACTION,
  LICENCE_LIST_ENTRIES,
  LICENCE_LIST_RESERVATIONS,
  LICENCE_RECORD_LATE,
  LICENCE_REQUEST_OVERRIDE,
  LICENCE_REVERSE,
} from "@licet/domain";
import type { MemoryLedger, TransactionSetting } from "../../../testing/fabric/memory-ledger";
import { play, refusalOf } from "../../../testing/fabric/play";
import { confirmAction } from "../confirm";
import { requestOverride } from "../request";
import { LICENCE, WHO, withLicence } from "../../../testing/licence/fixtures";
import { consumeAll, figures, nar, onLine, refOf, reservation, take } from "../../../testing/licence/write-offs";
import { adjust } from "./adjust";
import { listEntries, listReservations } from "./read";
import { recordLate } from "./record-late";
import { reverse } from "./reverse";

describe("corrections", () => {
  it("reverse what was consumed by a contra entry, and not more", async () => {
    const ledger = await withLicence();
    const held = await reservation(ledger, "A", onLine(1, "4"));
    const contra = (quantity?: string) => {
      const line = quantity === undefined ? refOf(held) : { ...refOf(held), quantity: nar(quantity) };
      return play(ledger, LICENCE_REVERSE, reverse, { reason: "invalidated", lines: [line] }, WHO.customs);
    };
    expect((await refusalOf(ledger, contra)).code).toBe("RESERVATION_CLOSED");
    await consumeAll(ledger, held);
    await contra("1");
    expect(await figures(ledger)).toEqual(["10", "0", "3", "7", "0"]);
    expect((await refusalOf(ledger, () => contra("4"))).code).toBe("RESERVATION_EXCEEDED");
    expect((await contra()).result.reservations[0]?.status).toBe("reversed");
    const { result } = await play(
      ledger,
      LICENCE_LIST_ENTRIES,
      listEntries,
      { licence: LICENCE, line: 1 },
      WHO.customs,
    );
    expect(result.items.map(({ type, usage }) => [type, usage])).toEqual([
      ["reverse", "C"],
      ["reverse", "C"],
      ["consume", "O"],
      ["reserve", "O"],
      ["issue", undefined],
    ]);
  });

  it("adjust a reservation, or what was consumed under it, to an amended declaration", async () => {
    const ledger = await withLicence();
    const held = await reservation(ledger, "A", onLine(1, "4"));
    const to = (quantity: string | undefined, claimedStatus?: "EP") =>
      play(
        ledger,
        LICENCE_ADJUST,
        adjust,
        {
          reason: "25",
          lines: [{ ...refOf(held), quantity: quantity === undefined ? undefined : nar(quantity), claimedStatus }],
        },
        WHO.customs,
      );
    await to("7");
    expect(await figures(ledger)).toEqual(["10", "7", "0", "3", "0"]);
    const refusal = await refusalOf(ledger, () => to("11"));
    expect([refusal.code, refusal.details["shortBy"]]).toEqual(["LICENCE_QUANTITY_EXCEEDED", "1"]);
    const claimed = await to(undefined, "EP");
    expect(claimed.result.reservations[0]).toMatchObject({ claimedStatus: "EP", reserved: "7" });
    await consumeAll(ledger, held);
    await to("2");
    expect(await figures(ledger)).toEqual(["10", "0", "2", "8", "0"]);
  });

  it("do not adjust a reservation that is consumed in part", async () => {
    const ledger = await withLicence();
    const held = await reservation(ledger, "A", onLine(1, "4"));
    await consumeAll(ledger, held, { quantity: nar("1") });
    const input = { reason: "25", lines: [{ ...refOf(held), quantity: nar("2") }] };
    const attempt = () => play(ledger, LICENCE_ADJUST, adjust, input, WHO.customs);
    expect((await refusalOf(ledger, attempt)).code).toBe("RESERVATION_CLOSED");
  });

  it("list reservations by licence and line", async () => {
    const ledger = await withLicence();
    await take(ledger, "A", [onLine(1, "1", 1), onLine(4, "1", 2)]);
    const list = async (line?: number) =>
      (await play(ledger, LICENCE_LIST_RESERVATIONS, listReservations, { licence: LICENCE, line }, WHO.deCustoms))
        .result.items;
    expect((await list()).map(({ line }) => line)).toEqual([1, 4]);
    expect((await list(4)).map(({ item }) => item)).toEqual([2]);
  });
});

describe("a late usage", () => {
  const late = (
    ledger: MemoryLedger,
    amount: string,
    override?: string,
    setting: TransactionSetting = WHO.customs,
    given: object = {},
  ) =>
    play(
      ledger,
      LICENCE_RECORD_LATE,
      recordLate,
      {
        document: { type: "extract", reference: `L${amount}` },
        usedOn: "2026-11-20",
        reason: "system down",
        override,
        lines: [onLine(1, amount)],
        ...given,
      },
      setting,
    );

  async function granted(ledger: MemoryLedger, amount: string, given: object = {}): Promise<string> {
    const why = {
      licence: LICENCE,
      reason: "exceptional-circumstances",
      legalBasis: "Regulation (EU) 2022/2399, Art. 8",
    } as const;
    const input = { ...why, line: 1, quantity: nar(amount), ...given };
    const { action } = (await play(ledger, LICENCE_REQUEST_OVERRIDE, requestOverride, input, WHO.licensing)).result;
    await play(ledger, LICENCE_CONFIRM_ACTION, confirmAction, { licence: LICENCE, action }, WHO.senior);
    return action;
  }

  it("is consumed at once, on the day it happened, within the limit", async () => {
    const ledger = await withLicence();
    await late(ledger, "4");
    expect(await figures(ledger)).toEqual(["10", "0", "4", "6", "0"]);
    const { result } = await play(
      ledger,
      LICENCE_LIST_ENTRIES,
      listEntries,
      { licence: LICENCE, line: 1 },
      WHO.customs,
    );
    expect(result.items[0]).toMatchObject({ type: "late", usage: "L", date: "2026-11-20" });
    expect((await refusalOf(ledger, () => late(ledger, "7"))).code).toBe("LICENCE_QUANTITY_EXCEEDED");
  });

  it("exceeds the limit under an override only, as far as that goes, and uses it up", async () => {
    const ledger = await withLicence();
    await late(ledger, "9");
    const override = await granted(ledger, "2");
    expect((await refusalOf(ledger, () => late(ledger, "4", override))).code).toBe("OVERRIDE_EXCEEDED");
    await late(ledger, "3", override);
    expect(await figures(ledger)).toEqual(["10", "0", "12", "0", "2"]);
    expect((await refusalOf(ledger, () => late(ledger, "1", override))).code).toBe("OVERRIDE_NOT_OPEN");
    expect((await refusalOf(ledger, () => reservation(ledger, "Z", onLine(1, "1")))).code).toBe(
      "LICENCE_QUANTITY_EXCEEDED",
    );
  });

  it.each([
    ["the issuing state's customs, as agreed", {}, WHO.customs, undefined],
    ["a granted state's customs, of the issuing state's", {}, WHO.aeCustoms, "OVERRIDE_NOT_OPEN"],
    ["a granted state's customs, as agreed", { state: "AE" }, WHO.aeCustoms, undefined],
    ["another granted state's customs", { state: "AE" }, WHO.frCustoms, "OVERRIDE_NOT_OPEN"],
    ["the issuing state's customs, of another's", { state: "AE" }, WHO.customs, "OVERRIDE_NOT_OPEN"],
    ["customs of a state that is not granted", {}, WHO.deCustoms, "WRITE_OFF_NOT_GRANTED"],
  ])("uses an override by %s: %#", async (_, given, setting, code) => {
    const ledger = await withLicence();
    const override = await granted(ledger, "2", given);
    const attempt = () => late(ledger, "12", override, setting);
    if (code === undefined) await attempt();
    else expect((await refusalOf(ledger, attempt)).code).toBe(code);
  });

  it.each([
    ["another line", { lines: [onLine(4, "1")] }],
    ["an act that is none", { override: "A-0123456789abcdef" }],
  ])("does not use an override for %s", async (_, given) => {
    const ledger = await withLicence();
    const override = await granted(ledger, "2");
    const attempt = () => late(ledger, "1", override, WHO.customs, given);
    expect((await refusalOf(ledger, attempt)).code).toBe("OVERRIDE_NOT_OPEN");
  });

  it("is not granted an override for a state that may not write the licence off", async () => {
    const ledger = await withLicence();
    const attempt = () => granted(ledger, "2", { state: "DE" });
    expect((await refusalOf(ledger, attempt)).code).toBe("WRITE_OFF_NOT_GRANTED");
  });

  it.each([
    ["2025-12-31", "LICENCE_NOT_USABLE"],
    ["2026-01-01", undefined],
    ["2026-11-23", undefined],
  ])("lies within the licence's validity: %s", async (usedOn, code) => {
    const ledger = await withLicence();
    const attempt = () => late(ledger, "1", undefined, WHO.customs, { usedOn });
    if (code === undefined) await attempt();
    else expect((await refusalOf(ledger, attempt)).code).toBe(code);
  });

  it("does not lie in the future", async () => {
    const ledger = await withLicence();
    const input = {
      document: { type: "extract", reference: "F" },
      usedOn: "2026-11-25",
      reason: "x",
      lines: [onLine(1, "1")],
    } as const;
    const attempt = () =>
      play(ledger, LICENCE_RECORD_LATE, recordLate, { ...input, lines: [...input.lines] }, WHO.customs);
    expect((await refusalOf(ledger, attempt)).code).toBe("EVENT_TIME_IN_FUTURE");
  });
});
