// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { type PresentedDraft, presentedOf } from "./presented";

const NOTHING: PresentedDraft = {
  place: "",
  office: "",
  sealState: "",
  seals: "",
  counts: [],
  presentedBy: "",
  confirmed: [],
};

describe("what the officer has before their eyes", () => {
  it.each<[string, Partial<PresentedDraft>, unknown]>([
    ["nothing: nobody looked at anything", {}, { presented: {} }],
    ["a place in small letters", { place: " aejea " }, { presented: { place: "AEJEA" } }],
    ["two seals, a line each", { seals: " A1 \n\nB2" }, { presented: { seals: ["A1", "B2"] } }],
    ["not looked at", { sealState: "not-checked" }, { presented: { sealState: "not-checked" } }],
    [
      "a count, exactly",
      { counts: [{ item: 1, amount: "0.5", unit: "KGM" }] },
      { presented: { counts: [{ item: 1, quantity: { amount: "500000", unit: "KGM" } }] } },
    ],
    ["a count left empty was not made", { counts: [{ item: 1, amount: " ", unit: "KGM" }] }, { presented: {} }],
    ["a count without its unit", { counts: [{ item: 2, amount: "5", unit: "" }] }, { wrong: ["counts.2"] }],
    ["half an article", { counts: [{ item: 2, amount: "0.5", unit: "NAR" }] }, { wrong: ["counts.2"] }],
    ["a place that is none", { place: "Jebel Ali" }, { wrong: ["place"] }],
    ["somebody who is no party", { presentedBy: "me" }, { wrong: ["presentedBy"] }],
    ["a seal number that is too long", { seals: "1".repeat(21) }, { wrong: ["seals"] }],
  ])("%s", (_name, change, made) => {
    expect(presentedOf({ ...NOTHING, ...change })).toEqual(made);
  });
});
