// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { countModules } from "./count-reporter.js";
import { closingLine, skippedLines, timeLines } from "./test-results.js";

interface Result {
  readonly state: "passed" | "failed" | "skipped";
  readonly note?: string;
}

function module(file: string, results: readonly Result[], errors = 0): Parameters<typeof countModules>[0][number] {
  const tests = results.map((result) => ({ result: () => result }));
  return {
    relativeModuleId: file,
    children: { allTests: () => tests.values() },
    diagnostic: () => ({ collectDuration: 500, setupDuration: 0, duration: 1_000 * results.length }),
    errors: () => Array.from({ length: errors }, () => new Error("cannot be collected")),
  } as unknown as Parameters<typeof countModules>[0][number];
}

describe("countModules", () => {
  it("adds up the files and names those with skipped tests", () => {
    const counts = countModules([
      module("a.test.ts", [{ state: "passed" }, { state: "passed" }]),
      module("b.test.ts", [{ state: "passed" }, { state: "failed" }, { state: "skipped" }]),
      module("c.test.ts", [
        { state: "skipped", note: "no Fabric binaries" },
        { state: "skipped", note: "no Fabric binaries" },
      ]),
    ]);
    expect(closingLine(counts)).toBe("3 passed, 1 failed, 3 skipped");
    expect(skippedLines(counts)).toEqual([
      "Skipped: 1 of 3 tests in b.test.ts",
      "Skipped: 2 of 2 tests in c.test.ts (no Fabric binaries)",
    ]);
  });

  it("tells the time of each project and of the slowest files", () => {
    const { files } = countModules([
      module("quick.test.ts", [{ state: "passed" }]),
      module("slow.test.ts", [{ state: "passed" }, { state: "passed" }]),
    ]);
    expect(timeLines({ projects: [{ project: "unit", ms: 61_040 }], files })).toEqual([
      "Suites, by the clock:",
      "     61.0 s  unit",
      "The slowest files:",
      "      2.5 s  slow.test.ts",
      "      1.5 s  quick.test.ts",
    ]);
  });

  it("counts a file that could not be collected as a failure", () => {
    expect(closingLine(countModules([module("a.test.ts", [], 1)]))).toBe("0 passed, 1 failed");
  });
});
