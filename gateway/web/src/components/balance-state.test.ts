// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { balanceState, percentOf } from "./balance-state";
import { balanceLayers, tallest } from "./balance-steps";

const amount = fc.bigInt({ min: 0n, max: 10n ** 30n - 1n });

describe("a balance", () => {
  it.each([
    ["12000000", "10000000", "1500000", "500000", "0", "consumed 83.33, reserved 12.50, left 4.17"],
    ["12", "0", "0", "12", "0", "left 100.00"],
    ["12", "12", "0", "0", "0", "consumed 100.00"],
    ["12000000", "12200000", "0", "0", "200000", "consumed 100.00"],
    ["10", "8", "4", "0", "2", "consumed 66.67, reserved 33.33"],
    ["0", "0", "0", "0", "0", ""],
    ["1000000000", "1", "0", "999999999", "0", "consumed 0.00, left 100.00"],
  ])("of %s with %s consumed and %s reserved", (authorised, consumed, reserved, left, overdrawn, parts) => {
    const state = balanceState({ authorised, consumed, reserved });
    expect([state.left, state.overdrawn]).toEqual([left, overdrawn]);
    expect(state.shares.map(({ part, percent }) => `${part} ${percent}`).join(", ")).toBe(parts);
  });

  it("shows each part that is there, none that is not, and fills the bar", () => {
    fc.assert(
      fc.property(amount, amount, amount, (authorised, consumed, reserved) => {
        const { left, shares } = balanceState({
          authorised: authorised.toString(),
          consumed: consumed.toString(),
          reserved: reserved.toString(),
        });
        const there = { consumed, reserved, left: BigInt(left) };
        expect(shares.map(({ part }) => part)).toEqual(
          Object.entries(there).flatMap(([part, is]) => (is > 0n ? [part] : [])),
        );
        const whole = shares.reduce((sum, { percent }) => sum + Number(percent), 0);
        if (shares.length > 0) expect(Math.abs(whole - 100)).toBeLessThan(0.05);
      }),
    );
  });
});

describe("a share of nothing", () => {
  it("is none", () => expect(percentOf("0", "0")).toBe("0.00"));
});

describe("a balance over time", () => {
  const steps = [
    { at: "2026-01-01T00:00:00Z", authorised: "100", consumed: "0", reserved: "50" },
    { at: "2026-01-02T00:00:00Z", authorised: "200", consumed: "50", reserved: "0" },
  ];

  it("is as high as the most that was authorised or taken", () => {
    expect(tallest(steps)).toBe("200");
    expect(tallest([{ at: "", authorised: "10", consumed: "8", reserved: "4" }])).toBe("12");
  });

  it("holds each step until the next, with what is reserved on what is consumed", () => {
    const layers = balanceLayers(steps, "2026-01-03T00:00:00Z", { width: 100, height: 200 });
    expect(layers.authorised).toBe("M0 100L50 100L50 0L100 0");
    expect(layers.consumed).toBe("M0 200L50 200L50 150L100 150L100 200L50 200L50 200L0 200Z");
    expect(layers.reserved).toBe("M0 150L50 150L50 150L100 150L100 150L50 150L50 200L0 200Z");
  });

  it("is empty without steps", () => {
    expect(balanceLayers([], "2026-01-03T00:00:00Z", { width: 100, height: 200 })).toEqual({
      authorised: "",
      consumed: "",
      reserved: "",
    });
  });
});
