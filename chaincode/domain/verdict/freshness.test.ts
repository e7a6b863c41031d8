// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Freshness } from "../checkpoint/schemas";
import { verdictOf } from "../checkpoint/verdict-table";
import { freshnessOf, withFreshness } from "./freshness";

const current: Freshness = { block: 7, blockAt: "2026-11-27T10:00:00.000Z", ageSeconds: 5, behind: 0, peersHeard: 4 };

describe("the freshness of an answer", () => {
  it.each<[string, Partial<Freshness>, string]>([
    ["level with the others", {}, "LEDGER_CURRENT"],
    ["level with the others, on a channel that was quiet for a week", { ageSeconds: 604_800 }, "LEDGER_CURRENT"],
    ["as far behind as peers are between two messages", { behind: 20 }, "LEDGER_CURRENT"],
    ["further behind", { behind: 21 }, "LEDGER_BEHIND"],
    ["further behind, however young its block", { behind: 21, ageSeconds: 0 }, "LEDGER_BEHIND"],
    ["alone, a quarter of an hour after its newest block", { peersHeard: 0, ageSeconds: 900 }, "LEDGER_CURRENT"],
    ["alone for longer", { peersHeard: 0, ageSeconds: 901 }, "LEDGER_ALONE"],
    ["alone, with a block that says no time", { peersHeard: 0, ageSeconds: undefined }, "LEDGER_ALONE"],
    ["of a peer that says nothing", { block: undefined, behind: undefined, peersHeard: 0 }, "FRESHNESS_UNKNOWN"],
  ])("%s", (_, facts, code) => {
    expect(freshnessOf({ ...current, ...facts }).code).toBe(code);
  });

  it("is one verdict more, and what is not known to be recent may not pass", () => {
    const answer = { at: "now", verdicts: [verdictOf("GOODS_AGREE", "They agree.")] };
    expect(withFreshness(answer, current)).toMatchObject({ at: "now", freshness: current, disposition: "may-pass" });
    const behind = withFreshness(answer, { ...current, behind: 400 });
    expect(behind).toMatchObject({ disposition: "refer", reasons: ["LEDGER_BEHIND"] });
    expect(behind.verdicts.map(({ check }) => check)).toEqual(["goods-and-codes", "freshness"]);
  });

  it("counts for each consignment that shares a reference", () => {
    const match = { verdicts: [verdictOf("GOODS_AGREE", "They agree.")], disposition: "may-pass", reasons: [] };
    const held = { ...match, verdicts: [verdictOf("CONSIGNMENT_ON_HOLD", "It is held.")] };
    const behind = withFreshness({ verdicts: [], matches: [match, held] }, { ...current, behind: 400 });
    expect(behind).toMatchObject({
      verdicts: [],
      disposition: "stop",
      reasons: ["LEDGER_BEHIND", "CONSIGNMENT_ON_HOLD"],
      matches: [{ disposition: "refer" }, { disposition: "stop" }],
    });
  });
});
