// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { clockState } from "./clock-state";

describe("a clock of working days", () => {
  it.each([
    ["has not started", 0, 20, 0, 0, 0],
    ["has just started", 1, 20, 0, 1, 0],
    ["runs", 6, 20, 0, 3, 0],
    ["has started another tenth", 9, 20, 0, 5, 0],
    ["is on its last day", 20, 20, 0, 10, 0],
    ["is one day over", 21, 20, 1, 10, 2],
    ["is long over", 95, 20, 75, 10, 2],
    ["allows no day and none is gone", 0, 0, 0, 0, 0],
    ["allows no day and one is gone", 1, 0, 1, 10, 2],
  ])("that %s", (_what, day, of, over, filled, red) => {
    expect(clockState({ day, of })).toEqual({ over, filled, red });
  });
});
