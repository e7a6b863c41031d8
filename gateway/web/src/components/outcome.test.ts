// SPDX-License-Identifier: Apache-2.0
import { leadsTo } from "@licet/domain/checkpoint/disposition";
import { VERDICT_TABLE, type VerdictCode } from "@licet/domain/checkpoint/verdict-table";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gravestFirst, LEADS_TO, type Outcome, outcomeOf, OUTCOMES } from "./outcome";
import { plateState } from "./plate-state";

const outcome = fc.constantFrom(...OUTCOMES);
const GRAVITY = ["may-pass", "refer", "stop"];

describe("the outcome of a verdict", () => {
  it.each(Object.keys(VERDICT_TABLE) as VerdictCode[])("leads where the table says: %s", (code) => {
    expect(LEADS_TO[outcomeOf({ verdict: VERDICT_TABLE[code].verdict, code })]).toBe(leadsTo(code));
  });

  it.each(["NEVER_HEARD_OF", "toString", ""])("is unknown for the code %j, however good it is said to be", (code) => {
    expect(outcomeOf({ verdict: "satisfactory", code })).toBe("unknown");
  });
});

describe("the order of checks", () => {
  it("is gravest first, and their own within an outcome", () => {
    const given: [string, Outcome][] = [
      ["a", "pass"],
      ["b", "unknown"],
      ["c", "stop"],
      ["d", "na"],
      ["e", "hidden"],
      ["f", "stop"],
      ["g", "wait"],
      ["h", "refer"],
    ];
    const ordered = gravestFirst(given.map(([id, each]) => ({ id, outcome: each })));
    expect(ordered.map(({ id }) => id).join("")).toBe("cfhebgad");
  });
});

describe("a plate", () => {
  it("is never better than refer while a check is out", () => {
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 13 }), (given) => {
        const { disposition, asked } = plateState(given, 13);
        if (asked > 0) expect(disposition).not.toBe("may-pass");
      }),
    );
  });

  it("is never better than any check, nor than what the ledger says", () => {
    fc.assert(
      fc.property(fc.array(outcome), fc.constantFrom("may-pass", "refer", "stop"), (given, reported) => {
        const shown = GRAVITY.indexOf(plateState(given, given.length, reported).disposition);
        for (const each of given) expect(shown).toBeGreaterThanOrEqual(GRAVITY.indexOf(LEADS_TO[each]));
        expect(shown).toBeGreaterThanOrEqual(GRAVITY.indexOf(reported));
      }),
    );
  });

  it("gets no better with another answer that is not good, and may pass only once all have answered", () => {
    const good: Outcome[] = Array.from({ length: 12 }, () => "pass");
    expect(plateState(good, 13).disposition).toBe("refer");
    expect(plateState([...good, "na"], 13).disposition).toBe("may-pass");
    expect(plateState([...good, "unknown"], 13).disposition).toBe("refer");
    expect(plateState([...good, "stop"], 13).disposition).toBe("stop");
  });

  it("refers where nothing has been asked", () => {
    expect(plateState([], 0)).toEqual({ disposition: "refer", all: 0, asked: 0, stops: 0, refers: 0 });
  });

  it("counts what is out, what stops and what refers", () => {
    const state = plateState(["stop", "hidden", "unknown", "refer", "pass", "wait"], 9);
    expect(state).toEqual({ disposition: "stop", all: 9, asked: 4, stops: 1, refers: 3 });
  });
});
