// SPDX-License-Identifier: Apache-2.0

/**
 * `npm test [-- VITEST-ARGUMENTS]`: every check and every suite. The checks over the source text run first and the suites
 * run even when a check failed, so that one run shows everything; any failure makes the exit status 1.
 * With arguments, only vitest runs, with them (`npm test -- --project unit`). `npm run test:full` plays every attack and the whole
 * random program instead of a part of them.
 */
import { rmSync } from "node:fs";
import { testCountsPath } from "./lib/paths.js";
import { runStages, staticStages } from "./lib/stages.js";
import { readTestCounts, skippedLines } from "./lib/test-results.js";
import { runTool } from "./lib/tool.js";

const FULL = "--full";
const full = process.argv.includes(FULL);
const vitestArguments = process.argv.slice(2).filter((argument) => argument !== FULL);
const failed = vitestArguments.length > 0 ? [] : [...(await runStages(staticStages))];
if (failed.length > 0) process.stdout.write(`\nFailed so far: ${failed.join(", ")}\n`);

rmSync(testCountsPath, { force: true });
const vitest = { packageName: "vitest", args: ["run", ...vitestArguments] };
if ((await runTool(vitest, { TEST_COUNTS_PATH: testCountsPath, ...(full ? { LICET_TEST_FULL: "1" } : {}) })) !== 0)
  failed.push("tests");

const counts = readTestCounts(testCountsPath);
for (const line of counts === undefined ? [] : skippedLines(counts)) process.stdout.write(`${line}\n`);
if (failed.length > 0) {
  process.stdout.write(`Failed: ${failed.join(", ")}\n`);
  process.exit(1);
}
