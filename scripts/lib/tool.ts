// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { projectRoot } from "./paths.js";

/** One command line tool of an installed package, with its arguments. */
export interface Tool {
  /** As npm links it into node_modules/.bin. */
  readonly command: string;
  readonly args: readonly string[];
}

/** Runs a tool in the foreground, in the project's folder, and answers its exit status. */
export function runTool(tool: Tool, environment: NodeJS.ProcessEnv = {}): Promise<number> {
  return statusOf(start(tool, "inherit", environment));
}

/** Runs a tool beside others, in the project's folder, and answers its exit status and all that it printed. */
export async function runToolAside(tool: Tool): Promise<{ readonly status: number; readonly output: string }> {
  const colours = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
  const child = start(tool, "pipe", colours);
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => printed.push(chunk));
  const status = await statusOf(child);
  return { status, output: Buffer.concat(printed).toString("utf8") };
}

function start({ command, args }: Tool, output: "inherit" | "pipe", environment: NodeJS.ProcessEnv): ChildProcess {
  return spawn(path.join(projectRoot, "node_modules", ".bin", command), args, {
    cwd: projectRoot,
    stdio: ["inherit", output, output],
    env: { ...process.env, ...environment },
    // What npm links on Windows is a script of its shell.
    shell: process.platform === "win32",
  });
}

/** Exit status of a process once it has ended and everything that it printed has come. */
function statusOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => resolve(status ?? 1));
  });
}
