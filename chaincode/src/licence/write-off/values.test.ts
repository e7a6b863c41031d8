// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { LICENCE_READ_VALUE, LICENCE_RELEASE, LICENCE_REVERSE } from "../../domain/licence/write-off-definitions";
import { play, refusalOf } from "../../ledger/testing/play";
import { AE, GB, LICENCE, WHO, withLicence } from "../testing/fixtures";
import { consumeAll, gbp, onLine, refOf, reservation, values } from "../testing/write-offs";
import { readValue } from "./read";
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
