// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";

/** Numbers of tests of one run. A file that failed before its first test counts as one failed test. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Files with skipped tests: how many, and the reasons that the tests gave. */
  readonly skippedIn: readonly SkippedFile[];
  /** How long each project took on the clock. */
  readonly projects: readonly ProjectTime[];
  /** How long each file took; files of one project may have run side by side. */
  readonly files: readonly FileTime[];
}

/** A project of the test runner, with the time from its first file to its last. */
export interface ProjectTime {
  readonly project: string;
  readonly ms: number;
}

export interface FileTime {
  /** Path relative to the project's folder. */
  readonly file: string;
  readonly ms: number;
}

/** Files whose time is told at the end of a run. */
const SLOWEST_SHOWN = 10;

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
export function skippedLines(counts: Pick<TestCounts, "skippedIn">): readonly string[] {
  return counts.skippedIn.map(({ file, skipped, of, reasons }) => {
    const why = reasons.length > 0 ? ` (${reasons.join("; ")})` : "";
    return `Skipped: ${skipped} of ${of} tests in ${file}${why}`;
  });
}

/** What took how long: each project, then the slowest files. */
export function timeLines({ projects, files }: Pick<TestCounts, "projects" | "files">): readonly string[] {
  const slowest = [...files].sort((one, other) => other.ms - one.ms).slice(0, SLOWEST_SHOWN);
  return [
    "Suites, by the clock:",
    ...projects.map(({ project, ms }) => `  ${seconds(ms)}  ${project}`),
    "The slowest files:",
    ...slowest.map(({ file, ms }) => `  ${seconds(ms)}  ${file}`),
  ];
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`.padStart(9);
}

/** The plain closing line that a build server reads: `N passed, N failed`, with `, N skipped` where there are any. */
export function closingLine(counts: Pick<TestCounts, "passed" | "failed" | "skipped">): string {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`;
}
