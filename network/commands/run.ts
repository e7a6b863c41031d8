// SPDX-License-Identifier: Apache-2.0
import type { Command } from "commander";
import { commandLine, runCommand } from "@licet/embedded-network/command-line";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { ConsortiumError } from "../config/consortium.js";
import { deploy } from "./deploy.js";
import { down, reset } from "./down.js";
import { environment } from "./environment.js";
import { generate } from "./generate.js";
import { checkFiles, repair } from "./ledger-files.js";
import { logs } from "./logs.js";
import { start, stop } from "./process.js";
import { status } from "./status.js";
import { update } from "./update.js";
import { up } from "./up.js";
import type { AfterChange } from "./verb.js";

const EMBEDDED = "--embedded";
const DESCRIPTION = `Networks of the consortium. Where no network is named, that of Fabric 2.5 is meant.
Everything is kept in LICET_HOME, otherwise in .licet.`;

/** Verbs with verbs of their own; what they depend on is loaded only with them. */
const COMMANDS: Readonly<Record<string, { what: string; run: (argv: readonly string[]) => Promise<void> }>> = {
  identity: {
    what: "enrol, register and revoke with an organisation's certificate authority; identity --help",
    run: async (argv) => (await import("../ca/command/identity.js")).runIdentity(argv),
  },
  certificates: {
    what: "how long certificates are valid, and their renewal; certificates --help",
    run: async (argv) => (await import("../certificates/command.js")).runCertificates(argv),
  },
};

function program(afterChange: AfterChange): Command {
  const network = commandLine("npm run network --", DESCRIPTION);
  const changing = [up, deploy, update].map((verb) => verb(afterChange));
  const others = [status, logs, environment, stop, start, down, reset, generate, checkFiles, repair].map((verb) =>
    verb(),
  );
  for (const verb of [...changing, ...others]) network.addCommand(verb);
  for (const [name, { what }] of Object.entries(COMMANDS)) network.addCommand(commandLine(name, what));
  return network;
}

async function runNamed(argv: readonly string[], afterChange: AfterChange): Promise<void> {
  const [name = "--help", ...rest] = argv;
  const command = COMMANDS[name];
  if (command) await command.run(rest);
  else if (name === "up" && rest.includes(EMBEDDED)) {
    const { embedded } = await import("./embedded.js");
    await runCommand(
      embedded(),
      rest.filter((argument) => argument !== EMBEDDED),
    );
  } else await runCommand(program(afterChange), [name === "help" ? "--help" : name, ...rest]);
}

/** Errors made for people are shown as they are; anything else with where it came from. */
function explain(error: unknown): string {
  if (error instanceof NetworkError || error instanceof ConsortiumError) return `${error.code}: ${error.message}`;
  if (error instanceof RangeError) return error.message;
  if (error instanceof Error && error.name === "AbortError")
    return "Interrupted; everything that was started is stopped.";
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * Runs `npm run network -- VERB`, and sets the process's exit status.
 *
 * @param afterChange called with a network that a verb has brought up or changed
 */
export async function runNetwork(argv: readonly string[], afterChange: AfterChange): Promise<void> {
  // The reader of a pipe may have seen enough: `status | head`.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  try {
    await runNamed(argv, afterChange);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}
