// SPDX-License-Identifier: Apache-2.0
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { CountReporter } from "./scripts/lib/count-reporter.js";
import { SlowestFirst } from "./scripts/lib/slowest-first.js";

/** A busy machine may be twenty times slower than an idle one: only a test that hangs is given up. */
const PATIENCE_MS = 120_000;
const NETWORK_PATIENCE_MS = 300_000;

/** Tests of the chaincode that set up what a whole process has, such as its logs. */
const OWN_PROCESS = ["chaincode/src/fabric/shim-logs.test.ts", "chaincode/src/contracts/contracts.test.ts"];

const built = ["**/node_modules/**", "**/dist/**"];

/** A file computes: as many at a time as there are cores. Vitest would leave one of them to itself, which is half of two. */
const quick = { maxWorkers: availableParallelism(), testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS };
/** A file that brings up a network waits for it half of the time: two of them share the machine. */
const twoAtATime = { maxWorkers: 2, testTimeout: NETWORK_PATIENCE_MS, hookTimeout: NETWORK_PATIENCE_MS };
const oneAtATime = { ...twoAtATime, maxWorkers: 1 };

/** Set by `npm test`: the file that takes the run's counts. */
const countsPath = process.env["TEST_COUNTS_PATH"];

// Projects run in the order of their cost, so that a cheap failure shows first.
export default defineConfig({
  test: {
    sequence: { sequencer: SlowestFirst },
    reporters: countsPath === undefined ? ["default"] : ["default", new CountReporter(countsPath)],
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "{network,scripts}/**/*.test.ts",
            "gateway/src/**/*.test.ts",
            "gateway/web/src/**/*.test.{ts,tsx}",
            "test/disclosure/*.test.ts",
            "test/bench/**/*.test.ts",
            ...OWN_PROCESS,
          ],
          exclude: built,
          sequence: { groupOrder: 0 },
          ...quick,
        },
      },
      {
        test: {
          name: "rules",
          include: ["chaincode/{src,domain}/**/*.test.ts", "test/verdicts/*.test.ts"],
          exclude: [...built, ...OWN_PROCESS],
          sequence: { groupOrder: 0 },
          // They keep nothing in the process, and importing the chaincode takes longer than most of them.
          isolate: false,
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
          ...twoAtATime,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          exclude: built,
          globalSetup: ["test/browser/support/global-setup.ts"],
          sequence: { groupOrder: 2 },
          ...oneAtATime,
        },
      },
      {
        test: {
          name: "conformance",
          include: ["test/conformance/**/*.test.ts"],
          exclude: built,
          sequence: { groupOrder: 3 },
          ...twoAtATime,
        },
      },
      {
        test: {
          name: "attacks",
          include: ["test/attacks/**/*.test.ts"],
          exclude: built,
          sequence: { groupOrder: 4 },
          ...twoAtATime,
        },
      },
      {
        test: {
          name: "node-versions",
          include: ["test/node-versions/**/*.test.ts"],
          exclude: built,
          sequence: { groupOrder: 5 },
          ...oneAtATime,
        },
      },
    ],
  },
});
