// SPDX-License-Identifier: Apache-2.0
import { execFile } from "node:child_process";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { environmentWith, type Environment } from "./node-settings.js";

/** How long one of Fabric's commands may take. */
const COMMAND_TIMEOUT_MS = 120_000;
const OUTPUT_MAX_BYTES = 16 * 1024 * 1024;
const OUTPUT_LINES_SHOWN = 8;

/** A command of Fabric's that ended without success; `output` is all it printed. */
export class CommandError extends NetworkError {
  constructor(
    command: string,
    readonly output: string,
  ) {
    const lines = output.trim().split("\n").slice(-OUTPUT_LINES_SHOWN);
    super("NETWORK_COMMAND_FAILED", `"${command}" failed:\n${lines.map((line) => `  ${line}`).join("\n")}`);
  }
}

/** What to run and with which settings. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: Environment;
  readonly cwd: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs a command to its end.
 *
 * @returns what it wrote to its standard output
 * @throws {CommandError} when it ends without success.
 */
export function run(command: Command): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd: command.cwd,
      env: environmentWith(command.environment),
      timeout: COMMAND_TIMEOUT_MS,
      maxBuffer: OUTPUT_MAX_BYTES,
      ...(command.signal ? { signal: command.signal } : {}),
    };
    execFile(command.program, command.args, options, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else if (command.signal?.aborted) reject(new DOMException("the command was interrupted", "AbortError"));
      else reject(new CommandError(describe(command), `${stdout}\n${stderr}\n${error.killed ? "timed out" : ""}`));
    });
  });
}

/** The program and its verb, without the options that fill lines. */
function describe(command: Command): string {
  const name = command.program.split("/").at(-1) ?? command.program;
  const verbs = command.args.slice(
    0,
    command.args.findIndex((arg) => arg.startsWith("-")),
  );
  return [name, ...verbs].join(" ");
}
