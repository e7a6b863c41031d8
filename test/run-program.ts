// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";

/** How a program ended, with what it printed to both outputs. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** Where and how a program runs. */
export interface Running {
  readonly cwd: string;
  /** Its whole environment. */
  readonly environment: NodeJS.ProcessEnv;
  /** How long it may run, in milliseconds; then it is ended, with status `null`. */
  readonly msMax: number;
}

/** Runs a program to its end. */
export function runProgram(
  program: string,
  args: readonly string[],
  { cwd, environment, msMax }: Running,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: environment, stdio: ["ignore", "pipe", "pipe"], timeout: msMax });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.once("error", reject);
    child.once("close", (status) => resolve({ status, output }));
  });
}
