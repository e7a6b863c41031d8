// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";

/** Numbers of tests of one run. A file that failed before its first test counts as one failed test. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Files with skipped tests: how many, and the reasons that the tests gave. */
  readonly skippedIn: readonly SkippedFile[];
}

export interface SkippedFile {
  /** Path relative to the project's folder. */
  readonly file: string;
  readonly skipped: number;
  readonly of: number;
  readonly reasons: readonly string[];
}

/** The counts that a run left at a path; undefined when it left none there. */
export function readTestCounts(countsPath: string): TestCounts | undefined {
  try {
    return JSON.parse(readFileSync(countsPath, "utf8")) as TestCounts;
  } catch {
    return undefined;
  }
}

/** One line for each file with skipped tests: `Skipped: 3 of 4 tests in a.test.ts (no Fabric binaries)`. */
export function skippedLines(counts: TestCounts): readonly string[] {
  return counts.skippedIn.map(({ file, skipped, of, reasons }) => {
    const why = reasons.length > 0 ? ` (${reasons.join("; ")})` : "";
    return `Skipped: ${skipped} of ${of} tests in ${file}${why}`;
  });
}

/** The plain closing line that a build server reads: `N passed, N failed`, with `, N skipped` where there are any. */
export function closingLine(counts: TestCounts): string {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`;
}
