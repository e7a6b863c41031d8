// SPDX-License-Identifier: Apache-2.0

/**
 * `npm test [-- VITEST-ARGUMENTS]`: every check and every suite. The checks over the source text run first and the suites
 * run even when a check failed, so that one run shows everything; any failure makes the exit status 1.
 * With arguments, only vitest runs, with them (`npm test -- --project unit`).
 */
import { rmSync } from "node:fs";
import path from "node:path";
import { projectRoot, testResultsPath } from "./lib/paths.js";
import { runStages, staticStages } from "./lib/stages.js";
import { readTestCounts } from "./lib/test-results.js";
import { runTool } from "./lib/tool.js";

const vitestArguments = process.argv.slice(2);
const failed = vitestArguments.length > 0 ? [] : [...(await runStages(staticStages))];
if (failed.length > 0) process.stdout.write(`\nFailed so far: ${failed.join(", ")}\n`);

rmSync(testResultsPath, { force: true });
const status = await runTool({
  packageName: "vitest",
  args: ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${testResultsPath}`, ...vitestArguments],
});
if (status !== 0) failed.push("tests");

for (const { file, skipped, of } of readTestCounts(testResultsPath)?.skippedIn ?? []) {
  process.stdout.write(`Skipped: ${skipped} of ${of} tests in ${path.relative(projectRoot, file)}\n`);
}
if (failed.length > 0) {
  process.stdout.write(`Failed: ${failed.join(", ")}\n`);
  process.exit(1);
}
