// SPDX-License-Identifier: Apache-2.0
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { ConsortiumError, loadConsortium } from "./config/consortium.js";
import { defaultConsortiumFile, homeFolder } from "./config/home.js";
import { NetworkError } from "./config/networkError.js";
import { chaincodeAt, type ChaincodeSource } from "./fabric/chaincodeProcess.js";
import { deployToRunning, startFabric } from "./fabric/startFabric.js";
import {
  EMBEDDED_FOLDER,
  fabricNetworks,
  networkStatus,
  resetNetwork,
  stopNetwork,
  watchProcesses,
} from "./fabric/verbs.js";

const USAGE = `Usage: npm run network -- VERB [OPTIONS]

  up --embedded [OPTIONS]      the whole consortium in one process; up --embedded --help lists its options
  up --fabric 2.5              the consortium on real Fabric, as native processes without Docker
      [--consortium FILE]      another description than network/consortium.yaml
      [--chaincode NAME=PATH]  deploy a chaincode: a package folder, or a file to run with Node; repeatable
      [--port-base N]          move all ports by N - 7000
      [--detach]               return when it is up, instead of running until Ctrl-C
  deploy --chaincode NAME=PATH [--fabric 2.5] [--consortium FILE]
                               deploy to a network that is up
  status [--json]              every network's processes
  down [--fabric 2.5]          end the processes of real Fabric; the ledger stays
  reset [--fabric 2.5 | --embedded]
                               end and remove a network with its ledger and keys; without option, all of them

Everything is kept in LICET_HOME, otherwise in .licet.
`;

const OPTIONS = {
  fabric: { type: "string" },
  embedded: { type: "boolean" },
  consortium: { type: "string" },
  chaincode: { type: "string", multiple: true },
  "port-base": { type: "string" },
  detach: { type: "boolean" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

type OptionName = keyof typeof OPTIONS;
type Options = ReturnType<typeof parse>;

const DEFAULT_VERSION = "2.5";

/** Options that a verb takes beside `--help`. */
const OPTIONS_OF_VERB: Readonly<Record<string, readonly OptionName[]>> = {
  up: ["fabric", "consortium", "chaincode", "port-base", "detach"],
  deploy: ["fabric", "consortium", "chaincode"],
  status: ["json"],
  down: ["fabric"],
  reset: ["fabric", "embedded"],
};

const VERBS: Readonly<Record<string, (options: Options) => Promise<void>>> = { up, deploy, status, down, reset };

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(argv: readonly string[]): Promise<void> {
  const [verb, ...rest] = argv;
  if (verb === "up" && rest.includes("--embedded")) {
    const { runEmbedded } = await import("./embedded/cli.js");
    await runEmbedded(rest.filter((argument) => argument !== "--embedded"));
    return;
  }
  const run = verb === undefined ? undefined : VERBS[verb];
  if (verb === undefined || verb === "help" || verb === "--help" || rest.includes("--help")) say(USAGE);
  else if (!run) throw new NetworkError("NETWORK_USAGE", `There is no verb "${verb}".\n\n${USAGE}`);
  else await run(parse(verb, rest));
}

function parse(verb: string, args: readonly string[]) {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: true });
    const foreign = Object.keys(values).filter((name) => !OPTIONS_OF_VERB[verb]?.includes(name as OptionName));
    if (foreign.length > 0) throw new Error(`${verb} takes no --${foreign.join(", --")}`);
    return values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new NetworkError("NETWORK_USAGE", `${reason}\n\n${USAGE}`, { cause: error });
  }
}

async function up(options: Options): Promise<void> {
  if (options.fabric === undefined)
    throw new NetworkError("NETWORK_USAGE", `Say which network: --embedded, or --fabric 2.5.\n\n${USAGE}`);
  const interruption = interruptible();
  const network = await startFabric({
    version: options.fabric,
    home: homeFolder(),
    portBase: portBase(options["port-base"]),
    consortium: loadConsortium(consortiumFile(options)),
    chaincodes: sourcesOf(options),
    progress: timedProgress(),
    outlive: options.detach,
    signal: interruption,
  });
  say(`profiles and identities: ${network.profilesDir}`);
  if (options.detach) {
    say("The network runs; npm run network -- down ends it.");
    return;
  }
  say("The network runs; Ctrl-C ends it.");
  await watchProcesses(network.processes, interruption, (name) =>
    say(`${name} has ended; see ${network.processes.logFile(name)}`),
  );
  say("Stopping …");
  await network.stop();
  say("Stopped; the ledger stays.");
}

async function deploy(options: Options): Promise<void> {
  const sources = sourcesOf(options);
  if (sources.length === 0) throw new NetworkError("NETWORK_USAGE", `Say what to deploy: --chaincode NAME=PATH.`);
  const signal = interruptible();
  for (const source of sources)
    await deployToRunning({
      version: options.fabric ?? DEFAULT_VERSION,
      home: homeFolder(),
      consortium: loadConsortium(consortiumFile(options)),
      source,
      progress: timedProgress(),
      signal,
    });
}

async function status(options: Options): Promise<void> {
  const networks = await networkStatus(homeFolder());
  if (options.json) {
    say(JSON.stringify(networks, null, 2));
    return;
  }
  if (networks.length === 0) say(`There is no network in ${homeFolder()}.`);
  for (const network of networks) {
    say(`${network.network}: ${network.running ? "runs" : "is stopped"} (${network.directory})`);
    for (const { name, kind, address, pid, state } of network.nodes)
      say(`  ${state.padEnd(9)}  ${kind.padEnd(9)}  ${address.padEnd(15)}  ${name}${pid ? ` (process ${pid})` : ""}`);
  }
}

async function down(options: Options): Promise<void> {
  const networks = options.fabric === undefined ? fabricNetworks(homeFolder()) : [`fabric-${options.fabric}`];
  let ended = 0;
  for (const network of networks) {
    const count = await stopNetwork(homeFolder(), network);
    if (count > 0) say(`${network}: ${count} processes ended; the ledger stays`);
    ended += count;
  }
  if (ended === 0) say("No process of real Fabric runs here. The embedded network ends with its own process (Ctrl-C).");
}

async function reset(options: Options): Promise<void> {
  const home = homeFolder();
  const named = [
    ...(options.embedded ? [EMBEDDED_FOLDER] : []),
    ...(options.fabric === undefined ? [] : [`fabric-${options.fabric}`]),
  ];
  const networks = named.length > 0 ? named : [EMBEDDED_FOLDER, ...fabricNetworks(home)];
  for (const network of networks) if (await resetNetwork(home, network)) say(`${network}: removed`);
}

/** A signal that fires on Ctrl-C, termination or hang-up. A second Ctrl-C does not cut the stopping short. */
function interruptible(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => controller.abort());
  return controller.signal;
}

function consortiumFile(options: Options): string {
  return options.consortium === undefined ? defaultConsortiumFile() : fromCaller(options.consortium);
}

/** npm runs scripts in the repository's folder and tells where it was called. */
function fromCaller(path: string): string {
  return resolve(process.env["INIT_CWD"] ?? process.cwd(), path);
}

function sourcesOf(options: Options): ChaincodeSource[] {
  return (options.chaincode ?? []).map((text) => {
    const at = text.indexOf("=");
    if (at <= 0 || at === text.length - 1)
      throw new NetworkError("NETWORK_USAGE", `--chaincode takes NAME=PATH, not "${text}".`);
    return chaincodeAt(text.slice(0, at), fromCaller(text.slice(at + 1)));
  });
}

function portBase(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,5}$/.test(text)) throw new NetworkError("NETWORK_USAGE", `--port-base takes a number, not "${text}".`);
  return Number(text);
}

/** Writes each step with the seconds since the start. */
function timedProgress(): (sentence: string) => void {
  const started = performance.now();
  return (sentence) => say(`${((performance.now() - started) / 1_000).toFixed(1).padStart(6)} s  ${sentence}`);
}

/** Errors made for people are shown as they are; anything else with where it came from. */
function explain(error: unknown): string {
  if (error instanceof NetworkError || error instanceof ConsortiumError) return `${error.code}: ${error.message}`;
  if (error instanceof RangeError) return error.message;
  if (error instanceof Error && error.name === "AbortError")
    return "Interrupted; everything that was started is stopped.";
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

// The reader of a pipe may have seen enough: `status | head`.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
