// SPDX-License-Identifier: Apache-2.0

/**
 * `npm test [-- OPTIONS]`: every check and every suite; `--help` lists the options. The checks over the source text run
 * first and the suites run even when a check failed, so that one run shows everything; any failure makes the exit
 * status 1.
 */
import { rmSync } from "node:fs";
import { testCountsPath } from "./lib/paths.js";
import { runStages, staticStages } from "./lib/stages.js";
import { readTestOptions, type TestOptions, USAGE } from "./lib/test-options.js";
import { readTestCounts, skippedLines, timeLines } from "./lib/test-results.js";
import { runTool } from "./lib/tool.js";

const USAGE_STATUS = 2;

async function run({ full, stages, vitestArguments }: TestOptions): Promise<number> {
  const failed = stages ? [...(await runStages(staticStages))] : [];
  if (failed.length > 0) process.stdout.write(`\nFailed so far: ${failed.join(", ")}\n`);
  rmSync(testCountsPath, { force: true });
  const vitest = { command: "vitest", args: ["run", ...vitestArguments] };
  const environment = { TEST_COUNTS_PATH: testCountsPath, ...(full ? { TEST_FULL: "1" } : {}) };
  if ((await runTool(vitest, environment)) !== 0) failed.push("tests");
  const counts = readTestCounts(testCountsPath);
  const lines = counts === undefined ? [] : [...timeLines(counts), ...skippedLines(counts)];
  for (const line of lines) process.stdout.write(`${line}\n`);
  if (failed.length === 0) return 0;
  process.stdout.write(`Failed: ${failed.join(", ")}\n`);
  return 1;
}

async function main(): Promise<number> {
  const options = readTestOptions(process.argv.slice(2));
  if (options !== "help") return run(options);
  process.stdout.write(USAGE);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = USAGE_STATUS;
}
