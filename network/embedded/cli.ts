// SPDX-License-Identifier: Apache-2.0
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Consortium } from "./description/consortium.js";
import { NetworkError } from "./description/network-error.js";
import type { EmbeddedNetwork, EmbeddedOptions } from "./start.js";
import { parseChaincodeAddress, type ChaincodeAddress } from "./chaincode-address.js";
import { messageOf } from "./protocol/errors.js";

/** What a command line of the embedded network leaves to the program that it is part of. */
export interface EmbeddedCommand<C extends Consortium = Consortium> {
  readonly usage: string;
  /** The consortium in the file, or that of a network for which none is named. */
  readonly consortium: (file: string | undefined, chaincodes: readonly ChaincodeAddress[]) => C;
  /** Where everything is kept when nothing else is said. */
  readonly home: () => string;
  readonly start: (options: EmbeddedOptions & { readonly consortium: C }) => Promise<EmbeddedNetwork>;
}

const OPTIONS = {
  consortium: { type: "string" },
  chaincode: { type: "string", multiple: true },
  home: { type: "string" },
  "port-base": { type: "string" },
  listen: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * Runs the embedded network until SIGINT or SIGTERM.
 *
 * @param argv the options
 * @throws {NetworkError} NETWORK_USAGE and those of `startEmbedded`.
 */
export async function runEmbedded<C extends Consortium>(
  argv: readonly string[],
  command: EmbeddedCommand<C>,
): Promise<void> {
  const options = parse(argv, command.usage);
  if (options.help) {
    say(command.usage);
    return;
  }
  const stopSignal = signalled();
  const chaincodes = (options.chaincode ?? []).map(parseChaincodeAddress);
  const network = await command.start({
    consortium: command.consortium(options.consortium && fromCaller(options.consortium), chaincodes),
    home: options.home ? fromCaller(options.home) : command.home(),
    portBase: portBase(options["port-base"]),
    chaincodes,
    listenOn: options.listen,
  });
  announce(network, chaincodes.length);
  await stopSignal;
  say("Stopping …");
  await network.stop();
  say("Stopped; the ledger stays.");
}

function announce(network: EmbeddedNetwork, chaincodes: number): void {
  say("Embedded network: every organisation's peer and the orderer in this one process.");
  say(
    "For evaluation, development, tests and a single-operator pilot. Parties that must not trust one host need real Fabric.",
  );
  for (const { mspId, address } of network.peers) say(`  peer     ${address.padEnd(40)} ${mspId}`);
  for (const { mspId, address } of network.orderers) say(`  orderer  ${address.padEnd(40)} ${mspId}`);
  for (const { caName, address } of network.authorities) say(`  ca       ${address.padEnd(40)} ${caName}`);
  say(`ledger: ${network.height} block${network.height === 1n ? "" : "s"}`);
  say(`profiles and identities: ${network.profilesDir}`);
  if (chaincodes === 0) say("No chaincode: name its server with --chaincode NAME=HOST:PORT.");
  say("The network runs; Ctrl-C ends it.");
}

function parse(argv: readonly string[], usage: string) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, strict: true }).values;
  } catch (error) {
    const reason = messageOf(error);
    throw new NetworkError("NETWORK_USAGE", `${reason}\n\n${usage}`, { cause: error });
  }
}

function portBase(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,5}$/.test(text)) throw new NetworkError("NETWORK_USAGE", `--port-base takes a number, not "${text}".`);
  return Number(text);
}

/** npm runs scripts in the repository's folder and tells where it was called. */
function fromCaller(path: string): string {
  return resolve(process.env["INIT_CWD"] ?? process.cwd(), path);
}

function signalled(): Promise<void> {
  return new Promise((fulfil) => {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => fulfil());
  });
}
