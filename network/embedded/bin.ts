#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { resolve } from "node:path";
import { checkingFiles, repairing, runningEmbedded, type EmbeddedCommand } from "./cli.js";
import { commandLine, runCommand } from "./command-line.js";
import { ConsortiumError, loadConsortium } from "./description/consortium.js";
import { NetworkError } from "./description/network-error.js";
import { sampleConsortium } from "./sample-consortium.js";
import { startEmbedded } from "./start.js";

const HOME = "embedded-network";
const DESCRIPTION = `A Hyperledger Fabric network in this one process, for the development and test of chaincode.
Without --consortium, Org1 and Org2 on mychannel, with the chaincodes named; without --home, kept in ${HOME} in the folder you are in.`;

const parts: EmbeddedCommand = {
  consortium: (file, chaincodes) => (file === undefined ? sampleConsortium(chaincodes) : loadConsortium(file)),
  home: () => resolve(HOME),
  start: startEmbedded,
};
const VERBS = { "check-files": "look at all files of the ledger", repair: "repair the files of the ledger" } as const;

const program = runningEmbedded(commandLine("embedded-network", DESCRIPTION), parts)
  // The verbs take options of the same names.
  .enablePositionalOptions()
  .addCommand(checkingFiles(commandLine("check-files", VERBS["check-files"]), parts))
  .addCommand(repairing(commandLine("repair", VERBS.repair), parts));

try {
  await runCommand(program, process.argv.slice(2));
} catch (error) {
  const isExpected = error instanceof NetworkError || error instanceof ConsortiumError || error instanceof RangeError;
  process.stderr.write(`${isExpected ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
