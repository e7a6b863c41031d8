// SPDX-License-Identifier: Apache-2.0
import { ConsortiumError } from "../config/consortium.js";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { deploy } from "./deploy.js";
import { down, reset } from "./down.js";
import { environment } from "./environment.js";
import { generate } from "./generate.js";
import { logs } from "./logs.js";
import { start, stop } from "./process.js";
import { say } from "./shared.js";
import { status } from "./status.js";
import { update } from "./update.js";
import { up } from "./up.js";
import { type AfterChange, runVerb, type Verb } from "./verb.js";

const EMBEDDED = "--embedded";

const VERBS: Readonly<Record<string, Verb>> = {
  up,
  deploy,
  update,
  status,
  logs,
  environment,
  stop,
  start,
  down,
  reset,
  generate,
};

/** Verbs that read their arguments by themselves, and what they depend on is loaded only with them. */
const COMMANDS: Readonly<Record<string, (argv: readonly string[]) => Promise<void>>> = {
  identity: async (argv) => (await import("../ca/command/identity.js")).runIdentity(argv),
  certificates: async (argv) => (await import("../certificates/command.js")).runCertificates(argv),
};

const USAGE = `Usage: npm run network -- VERB [OPTIONS]

${Object.values(VERBS)
  .map(({ usage }) => usage)
  .join("\n")}
  identity VERB [OPTIONS]      enrol, register and revoke with an organisation's certificate authority; identity --help
  certificates [list | renew]  how long certificates are valid, and their renewal; certificates --help

Where no network is named, that of Fabric 2.5 is meant. Everything is kept in LICET_HOME, otherwise in .licet.
CONSORTIUM_FILE names the consortium file where --consortium does not.
`;

async function runNamed(argv: readonly string[], afterChange: AfterChange): Promise<void> {
  const [name = "help", ...rest] = argv;
  const verb = VERBS[name];
  const command = name === "up" && rest.includes(EMBEDDED) ? runEmbeddedNetwork : COMMANDS[name];
  if (command) await command(rest);
  else if (["help", "--help", "-h"].includes(name)) say(USAGE);
  else if (!verb) throw new NetworkError("NETWORK_USAGE", `There is no verb "${name}".\n\n${USAGE}`);
  else if (rest.includes("--help") || rest.includes("-h")) say(`Usage: npm run network -- VERB\n${verb.usage}`);
  else await runVerb(verb, rest, afterChange);
}

async function runEmbeddedNetwork(argv: readonly string[]): Promise<void> {
  const { embedded } = await import("./embedded.js");
  await embedded(argv.filter((argument) => argument !== EMBEDDED));
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
