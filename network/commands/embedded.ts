// SPDX-License-Identifier: Apache-2.0
import { runEmbedded } from "@licet/embedded-network/cli";
import { loadConsortium } from "../config/consortium.js";
import { defaultConsortiumFile, homeFolder } from "../config/home.js";
import { startEmbedded } from "../start-embedded.js";

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

/**
 * Runs the embedded network until SIGINT or SIGTERM, for `npm run network -- up --embedded`.
 *
 * @param argv arguments after the verb
 * @throws {NetworkError} NETWORK_USAGE and those of `startEmbedded`.
 */
export async function embedded(argv: readonly string[]): Promise<void> {
  await runEmbedded(argv, {
    usage: USAGE,
    consortium: (file) => loadConsortium(file ?? defaultConsortiumFile()),
    home: () => homeFolder(),
    start: startEmbedded,
  });
}
