// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";
import path from "node:path";
import { projectRoot } from "./paths.js";

/** One command line tool of an installed package, with its arguments. */
export interface Tool {
  /** As npm links it into node_modules/.bin. */
  readonly command: string;
  readonly args: readonly string[];
}

/** Runs a tool in the foreground, in the project's folder, and answers its exit status. */
export async function runTool({ command, args }: Tool, environment: NodeJS.ProcessEnv = {}): Promise<number> {
  const child = spawn(path.join(projectRoot, "node_modules", ".bin", command), args, {
    cwd: projectRoot,
    stdio: "inherit",
    env: { ...process.env, ...environment },
    // What npm links on Windows is a script of its shell.
    shell: process.platform === "win32",
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (status) => resolve(status ?? 1));
  });
}
