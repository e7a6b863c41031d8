// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";

/** The part of vitest's JSON report that is read here. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** Numbers of tests of one run. A file that failed before its first test counts as one failed test. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Files with skipped tests, with how many of how many were skipped. */
  readonly skippedIn: readonly { readonly file: string; readonly skipped: number; readonly of: number }[];
}

/** Counts a vitest JSON report. */
export function countTests(reportText: string): TestCounts {
  const report = JSON.parse(reportText) as Report;
  let passed = 0;
  let failed = 0;
  const skippedIn: { file: string; skipped: number; of: number }[] = [];
  for (const file of report.testResults) {
    const statuses = file.assertionResults.map((result) => result.status);
    const failedHere = statuses.filter((status) => status === "failed").length;
    const passedHere = statuses.filter((status) => status === "passed").length;
    const skippedHere = statuses.length - failedHere - passedHere;
    passed += passedHere;
    failed += failedHere === 0 && file.status === "failed" ? 1 : failedHere;
    if (skippedHere > 0) skippedIn.push({ file: file.name, skipped: skippedHere, of: statuses.length });
  }
  return { passed, failed, skipped: skippedIn.reduce((sum, file) => sum + file.skipped, 0), skippedIn };
}

/** Counts the report at a path; undefined when no run has left one there. */
export function readTestCounts(reportPath: string): TestCounts | undefined {
  try {
    return countTests(readFileSync(reportPath, "utf8"));
  } catch {
    return undefined;
  }
}

/** The plain closing line that a build server reads: `N passed, N failed`, with `, N skipped` where there are any. */
export function closingLine(counts: TestCounts): string {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`;
}
