// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { csvOf } from "./download";

describe("comma-separated values", () => {
  it.each([
    ["plain text", "issued", "issued"],
    ["a comma", "a,b", '"a,b"'],
    ["a quote", 'say "no"', '"say ""no"""'],
    ["a line end", "a\nb", '"a\nb"'],
    ["a formula", '=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ["what begins like a formula", "-1", "'-1"],
  ])("hold %s", (_, cell, written) => {
    expect(csvOf([[cell]])).toBe(`${written}\r\n`);
  });
});
