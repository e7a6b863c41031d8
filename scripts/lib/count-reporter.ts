// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Reporter, TestModule } from "vitest/node";
import type { FileTime, ProjectTime, SkippedFile, TestCounts } from "./test-results.js";

/** Writes a run's counts and times beside what vitest prints, and prints nothing itself. */
export class CountReporter implements Reporter {
  readonly #countsPath: string;
  readonly #spans = new Map<string, { startMs: number; endMs: number }>();

  constructor(countsPath: string) {
    this.#countsPath = countsPath;
  }

  onTestModuleQueued(module: TestModule): void {
    const nowMs = performance.now();
    const { name } = module.project;
    if (!this.#spans.has(name)) this.#spans.set(name, { startMs: nowMs, endMs: nowMs });
  }

  onTestModuleEnd(module: TestModule): void {
    const span = this.#spans.get(module.project.name);
    if (span !== undefined) span.endMs = performance.now();
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = countModules(modules);
    const failed = counts.failed + (counts.failed === 0 ? unhandledErrors.length : 0);
    mkdirSync(path.dirname(this.#countsPath), { recursive: true });
    writeFileSync(this.#countsPath, JSON.stringify({ ...counts, failed, projects: this.#projects() }));
  }

  /** Projects run beside each other or one after another: each one's time is from its first file to its last. */
  #projects(): readonly ProjectTime[] {
    return [...this.#spans].map(([project, { startMs, endMs }]) => ({ project, ms: Math.round(endMs - startMs) }));
  }
}

/** The part of vitest's test module that is counted here. */
type CountedModule = Pick<TestModule, "relativeModuleId" | "children" | "errors" | "diagnostic">;

/** Counts the tests of a run's files. */
export function countModules(modules: readonly CountedModule[]): Omit<TestCounts, "projects"> {
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
  const skipped = skippedIn.reduce((sum, file) => sum + file.skipped, 0);
  return { passed, failed, skipped, skippedIn, files: modules.map(timeOf) };
}

/** Imports count: what a file imports is part of what it costs. */
function timeOf(module: CountedModule): FileTime {
  const { collectDuration, setupDuration, duration } = module.diagnostic();
  return { file: module.relativeModuleId, ms: Math.round(collectDuration + setupDuration + duration) };
}
