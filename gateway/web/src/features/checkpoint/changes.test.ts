// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { changesOf } from "./changes";

const checks = [
  { id: 5, disposition: "stop" },
  { id: 4, disposition: "stop" },
  { id: 3, disposition: "refer" },
  { id: 2, disposition: "stop" },
  { id: 1, disposition: "stop" },
];

describe("the changes among checks", () => {
  it.each([
    ["all are read", checks, true, "4 3 1"],
    ["more were not read: nobody knows since when the last is so", checks, false, "4 3 1?"],
    ["one answer fills all that was read", checks.slice(0, 2), false, "4?"],
    ["there are none", [], true, ""],
  ])("%s", (_name, given, isWhole, told) => {
    const changes = changesOf(given, isWhole);
    expect(changes.map(({ check, maybeEarlier }) => `${check.id}${maybeEarlier ? "?" : ""}`).join(" ")).toBe(told);
  });
});
