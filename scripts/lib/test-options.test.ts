// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { readTestOptions } from "./test-options.js";

const FAST = ["--project", "unit", "--project", "rules", "--project", "checks"];

describe("the options of npm test", () => {
  it.each([
    [[], { full: false, stages: true, vitestArguments: [] }],
    [["--full"], { full: true, stages: true, vitestArguments: [] }],
    [["--fast"], { full: false, stages: false, vitestArguments: FAST }],
    [["--project", "e2e"], { full: false, stages: false, vitestArguments: ["--project", "e2e"] }],
    [["--full", "test/attacks"], { full: true, stages: false, vitestArguments: ["test/attacks"] }],
    [["--fast", "--help"], "help"],
  ] as const)("reads %j", (args, options) => {
    expect(readTestOptions(args)).toEqual(options);
  });

  it("refuses the fast suite in full", () => {
    expect(() => readTestOptions(["--fast", "--full"])).toThrow(/contradict/);
  });
});
