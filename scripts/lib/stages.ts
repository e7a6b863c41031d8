// SPDX-License-Identifier: Apache-2.0
import { runTool, type Tool } from "./tool.js";

/** A check over the source text; it needs no network and starts none. */
export interface Stage {
  readonly name: string;
  /** What the stage holds, in one line. */
  readonly holds: string;
  readonly tool: Tool;
}

export const staticStages: readonly Stage[] = [
  {
    name: "lint",
    holds: "types are used strictly, promises are awaited, functions and files stay small",
    tool: { command: "eslint", args: ["--max-warnings", "0", "."] },
  },
  {
    name: "format",
    holds: "every file is formatted by prettier",
    tool: { command: "prettier", args: ["--check", "--log-level", "warn", "."] },
  },
  {
    name: "boundaries",
    holds: "imports point downwards only",
    tool: {
      command: "depcruise",
      args: [
        "--config",
        ".dependency-cruiser.cjs",
        "{chaincode,gateway}/src",
        "chaincode/domain",
        "{network,test,scripts}/*.ts",
        "{network,test,scripts}/!(dist|node_modules)/**/*.ts",
      ],
    },
  },
  {
    name: "folders",
    holds: "no circle of the chaincode's folders",
    tool: {
      command: "depcruise",
      args: ["--config", ".dependency-cruiser-folders.mjs", "chaincode/src"],
    },
  },
  {
    name: "unused",
    holds: "no file, export or package is left over",
    tool: { command: "knip", args: [] },
  },
];

/** Runs stages one after another, all of them even when one fails, and answers the names of those that failed. */
export async function runStages(stages: readonly Stage[]): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const stage of stages) {
    const started = performance.now();
    process.stdout.write(`\n── ${stage.name}: ${stage.holds}\n`);
    const status = await runTool(stage.tool);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(`── ${stage.name} ${status === 0 ? "passed" : "FAILED"} (${seconds} s)\n`);
    if (status !== 0) failed.push(stage.name);
  }
  return failed;
}
