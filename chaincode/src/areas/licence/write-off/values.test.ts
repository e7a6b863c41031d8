// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import {
  LICENCE_ADJUST,
  LICENCE_CONFIRM_ACTION,
  LICENCE_READ_VALUE,
  LICENCE_RECORD_LATE,
  LICENCE_RELEASE,
  LICENCE_REQUEST_OVERRIDE,
  LICENCE_REVERSE,
  LICENCE_SUSPEND,
} from "@licet/domain";
import { SALT_SECRET_KEY } from "../../../fabric/keys";
import { play, refusalOf } from "../../../testing/fabric/play";
import { suspend } from "../change";
import { confirmAction } from "../confirm";
import { requestOverride } from "../request";
import { AE, GB, LICENCE, WHO, withLicence } from "../../../testing/licence/fixtures";
import { consumeAll, gbp, nar, onLine, refOf, reservation, values } from "../../../testing/licence/write-offs";
import { adjust } from "./adjust";
import { readValue } from "./read";
import { recordLate } from "./record-late";
import { release } from "./release";
import { reverse } from "./reverse";

describe("a line controlled by value", () => {
  it("moves quantity and value together, and leaves no value on the channel", async () => {
    const ledger = await withLicence();
    const held = await reservation(ledger, "A", onLine(2, "1000"), { ...WHO.aeCustoms, ...gbp("60123") });
    expect(await values(ledger)).toEqual(["100000", "60123", "0", "39877"]);
    await consumeAll(ledger, held, { quantity: { amount: "400", unit: "GRM" } }, { ...WHO.customs, ...gbp("20000") });
    expect(await values(ledger)).toEqual(["100000", "40123", "20000", "39877"]);
    await consumeAll(ledger, held);
    expect(await values(ledger)).toEqual(["100000", "0", "60123", "39877"]);
    await play(ledger, LICENCE_REVERSE, reverse, { reason: "x", lines: [refOf(held)] }, WHO.customs);
    expect(await values(ledger)).toEqual(["100000", "0", "0", "100000"]);
    expect(JSON.stringify([...ledger.state.values()])).not.toMatch(/60123|39877|40123/);
  });

  it("leaves no value behind on a quantity that is gone, whatever value it was consumed with", async () => {
    const ledger = await withLicence();
    const held = await reservation(ledger, "A", onLine(2, "1000"), { ...WHO.customs, ...gbp("60000") });
    await consumeAll(ledger, held, {}, { ...WHO.customs, ...gbp("45000") });
    expect(await values(ledger)).toEqual(["100000", "0", "45000", "55000"]);
  });

  it("makes each salt from its owner's secret: none stands on the ledger, or follows from one that was shared", async () => {
    const ledger = await withLicence();
    await reservation(ledger, "A", onLine(3, "1"), { ...WHO.customs, ...gbp("10") });
    const held = [...(ledger.collections.get(GB) ?? [])].filter(([key]) => /^(reservation-)?value/.test(key));
    const salts = held.map(([, value]) => (JSON.parse(value) as { salt: string }).salt);
    expect(new Set(salts).size).toBe(3);
    const elsewhere = JSON.stringify([...ledger.state.values()]);
    for (const salt of salts) expect(elsewhere).not.toContain(salt);
    ledger.collections.get(GB)?.delete(SALT_SECRET_KEY);
    const without = () => reservation(ledger, "B", onLine(3, "1"), { ...WHO.customs, ...gbp("10") });
    expect((await refusalOf(ledger, without)).code).toBe("SALT_SECRET_MISSING");
  });

  it("needs a usable licence for a greater value, and none for a lesser one", async () => {
    const ledger = await withLicence();
    const held = await reservation(ledger, "A", onLine(3, "1"), { ...WHO.customs, ...gbp("10") });
    const why = { licence: LICENCE, reason: "investigation", legalBasis: "Art. 16" } as const;
    await play(ledger, LICENCE_SUSPEND, suspend, why, WHO.senior);
    const to = (value: string) =>
      play(ledger, LICENCE_ADJUST, adjust, { reason: "x", lines: [refOf(held)] }, { ...WHO.customs, ...gbp(value) });
    expect((await refusalOf(ledger, () => to("11"))).code).toBe("LICENCE_SUSPENDED");
    await to("9");
    expect(await values(ledger, 3)).toEqual(["50000", "9", "0", "49991"]);
  });

  it.each<[string, { amount?: string; value?: string }, string | undefined]>([
    ["more", { amount: "3" }, "LINE_VALUE_NEEDED"],
    ["less", { amount: "1" }, "LINE_VALUE_NEEDED"],
    ["more with a value", { amount: "3", value: "30" }, undefined],
    ["less with a value", { amount: "1", value: "10" }, undefined],
    ["more with more value than is left", { amount: "3", value: "50001" }, "LICENCE_VALUE_EXCEEDED"],
    ["the same", { amount: "2" }, undefined],
    ["only another claimed status", {}, undefined],
    ["only another value", { value: "5" }, undefined],
  ])("has another value in another quantity: %s", async (_, { amount, value }, code) => {
    const ledger = await withLicence();
    const held = await reservation(ledger, "A", onLine(3, "2"), { ...WHO.customs, ...gbp("20") });
    const quantity = amount === undefined ? {} : { quantity: nar(amount) };
    const input = { reason: "x", lines: [{ ...refOf(held), ...quantity, claimedStatus: "EP" as const }] };
    const setting = { ...WHO.customs, ...(value === undefined ? {} : gbp(value)) };
    const attempt = () => play(ledger, LICENCE_ADJUST, adjust, input, setting);
    if (code !== undefined) expect((await refusalOf(ledger, attempt)).code).toBe(code);
    else await attempt();
    const reserved = code === undefined ? (value ?? "20") : "20";
    expect((await values(ledger, 3))[1]).toBe(reserved);
  });

  it.each([
    ["by value alone, within", 3, "50000", undefined],
    ["by value alone, beyond", 3, "50001", "LICENCE_VALUE_EXCEEDED"],
    ["by both, within", 2, "100000", undefined],
    ["by both, beyond", 2, "100001", "LICENCE_VALUE_EXCEEDED"],
  ] as const)("is exceeded under no override: controlled %s", async (_, line, value, code) => {
    const ledger = await withLicence();
    const unit = line === 2 ? "KGM" : "NAR";
    const why = { licence: LICENCE, reason: "exceptional-circumstances", legalBasis: "Art. 8" } as const;
    const asked = { ...why, line, quantity: { amount: "9000000", unit } };
    const { action } = (await play(ledger, LICENCE_REQUEST_OVERRIDE, requestOverride, asked, WHO.licensing)).result;
    await play(ledger, LICENCE_CONFIRM_ACTION, confirmAction, { licence: LICENCE, action }, WHO.senior);
    const used = { document: { type: "extract" as const, reference: "L" }, usedOn: "2026-11-20", reason: "late" };
    const input = { ...used, override: action, lines: [onLine(line, "6000000")] };
    const attempt = () => play(ledger, LICENCE_RECORD_LATE, recordLate, input, { ...WHO.customs, ...gbp(value) });
    if (code === undefined) await attempt();
    else expect((await refusalOf(ledger, attempt)).code).toBe(code);
  });

  it("refuses the value that is left and one minor unit; only its owner's officers see the figures", async () => {
    const ledger = await withLicence();
    const own = await refusalOf(ledger, () =>
      reservation(ledger, "A", onLine(3, "1"), { ...WHO.customs, ...gbp("50001") }),
    );
    expect([own.code, own.details["shortBy"]]).toEqual(["LICENCE_VALUE_EXCEEDED", "1"]);
    const foreign = await refusalOf(ledger, () =>
      reservation(ledger, "A", onLine(3, "1"), { ...WHO.aeCustoms, ...gbp("50001") }),
    );
    expect([foreign.code, Object.keys(foreign.details)]).toEqual(["LICENCE_VALUE_EXCEEDED", ["licence", "line"]]);
  });

  it.each([
    ["no value", {}, "LINE_VALUE_NEEDED"],
    ["null", gbp(null), "LINE_VALUE_NEEDED"],
    ["too few values", gbp(), "INVALID_CONFIDENTIAL_INPUT"],
    [
      "another currency",
      { parts: { values: { salt: "33".repeat(32), content: { values: [{ amount: "1", currency: "EUR" }] } } } },
      "LINE_VALUE_NEEDED",
    ],
    ["another organisation's peer", { ...gbp("1"), peerMsp: AE }, "LINE_VALUE_OWNER_ONLY"],
  ])("refuses %s", async (_, setting, code) => {
    const ledger = await withLicence();
    const attempt = () => reservation(ledger, "A", onLine(3, "1"), { ...WHO.customs, ...setting });
    expect((await refusalOf(ledger, attempt)).code).toBe(code);
  });

  it("changes its hash on the channel unpredictably: equal balances have different salts", async () => {
    const ledger = await withLicence();
    const stored = () => ledger.collections.get(GB)?.get(`value/${LICENCE}/3`);
    const before = stored();
    const held = await reservation(ledger, "A", onLine(3, "1"), { ...WHO.customs, ...gbp("10") });
    await play(ledger, LICENCE_RELEASE, release, { reason: "x", lines: [refOf(held)] }, WHO.customs);
    expect(await values(ledger, 3)).toEqual(["50000", "0", "0", "50000"]);
    expect(stored()).not.toBe(before);
  });

  it("shows its balance at the owner's own peer to the owner's officers only", async () => {
    const ledger = await withLicence();
    const query = { licence: LICENCE, line: 2 };
    const across = () => play(ledger, LICENCE_READ_VALUE, readValue, query, WHO.aeCustoms);
    expect((await refusalOf(ledger, across)).code).toBe("PRIVATE_READ_REFUSED");
    const atHome = () => play(ledger, LICENCE_READ_VALUE, readValue, query, { ...WHO.aeCustoms, peerMsp: AE });
    expect((await refusalOf(ledger, atHome)).code).toBe("NOT_YOUR_RECORD");
  });
});
