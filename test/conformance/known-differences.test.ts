// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { allCases } from "./cases/all-cases.js";
import { compare, measureOf, readRecorded } from "./compare.js";
import { KNOWN_DIFFERENCES_PAGE, knownDifferencesPage } from "./known-differences.js";
import { runnable } from "./run.js";

describe("the suite's data", () => {
  it("names every case once", () => {
    const ids = allCases.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it.each(["2.5", "3.1"] as const)("has recorded results of every case on %s, and of no other", (line) => {
    const recorded = Object.keys(readRecorded(line).observations);
    expect(recorded.sort()).toEqual(
      runnable(allCases, line, true)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it.each(["2.5", "3.1"] as const)("holds no observation of a case that failed to run on %s", (line) => {
    const failed = Object.entries(readRecorded(line).observations).filter(([, seen]) =>
      JSON.stringify(seen).includes("caseFailed"),
    );
    expect(failed.map(([id]) => id)).toEqual([]);
  });

  it("lists where the recorded results of 2.5 and 3.1 differ, and nothing else", () => {
    const { differences, stale } = compare("3.1", readRecorded("3.1").observations, measureOf("3.1"));
    expect({ differences, stale }).toEqual({ differences: [], stale: [] });
  });

  it("shows the known differences in the documentation", () => {
    const shown = readFileSync(KNOWN_DIFFERENCES_PAGE, "utf8");
    expect(normalised(shown)).toBe(normalised(knownDifferencesPage()));
  });
});

/** A page without its line breaks and the padding of its table. */
function normalised(page: string): string {
  return page.replaceAll(/\s+/g, " ").replaceAll(/-{3,}/g, "---").trim();
}
