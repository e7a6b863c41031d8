// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { formatsOf } from "../../words/formats";
import { changesBetween, differs, fieldsOf } from "./fields";

const formats = formatsOf("en");
const NBSP = "\u00a0";

describe("the fields of a value", () => {
  it.each([
    ["a text", { status: "issued" }, ["status"], "issued"],
    ["a quantity", { quantity: { amount: "10000000", unit: "KGM" } }, ["quantity"], `10.000${NBSP}kg`],
    ["an amount with its unit beside it", { unit: "KGM", reserved: "500000" }, ["reserved"], `0.500${NBSP}kg`],
    [
      "an amount within what has a unit",
      { unit: "KGM", after: { consumed: "0" } },
      ["after", "consumed"],
      `0.000${NBSP}kg`,
    ],
    ["a day", { validTo: "2028-12-31" }, ["validTo"], "31 Dec 2028"],
    ["a member of a list, counted from 1", { route: ["GBFXT", "AEJEA"] }, ["route", "2"], "AEJEA"],
    ["a number", { line: 1 }, ["line"], "1"],
    ["a truth", { certificateRequired: false }, ["certificateRequired"], "false"],
    ["what is no object", "GBFXT", [], "GBFXT"],
  ])("show %s", (_, value, path, text) => {
    expect(fieldsOf(value, formats)).toContainEqual(expect.objectContaining({ path, text }));
  });

  it("are none of what is not there, which is another thing than an empty value", () => {
    expect(fieldsOf(undefined, formats)).toEqual([]);
  });

  it("take no amount for a quantity whose unit is not beside it", () => {
    expect(fieldsOf({ reserved: "5" }, formats)).toEqual([{ path: ["reserved"], text: "5", reference: true }]);
  });
});

describe("the changes between two states", () => {
  const before = fieldsOf({ status: "issued", line: 1, receipt: "x" }, formats);
  const after = fieldsOf({ status: "suspended", line: 1, reason: "y" }, formats);
  const changes = changesBetween(before, after);

  it("hold what changed, what came and what went", () => {
    const told = changes.filter(differs).map((one) => [one.path[0], one.before?.text, one.after?.text]);
    expect(told).toEqual([
      ["status", "issued", "suspended"],
      ["reason", undefined, "y"],
      ["receipt", "x", undefined],
    ]);
  });

  it("hold what stayed as well", () => {
    expect(changes.filter((change) => !differs(change)).map(({ path }) => path)).toEqual([["line"]]);
  });
});
