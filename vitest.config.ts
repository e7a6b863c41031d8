// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "vitest/config";
import { CountReporter } from "./scripts/lib/count-reporter.js";

/** A busy machine may be twenty times slower than an idle one: only a test that hangs is given up. */
const PATIENCE_MS = 120_000;
const NETWORK_PATIENCE_MS = 300_000;

const built = ["**/node_modules/**", "**/dist/**"];

const quick = { testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS };
/** Suites that bring up networks run one file at a time, so that two cores measure the code and not each other. */
const oneAtATime = { fileParallelism: false, testTimeout: NETWORK_PATIENCE_MS, hookTimeout: NETWORK_PATIENCE_MS };

/** Set by `npm test`: the file that takes the run's counts. */
const countsPath = process.env["TEST_COUNTS_PATH"];

// Projects run in the order of their cost, so that a cheap failure shows first.
export default defineConfig({
  test: {
    reporters: countsPath === undefined ? ["default"] : ["default", new CountReporter(countsPath)],
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "{network,scripts}/**/*.test.ts",
            "{chaincode,gateway}/src/**/*.test.ts",
            "chaincode/domain/**/*.test.ts",
            "test/verdicts/*.test.ts",
            "test/bench/**/*.test.ts",
          ],
          exclude: built,
          sequence: { groupOrder: 0 },
          ...quick,
        },
      },
      {
        test: {
          name: "checks",
          include: ["test/{checks,docs,deploy}/**/*.test.ts"],
          exclude: built,
          sequence: { groupOrder: 0 },
          ...quick,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/{integration,e2e,interface,property}/**/*.test.ts", "test/verdicts/ledgers/*.test.ts"],
          exclude: built,
          sequence: { groupOrder: 1 },
          ...oneAtATime,
        },
      },
      {
        test: {
          name: "conformance",
          include: ["test/conformance/**/*.test.ts"],
          exclude: built,
          sequence: { groupOrder: 2 },
          ...oneAtATime,
        },
      },
      {
        test: {
          name: "attacks",
          include: ["test/attacks/**/*.test.ts"],
          exclude: built,
          sequence: { groupOrder: 3 },
          ...oneAtATime,
        },
      },
      {
        test: {
          name: "node-versions",
          include: ["test/node-versions/**/*.test.ts"],
          exclude: built,
          sequence: { groupOrder: 4 },
          ...oneAtATime,
        },
      },
    ],
  },
});
