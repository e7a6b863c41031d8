// SPDX-License-Identifier: Apache-2.0
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { loadConsortium } from "../config/consortium.js";
import { defaultConsortiumFile, homeFolder } from "../config/home.js";
import { NetworkError } from "../config/network-error.js";
import { startEmbedded, type EmbeddedNetwork } from "./index.js";
import { parseChaincodeAddress } from "./server/chaincode-address.js";
import { messageOf } from "./message.js";

const USAGE = `Usage: npm run network -- up --embedded [OPTIONS]

  --consortium FILE            another description than network/consortium.yaml
  --chaincode NAME=HOST:PORT   the chaincode server that the peers of all organisations call; repeatable
  --chaincode NAME@MSPID=HOST:PORT
                               the same for the peers of one organisation; goes before the one for all
  --home DIR                   where everything is kept (LICET_HOME, otherwise .licet)
  --port-base N                move all ports by N - 7000
  --listen ADDRESS             address to listen on instead of 127.0.0.1

A chaincode server is started on its own, for instance with:
  fabric-chaincode-node server --chaincode-address=127.0.0.1:9999 --chaincode-id=NAME:1.0
`;

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
 * Runs the embedded network until SIGINT or SIGTERM, for `npm run network -- up --embedded`.
 *
 * @param argv arguments after the verb
 * @throws {NetworkError} NETWORK_USAGE and those of `startEmbedded`
 */
export async function runEmbedded(argv: readonly string[]): Promise<void> {
  const options = parse(argv);
  if (options.help) {
    say(USAGE);
    return;
  }
  const stopSignal = signalled();
  const network = await startEmbedded({
    consortium: loadConsortium(options.consortium ? fromCaller(options.consortium) : defaultConsortiumFile()),
    home: options.home ? fromCaller(options.home) : homeFolder(),
    portBase: portBase(options["port-base"]),
    chaincodes: (options.chaincode ?? []).map(parseChaincodeAddress),
    listenOn: options.listen,
  });
  announce(network, (options.chaincode ?? []).length);
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

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, strict: true }).values;
  } catch (error) {
    const reason = messageOf(error);
    throw new NetworkError("NETWORK_USAGE", `${reason}\n\n${USAGE}`, { cause: error });
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
