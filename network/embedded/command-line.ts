// SPDX-License-Identifier: Apache-2.0
import { resolve } from "node:path";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { NetworkError } from "./description/network-error.js";

/** A command, or a verb of one, whose faults are thrown as NETWORK_USAGE with its help; `--help` prints the help. */
export function commandLine(name: string, description: string): Command {
  const command = new Command(name).description(description).helpCommand(false);
  return command.configureOutput({ writeErr: () => undefined }).exitOverride((fault) => {
    if (fault.exitCode === 0) throw fault;
    const sentence = fault.message.replace(/^error: ./, (start) => start.slice(-1).toUpperCase());
    throw new NetworkError("NETWORK_USAGE", `${sentence}\n\n${command.helpInformation()}`, { cause: fault });
  });
}

/**
 * Runs the action of a command, or of the verb that the arguments name.
 *
 * @throws {NetworkError} NETWORK_USAGE for arguments that it does not take, and what its action throws.
 */
export async function runCommand(command: Command, argv: readonly string[]): Promise<void> {
  try {
    await command.parseAsync([...argv], { from: "user" });
  } catch (error) {
    if (!isHelp(error)) throw error;
  }
}

/**
 * What the options of a command without verbs say; undefined where its help was asked for and printed.
 *
 * @throws {NetworkError} NETWORK_USAGE for arguments that it does not take.
 */
export function optionsIn<Values extends object>(command: Command, argv: readonly string[]): Values | undefined {
  try {
    return command.parse([...argv], { from: "user" }).opts<Values>();
  } catch (error) {
    if (isHelp(error)) return undefined;
    throw error;
  }
}

function isHelp(error: unknown): boolean {
  return error instanceof CommanderError && error.exitCode === 0;
}

/** Reads an option's whole number. */
export function wholeNumber(text: string): number {
  if (/^-?\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It takes a whole number.");
}

/** Reads an option that may be repeated. */
export function repeated<T>(
  read: (text: string) => T,
): (text: string, before: readonly T[] | undefined) => readonly T[] {
  return (text, before = []) => [...before, read(text)];
}

/** A path as the caller means it: npm runs scripts in the repository's folder and tells where it was called. */
export function fromCaller(path: string): string {
  return resolve(process.env["INIT_CWD"] ?? process.cwd(), path);
}
