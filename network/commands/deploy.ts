// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";
import { loadConsortium } from "../config/consortium.js";
import { packageFolder } from "../config/home.js";
import { chaincodeAt } from "../fabric/chaincode-process.js";
import { deployToRunning } from "../fabric/deployments.js";
import { changedNetwork, consortiumFile, interruptible, networkOf, sourcesOf, timedProgress } from "./shared.js";
import { type AfterChange, NETWORK_OPTIONS, type Values, type Verb } from "./verb.js";

/** Deploys chaincodes to a network that runs. */
export const deploy: Verb = {
  usage: `  deploy [--fabric 2.5|3.1] [--consensus raft|bft]
      [--chaincode NAME=PATH]  deploy to a network that is up: Licet's own chaincode, or those named; repeatable
      [--consortium FILE]      another description than network/consortium.yaml`,
  options: {
    ...NETWORK_OPTIONS,
    consortium: { type: "string" },
    chaincode: { type: "string", multiple: true },
  },
  run: deployAll,
};

async function deployAll(values: Values, _words: readonly string[], afterChange: AfterChange): Promise<void> {
  const named = sourcesOf(values);
  const sources = named.length > 0 ? named : [chaincodeAt("licet", join(packageFolder(), "..", "chaincode"))];
  const signal = interruptible();
  const progress = timedProgress();
  const network = networkOf(values);
  const consortium = loadConsortium(consortiumFile(values));
  for (const source of sources) await deployToRunning({ ...network, consortium, source, progress, signal });
  await afterChange(changedNetwork(network, consortium, progress));
}
