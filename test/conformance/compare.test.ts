// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { compare, differencesOf, type KnownDifference } from "./compare.js";

const known: KnownDifference = {
  ledger: "embedded",
  case: "one",
  paths: ["a.b"],
  behaviour: "",
  fabric: "",
  here: "",
  why: "",
};

describe("comparing observations", () => {
  it("finds the deepest places that differ", () => {
    expect(differencesOf("one", { a: { b: 1, c: [1, 2] } }, { a: { b: 1, c: [1, 3] } })).toEqual([
      { caseId: "one", path: "a.c.1", recorded: 2, seen: 3 },
    ]);
  });

  it("takes lists of different lengths as one difference", () => {
    expect(differencesOf("one", { a: [1] }, { a: [] })).toEqual([
      { caseId: "one", path: "a", recorded: [1], seen: [] },
    ]);
  });

  it("counts a known difference apart and says when it has gone", () => {
    const recorded = { one: { a: { b: 1 } }, two: 2 };
    const measure = { reference: recorded, known: [known] };
    const differing = compare("embedded", { one: { a: { b: 2 } }, two: 2 }, measure);
    expect(differing).toMatchObject({ cases: 2, agreed: 1, differed: 0, known: 1, differences: [], stale: [] });
    const gone = compare("embedded", recorded, measure);
    expect(gone).toMatchObject({ agreed: 2, stale: ["one a.b"] });
  });

  it("does not let a known difference cover its neighbours or another ledger", () => {
    const measure = { reference: { one: { a: { b: 1, bc: 1 } } }, known: [known] };
    expect(compare("embedded", { one: { a: { b: 1, bc: 2 } } }, measure).differed).toBe(1);
    expect(compare("2.5", { one: { a: { b: 2, bc: 1 } } }, measure).differed).toBe(1);
  });

  it("holds a ledger to its own recorded results, also where it is known to differ from the reference", () => {
    const bft = { ...known, ledger: "3.1" as const };
    const measure = { reference: { one: { a: { b: 1 } } }, own: { one: { a: { b: 2 } } }, known: [bft] };
    expect(compare("3.1", { one: { a: { b: 2 } } }, measure)).toMatchObject({ known: 1, differed: 0 });
    expect(compare("3.1", { one: { a: { b: 3 } } }, measure)).toMatchObject({ known: 0, differed: 1 });
  });
});
