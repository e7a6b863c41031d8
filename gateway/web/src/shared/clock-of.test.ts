// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { clockOf } from "./clock-of";

const NOW = new Date("2026-11-27T15:00:00Z");
const REST = { dueAt: null, createdAt: null, overdue: false, next: [] };

describe("the clock of a row", () => {
  it.each([
    ["is unknown without a date and anything awaited", REST, undefined],
    ["is unknown where nobody said when it was recorded", { ...REST, next: [{}] }, undefined],
    [
      "counts from the record while something is awaited",
      { ...REST, createdAt: "2026-11-24T23:59:00Z", next: [{}] },
      { kind: "open", days: 3, day: "2026-11-24T23:59:00Z" },
    ],
    [
      "counts to the date that is due",
      { ...REST, dueAt: "2026-12-01T00:00:00Z" },
      { kind: "left", days: 4, day: "2026-12-01T00:00:00Z" },
    ],
    [
      "has no days left on the day itself",
      { ...REST, dueAt: "2026-11-27T23:59:59Z" },
      { kind: "left", days: 0, day: "2026-11-27T23:59:59Z" },
    ],
    [
      "counts beyond the date that nobody has ended",
      { ...REST, dueAt: "2026-11-20T23:59:59Z", overdue: true },
      { kind: "over", days: 7, day: "2026-11-20T23:59:59Z" },
    ],
    [
      "says nothing of a date that has passed and matters no more",
      { ...REST, dueAt: "2026-11-20T00:00:00Z" },
      undefined,
    ],
    [
      "calls nothing overdue that the gateway does not",
      { ...REST, dueAt: "2026-11-20T00:00:00Z", createdAt: "2026-11-26T00:00:00Z", next: [{}] },
      { kind: "open", days: 1, day: "2026-11-26T00:00:00Z" },
    ],
  ] as const)("%s", (_, row, clock) => {
    expect(clockOf(row, NOW)).toEqual(clock);
  });
});
