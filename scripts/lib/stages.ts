// SPDX-License-Identifier: Apache-2.0
import { runToolAside, type Tool } from "./tool.js";

/** A check over the source text; it needs no network and starts none. */
export interface Stage {
  readonly name: string;
  /** What the stage holds, in one line. */
  readonly holds: string;
  readonly tool: Tool;
}

/** Its types and those of everything else do not fit into one process. */
const WEB = "gateway/web";

export const staticStages: readonly Stage[] = [
  {
    name: "lint",
    holds: "types are used strictly, promises are awaited, functions and files stay small",
    tool: { command: "eslint", args: ["--max-warnings", "0", "--ignore-pattern", `${WEB}/**`, "."] },
  },
  {
    name: "lint-web",
    holds: "the same, and hooks follow React's rules",
    tool: { command: "eslint", args: ["--max-warnings", "0", WEB] },
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
        "gateway/web/src",
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

/** Stages at work at once: the longest computes on one core, while the others take their turns on a second. */
const AT_ONCE = 2;

/** Runs stages, all of them even when one fails, prints of each what it printed, and answers the names of those that failed. */
export async function runStages(stages: readonly Stage[]): Promise<readonly string[]> {
  const failed = new Set<string>();
  const waiting = stages.values();
  const lane = async (): Promise<void> => {
    for (const stage of waiting) if (!(await passes(stage))) failed.add(stage.name);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return stages.map(({ name }) => name).filter((name) => failed.has(name));
}

async function passes({ name, holds, tool }: Stage): Promise<boolean> {
  const started = performance.now();
  const { status, output } = await runToolAside(tool);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const outcome = status === 0 ? "passed" : "FAILED";
  process.stdout.write(`\n── ${name}: ${holds}\n${output}── ${name} ${outcome} (${seconds} s)\n`);
  return status === 0;
}
