// SPDX-License-Identifier: Apache-2.0

/**
 * `npm start [-- --ledger embedded|2.5|3.1] [-- --port-base N] [-- --consortium FILE]`: a whole Licet, on the embedded network unless
 * another is named, until Ctrl-C.
 * Environment: `PORT` (gateway, 8080), `LICET_HOME` (data, .licet), and the gateway's own settings.
 */
import { commandLine, fromCaller, optionsIn, wholeNumber } from "@licet/embedded-network/command-line";
import { loadDemonstration } from "./lib/demonstration.js";
import { type LedgerName, ledgerNamed } from "./lib/ledgers.js";
import { homeFolder } from "./lib/paths.js";
import { step } from "./lib/progress.js";
import { findRunning } from "./lib/running.js";
import { startStack, type StackOptions } from "./lib/stack.js";
import { describeStack } from "./lib/summary.js";
import { writeTokens } from "./lib/tokens.js";

const GATEWAY_PORT_DEFAULT = "8080";
/** How often it is looked whether the process that started this one is still there, in milliseconds. */
const PARENT_LOOKED_AT_MS = 1_000;

/** Set once the end was asked for; in an object, because control flow analysis does not see signals. */
const asked = { toStop: false };
/** Aborts a start that is in progress when the end is asked for. */
const interruption = new AbortController();

interface Values {
  readonly ledger: string;
  readonly portBase?: number;
  readonly consortium?: string;
}

const program = commandLine(
  "npm start --",
  "a whole Licet, until Ctrl-C, at the port PORT and with its data in LICET_HOME",
)
  .option("--ledger <NAME>", "embedded, 2.5 or 3.1", "embedded")
  .option("--port-base <N>", "move all ports but the gateway's by N - 7000", wholeNumber)
  .option("--consortium <FILE>", "another description than network/consortium.yaml");

async function main(): Promise<number> {
  const values = optionsIn<Values>(program, process.argv.slice(2));
  if (values === undefined) return 0;
  const options = optionsOf(values);
  const running = await findRunning(options.home, [options.ledger ?? "embedded"]);
  if (running !== undefined) {
    process.stderr.write(`Licet is running already (process ${running.pid}): ${running.gatewayUrl}\n`);
    return 1;
  }
  const signal = signalled();
  const stack = await startStack(options);
  stack.keepUp((says) => process.stderr.write(`\n${says}\n`));
  const tokensFolder = await writeTokens(options.home, stack.ledger, stack.consortium);
  const loaded = asked.toStop || (await demonstrationLoaded(options.home, stack.ledger));
  if (!asked.toStop) {
    const summary = {
      tokensFolder,
      demonstrationLoaded: loaded,
      homeSetting: process.env["LICET_HOME"],
      callerFolder: fromCaller("."),
    };
    process.stdout.write(describeStack(stack, summary));
  }
  await signal;
  process.stderr.write("\n");
  await step("Stopping", () => stack.stop());
  return 0;
}

/** A case that does not load leaves a network that runs, and a message. */
async function demonstrationLoaded(home: string, ledger: LedgerName): Promise<boolean> {
  try {
    await step("Loading the demonstration case", () => loadDemonstration(home, ledger));
    return true;
  } catch (error) {
    if (!asked.toStop) process.stderr.write(`${messageOf(error)}\n`);
    return false;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function optionsOf({ ledger, portBase, consortium }: Values): StackOptions {
  return {
    home: homeFolder(),
    gatewayPort: portNumber("PORT", process.env["PORT"] ?? GATEWAY_PORT_DEFAULT),
    ledger: ledgerNamed(ledger),
    step,
    signal: interruption.signal,
    ...(portBase !== undefined && { portBase: portNumber("--port-base", String(portBase)) }),
    ...(consortium !== undefined && { consortiumFile: fromCaller(consortium) }),
  };
}

function portNumber(name: string, text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new Error(`${name} must be a port between 1 and 65535; it is "${text}".`);
}

/** Resolves when a person or a supervisor asks for the end, or what started this is gone; asked twice, the process ends at once. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    const parent = process.ppid;
    const looking = setInterval(() => {
      if (process.env["npm_lifecycle_event"] === undefined || process.ppid === parent) return;
      clearInterval(looking);
      asked.toStop = true;
      interruption.abort();
      resolve();
    }, PARENT_LOOKED_AT_MS);
    looking.unref();
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        if (asked.toStop) process.exit(1);
        asked.toStop = true;
        interruption.abort();
        resolve();
      });
    }
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  // Ctrl-C reaches the other processes too, so that a start it interrupts fails; that is no failure to tell of.
  if (!asked.toStop) process.stderr.write(`\n${messageOf(error)}\n`);
  process.exitCode = asked.toStop ? 0 : 1;
}
