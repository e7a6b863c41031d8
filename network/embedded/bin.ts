#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { resolve } from "node:path";
import { runEmbedded } from "./cli.js";
import { ConsortiumError, loadConsortium } from "./description/consortium.js";
import { NetworkError } from "./description/network-error.js";
import { sampleConsortium } from "./sample-consortium.js";
import { startEmbedded } from "./start.js";

const HOME = "embedded-network";

const USAGE = `Usage: embedded-network [OPTIONS]

A Hyperledger Fabric network in this one process, for the development and test of chaincode.

  --chaincode NAME=HOST:PORT   the chaincode server that the peers of all organisations call; repeatable
  --chaincode NAME@MSPID=HOST:PORT
                               the same for the peers of one organisation; goes before the one for all
  --consortium FILE            organisations, users, channel and chaincodes; without it Org1 and Org2 on mychannel,
                               with the chaincodes named
  --home DIR                   where everything is kept (${HOME} in the folder you are in)
  --port-base N                move all ports by N - 7000
  --listen ADDRESS             address to listen on instead of 127.0.0.1

A chaincode server is started on its own, for instance in its package's folder with:
  npx fabric-chaincode-node server --chaincode-address=127.0.0.1:9999 --chaincode-id=NAME:1.0
`;

try {
  await runEmbedded(process.argv.slice(2), {
    usage: USAGE,
    consortium: (file, chaincodes) => (file === undefined ? sampleConsortium(chaincodes) : loadConsortium(file)),
    home: () => resolve(HOME),
    start: startEmbedded,
  });
} catch (error) {
  const isExpected = error instanceof NetworkError || error instanceof ConsortiumError || error instanceof RangeError;
  process.stderr.write(`${isExpected ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
