// SPDX-License-Identifier: Apache-2.0

/**
 * The embedded network in a process of its own, as it runs for people: `node server.js CONSORTIUM HOME PORT_BASE CHAINCODE…`, each
 * chaincode as `NAME@MSPID=HOST:PORT`. Prints the profiles' folder as one line when it is up, and ends with its input.
 */
import { startEmbedded } from "@licet/network/start-embedded";
import { benchConsortium } from "./consortium.js";

const [home = "", portBase = "", ...addresses] = process.argv.slice(2);
const chaincodes = addresses.map((text) => {
  const match = /^(.+)@(.+)=(.+)$/.exec(text);
  if (match === null) throw new Error(`${text} is not NAME@MSPID=HOST:PORT`);
  const [, name = "", mspId = "", address = ""] = match;
  return { name, mspId, address };
});
const network = await startEmbedded({ consortium: benchConsortium(), home, portBase: Number(portBase), chaincodes });
process.stdout.write(`${network.profilesDir}\n`);
process.stdin.resume();
process.stdin.once("end", () => void network.stop().then(() => process.exit(0)));
