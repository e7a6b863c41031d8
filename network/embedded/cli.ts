// SPDX-License-Identifier: Apache-2.0
import type { Command } from "commander";
import type { Consortium } from "./description/consortium.js";
import { fromCaller, repeated, wholeNumber } from "./command-line.js";
import { checkFiles, repairFiles, type FilesReport, type LedgerFiles } from "./ledger-files.js";
import type { EmbeddedNetwork, EmbeddedOptions } from "./start.js";
import { parseChaincodeAddress, type ChaincodeAddress } from "./chaincode-address.js";

/** What a command line of the embedded network leaves to the program that it is part of. */
export interface EmbeddedCommand<C extends Consortium = Consortium> {
  /** The consortium in the file, or that of a network for which none is named. */
  readonly consortium: (file: string | undefined, chaincodes: readonly ChaincodeAddress[]) => C;
  /** Where everything is kept when nothing else is said. */
  readonly home: () => string;
  readonly start: (options: EmbeddedOptions & { readonly consortium: C }) => Promise<EmbeddedNetwork>;
}

interface Values {
  readonly consortium?: string;
  readonly chaincode?: readonly ChaincodeAddress[];
  readonly home?: string;
  readonly portBase?: number;
  readonly listen?: string;
}

const HELP_AFTER = `
A chaincode server is started on its own, for instance in its package's folder with:
  npx fabric-chaincode-node server --chaincode-address=127.0.0.1:9999 --chaincode-id=NAME:1.0`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Gives a command the options and the action of running the embedded network until SIGINT or SIGTERM. */
export function runningEmbedded<C extends Consortium>(command: Command, parts: EmbeddedCommand<C>): Command {
  return command
    .option(
      "--chaincode <NAME=HOST:PORT>",
      "the chaincode server that the peers of all organisations call; NAME@MSPID=HOST:PORT is for the peers of one, " +
        "and goes before the one for all; repeatable",
      repeated(parseChaincodeAddress),
    )
    .option("--consortium <FILE>", "organisations, users, channel and chaincodes")
    .option("--home <DIR>", "where everything is kept")
    .option("--port-base <N>", "move all ports by N - 7000", wholeNumber)
    .option("--listen <ADDRESS>", "address to listen on instead of 127.0.0.1")
    .addHelpText("after", HELP_AFTER)
    .action((values: Values) => run(values, parts));
}

/** Where a ledger is that is checked or repaired, as a command's options say. */
interface FilesValues {
  readonly consortium?: string;
  readonly chaincode?: readonly ChaincodeAddress[];
  readonly home?: string;
  readonly from?: string;
  readonly apply?: boolean;
}

type Places = Pick<EmbeddedCommand, "consortium" | "home">;

function filesCommand(command: Command): Command {
  return command
    .option("--consortium <FILE>", "organisations, users, channel and chaincodes")
    .option(
      "--chaincode <NAME=HOST:PORT>",
      "as at the start, where no consortium file describes it; repeatable",
      repeated(parseChaincodeAddress),
    )
    .option("--home <DIR>", "where everything is kept");
}

/** Gives a command the options and the action of checking the files of a ledger. */
export function checkingFiles(command: Command, parts: Places): Command {
  return filesCommand(command).action(async (values: FilesValues) => tell(await checkFiles(filesOf(values, parts))));
}

/** Gives a command the options and the action of repairing the files of a ledger. */
export function repairing(command: Command, parts: Places): Command {
  return filesCommand(command)
    .option("--from <DIR>", "a backup, or another copy of the network's folder; it is read and not changed")
    .option("--apply", "do it; otherwise it is only told what would be done", false)
    .action(async (values: FilesValues) => {
      const { from, apply = false } = values;
      tell(await repairFiles({ ...filesOf(values, parts), from: from && fromCaller(from), apply }));
    });
}

function filesOf({ consortium, chaincode = [], home }: FilesValues, parts: Places): LedgerFiles {
  return {
    consortium: parts.consortium(consortium && fromCaller(consortium), chaincode),
    home: home ? fromCaller(home) : parts.home(),
  };
}

function tell({ isWhole, lines }: FilesReport): void {
  for (const line of lines) say(line);
  if (!isWhole) process.exitCode = 1;
}

async function run<C extends Consortium>(values: Values, parts: EmbeddedCommand<C>): Promise<void> {
  const stopSignal = signalled();
  const { consortium, chaincode: chaincodes = [], home, portBase, listen } = values;
  const network = await parts.start({
    consortium: parts.consortium(consortium && fromCaller(consortium), chaincodes),
    home: home ? fromCaller(home) : parts.home(),
    portBase,
    chaincodes,
    listenOn: listen,
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

function signalled(): Promise<void> {
  return new Promise((fulfil) => {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => fulfil());
  });
}
