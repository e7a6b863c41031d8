// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { STEPS, stepAfter, stepBefore } from "./progress";

describe("the tour", () => {
  it("has five steps", () => {
    expect(STEPS).toHaveLength(5);
  });

  it("goes from each step to the next and back, and beyond neither end", () => {
    expect(STEPS.map(stepAfter)).toEqual([...STEPS.slice(1), undefined]);
    expect(STEPS.map(stepBefore)).toEqual([undefined, ...STEPS.slice(0, -1)]);
  });
});
