// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { railLines, type RailKind } from "./custody-line";

describe("the line of a custody rail, newest first", () => {
  it.each<[string, RailKind[], string]>([
    ["is solid where custody is proven", ["act", "passed", "act"], "proven proven proven"],
    ["is dotted above what has happened", ["planned", "passed"], "planned proven"],
    [
      "is double above an offer nobody has answered",
      ["planned", "check", "offered", "passed"],
      "planned offered proven proven",
    ],
    ["is double at an offer that is the newest thing", ["planned", "offered", "passed"], "planned offered proven"],
    [
      "is double above the oldest open offer",
      ["offered", "check", "offered", "passed"],
      "offered offered proven proven",
    ],
    ["is not there without entries", [], ""],
  ])("%s", (_what, kinds, lines) => {
    expect(railLines(kinds).join(" ")).toBe(lines);
  });
});
