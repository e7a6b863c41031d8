// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { allCases } from "./cases/allCases.js";
import { readKnownDifferences, readRecording } from "./compare.js";
import { KNOWN_DIFFERENCES_PAGE, knownDifferencesPage } from "./knownDifferences.js";

describe("the suite's data", () => {
  const recording = readRecording();

  it("names every case once", () => {
    const ids = allCases.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it("has a recording of every case, and of no other", () => {
    expect(Object.keys(recording.observations).sort()).toEqual(allCases.map(({ id }) => id).sort());
  });

  it("holds no observation of a case that failed to run", () => {
    const failed = Object.entries(recording.observations).filter(([, seen]) =>
      JSON.stringify(seen).includes("caseFailed"),
    );
    expect(failed.map(([id]) => id)).toEqual([]);
  });

  it("shows the known differences in the documentation", () => {
    const page = knownDifferencesPage(readKnownDifferences(), recording.fabric, allCases.length);
    const shown = readFileSync(KNOWN_DIFFERENCES_PAGE, "utf8");
    expect(normalised(shown)).toBe(normalised(page));
  });
});

/** A page without its line breaks and the padding of its table. */
function normalised(page: string): string {
  return page.replaceAll(/\s+/g, " ").replaceAll(/-{3,}/g, "---").trim();
}
