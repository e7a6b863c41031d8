// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { byName, type Period, periodsUntil, perPeriod } from "./counts";

/** A Sunday, late in the evening, and the last day of a month with 31. */
const NOW = new Date("2026-05-31T23:30:00Z");

describe("the last periods", () => {
  it.each<[Period, readonly string[]]>([
    ["day", ["2026-05-29", "2026-05-30", "2026-05-31"]],
    ["week", ["2026-05-11", "2026-05-18", "2026-05-25"]],
    ["month", ["2026-03-01", "2026-04-01", "2026-05-01"]],
  ])("of a %s each", (period, days) => {
    expect(periodsUntil(NOW, period, 3)).toEqual(days);
  });
});

describe("counts", () => {
  const counted = [
    { from: "2026-05-29", event: "LicenceIssued", count: 2 },
    { from: "2026-05-31", event: "ConsignmentHeld", count: 4 },
    { from: "2026-05-31", event: "LicenceIssued", count: 1 },
  ];

  it("show periods without any as none", () => {
    expect(perPeriod(periodsUntil(NOW, "day", 3), counted)).toEqual([2, 0, 5]);
  });

  it("stand by name, the most frequent first", () => {
    expect(byName(counted, ({ event }) => event)).toEqual([
      ["ConsignmentHeld", 4],
      ["LicenceIssued", 3],
    ]);
  });
});
