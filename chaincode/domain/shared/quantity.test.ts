// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LicetError } from "../errors/licet-error";
import {
  Amount,
  baseUnitOf,
  describeQuantity,
  Quantity,
  quantityFromDecimal,
  quantityToDecimal,
  UNITS,
} from "./quantity";

const unit = fc.constantFrom(...Object.keys(UNITS));

describe("a quantity", () => {
  it.each([
    ["10.00", "KGM", "10000000"],
    ["0.000001", "KGM", "1"],
    ["1", "TNE", "1000000000"],
    ["5", "NAR", "5"],
    ["2.5", "LTR", "2500"],
    ["0.0001", "MTK", "100"],
    ["0", "KGM", "0"],
  ])("is exact: %s %s is %s smallest units", (decimal, code, amount) => {
    expect(quantityFromDecimal(decimal, code)).toEqual({ amount, unit: code });
  });

  it.each([
    ["0.5", "NAR"],
    ["0.0000001", "KGM"],
    ["-1", "KGM"],
    ["1e3", "KGM"],
    ["1,5", "KGM"],
    ["01", "KGM"],
    ["", "KGM"],
    ["1", "ZZZ"],
    ["1", "toString"],
  ])("refuses %j %s rather than rounding or guessing", (decimal, code) => {
    expect(() => quantityFromDecimal(decimal, code)).toThrow(LicetError);
  });

  it("reads back from its decimal form as itself", () => {
    fc.assert(
      fc.property(unit, fc.bigInt({ min: 0n, max: 10n ** 17n }), (code, amount) => {
        const quantity = { amount: amount.toString(), unit: code };
        expect(quantityFromDecimal(quantityToDecimal(quantity), code)).toEqual(quantity);
        expect(describeQuantity(amount, code)).toBe(`${quantityToDecimal(quantity)} ${code}`);
      }),
    );
  });

  it("keeps every unit in a base unit that is its own base", () => {
    for (const code of Object.keys(UNITS)) {
      const base = baseUnitOf(code);
      expect([baseUnitOf(base), UNITS[base]?.factor]).toEqual([base, 1n]);
    }
  });

  it.each(["-1", "+1", "1.0", "00", " 1", "0x1", "9".repeat(31)])("does not take %j for an amount", (amount) => {
    expect(Amount.safeParse(amount).success).toBe(false);
    expect(Quantity.safeParse({ amount, unit: "NAR" }).success).toBe(false);
  });
});
