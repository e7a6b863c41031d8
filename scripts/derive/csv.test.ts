// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { parseCsv } from "./csv.js";

it("reads quoted fields with commas, quotes and line breaks", () => {
  expect(parseCsv('code,name\r\nA,"Port, inner ""old"""\nB,"two\nlines"\nC\n')).toEqual([
    { code: "A", name: 'Port, inner "old"' },
    { code: "B", name: "two\nlines" },
    { code: "C", name: "" },
  ]);
});

it("refuses a quote in the middle of a field", () => {
  expect(() => parseCsv('code\nA"B\n')).toThrow("Malformed CSV at character 5");
});
