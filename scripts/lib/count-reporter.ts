// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Reporter, TestModule } from "vitest/node";
import type { SkippedFile, TestCounts } from "./test-results.js";

/** Writes a run's counts beside what vitest prints, and prints nothing itself. */
export class CountReporter implements Reporter {
  readonly #countsPath: string;

  constructor(countsPath: string) {
    this.#countsPath = countsPath;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = countModules(modules);
    mkdirSync(path.dirname(this.#countsPath), { recursive: true });
    writeFileSync(
      this.#countsPath,
      JSON.stringify({ ...counts, failed: counts.failed + (counts.failed === 0 ? unhandledErrors.length : 0) }),
    );
  }
}

/** The part of vitest's test module that is counted here. */
type CountedModule = Pick<TestModule, "relativeModuleId" | "children" | "errors">;

/** Counts the tests of a run's files. */
export function countModules(modules: readonly CountedModule[]): TestCounts {
  let passed = 0;
  let failed = 0;
  const skippedIn: SkippedFile[] = [];
  for (const module of modules) {
    const results = [...module.children.allTests()].map((test) => test.result());
    const failedHere = results.filter(({ state }) => state === "failed").length;
    const passedHere = results.filter(({ state }) => state === "passed").length;
    const skippedHere = results.length - failedHere - passedHere;
    passed += passedHere;
    failed += failedHere === 0 ? Math.min(module.errors().length, 1) : failedHere;
    if (skippedHere > 0) {
      const notes = results.flatMap((result) => (result.state === "skipped" ? (result.note ?? []) : []));
      const reasons = [...new Set(notes)];
      skippedIn.push({ file: module.relativeModuleId, skipped: skippedHere, of: results.length, reasons });
    }
  }
  return { passed, failed, skipped: skippedIn.reduce((sum, file) => sum + file.skipped, 0), skippedIn };
}
