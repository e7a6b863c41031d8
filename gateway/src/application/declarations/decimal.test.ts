// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { plainDecimal } from "./decimal.js";

describe("plainDecimal", () => {
  it.each([
    ["10.00", "10"],
    ["010.00", "10"],
    [".5", "0.5"],
    ["5.", "5"],
    ["+1", "1"],
    ["+.50", "0.5"],
    ["-0.0", "0"],
    ["-5", "-5"],
    [" 1.25 ", "1.25"],
    ["0.000001", "0.000001"],
    ["00", "0"],
  ])("%s is %s", (text, plain) => {
    expect(plainDecimal(text)).toBe(plain);
  });

  it.each(["1E+1", "1,5", "", ".", "+", "--1", "1.2.3", "INF", "NaN", "1_000", "٣", "1 000"])(
    "%s is no decimal",
    (text) => {
      expect(plainDecimal(text)).toBeUndefined();
    },
  );
});
