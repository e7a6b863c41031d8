// SPDX-License-Identifier: Apache-2.0
import { CHECKS } from "@licet/domain/checkpoint/schemas";
import { VERDICT_TABLE } from "@licet/domain/checkpoint/verdict-table";
import { describe, expect, it } from "vitest";
import { factsOf, mayShowNumbers, missingChecks, plateOf, type Verdict } from "./shown";

const NOW = { isEarlier: false, isUnconfirmed: false };

function verdictOn(check: Verdict["check"], verdict: Verdict["verdict"] = "satisfactory"): Verdict {
  const code =
    Object.entries(VERDICT_TABLE).find(([, row]) => row.check === check && row.verdict === verdict)?.[0] ?? "";
  return { check, verdict, code, sentence: "", facts: {}, action: "" };
}

const ALL = CHECKS.map((check) => verdictOn(check));
const MAY_PASS = { verdicts: ALL, disposition: "may-pass" as const };

describe("the plate", () => {
  it.each([
    ["no answer yet", undefined, NOW, "refer"],
    ["no answer will come", undefined, { ...NOW, isUnconfirmed: true }, "refer"],
    ["every check satisfactory", MAY_PASS, NOW, "may-pass"],
    ["an earlier question's answer", MAY_PASS, { ...NOW, isEarlier: true }, "refer"],
    ["an answer that nobody confirms any more", MAY_PASS, { ...NOW, isUnconfirmed: true }, "refer"],
    ["a check is missing", { ...MAY_PASS, verdicts: ALL.slice(1) }, NOW, "refer"],
    ["no check at all", { ...MAY_PASS, verdicts: [] }, NOW, "refer"],
    ["several records", { ...MAY_PASS, matches: [{}] }, NOW, "refer"],
    ["the ledger's summary is graver", { ...MAY_PASS, disposition: "stop" as const }, NOW, "stop"],
    [
      "a stop of an earlier question stays one",
      { ...MAY_PASS, disposition: "stop" as const },
      { ...NOW, isEarlier: true },
      "stop",
    ],
    [
      "a code of a later release",
      { ...MAY_PASS, verdicts: ALL.map((each, at) => (at === 0 ? { ...each, code: "NEW_CODE" } : each)) },
      NOW,
      "refer",
    ],
  ])("%s: %s", (_name, answer, standing, disposition) => {
    expect(plateOf(answer, standing).disposition).toBe(disposition);
  });

  it("says whether it is graver by the ledger's word, or because the answer is in doubt", () => {
    expect(plateOf(MAY_PASS, { ...NOW, isUnconfirmed: true })).toMatchObject({ disposition: "refer", doubted: true });
    const graver = { ...MAY_PASS, disposition: "refer" as const };
    expect(plateOf(graver, NOW)).toMatchObject({ disposition: "refer", doubted: false });
    expect(plateOf(MAY_PASS, NOW)).toMatchObject({ disposition: "may-pass", doubted: false });
  });

  it("says which checks have no answer", () => {
    expect(missingChecks(ALL.slice(1))).toEqual([CHECKS[0]]);
  });
});

describe("what would give away what is to be read or counted", () => {
  it.each([
    ["seals", {}, false],
    ["seals", { sealState: "intact" as const }, false],
    ["seals", { sealState: "not-checked" as const }, false],
    ["seals", { seals: [] }, false],
    ["seals", { seals: ["1"] }, true],
    ["seals", { sealState: "broken" as const }, true],
    ["quantity", { seals: ["1"] }, false],
    ["quantity", { counts: [{ item: 1, quantity: { amount: "1", unit: "NAR" } }] }, true],
    ["goods-and-codes", {}, false],
    ["route", {}, true],
  ] as const)("%s after %j: %s", (check, presented, shown) => {
    expect(mayShowNumbers(check, { ...presented } as never)).toBe(shown);
  });
});

describe("facts", () => {
  const quantity = ({ amount, unit }: { amount: string; unit: string }): string => `${amount}·${unit}`;

  it("are told by their parts, amounts in their unit, without what nobody said", () => {
    const facts = { lines: [{ licence: "L", line: 1, unit: "KGM", reserved: "5" }], observed: null, none: [], n: 3 };
    expect(factsOf({ facts }, quantity)).toEqual([
      { name: "lines", text: "licence L, line 1, reserved 5·KGM" },
      { name: "n", text: "3" },
    ]);
  });

  it("have no amount in a unit that nobody knows", () => {
    expect(factsOf({ facts: { of: { unit: "QQQ", amount: "5" } } }, quantity)).toEqual([
      { name: "of", text: "unit QQQ, amount 5" },
    ]);
  });
});
