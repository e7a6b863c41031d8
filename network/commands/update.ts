// SPDX-License-Identifier: Apache-2.0
import { loadConsortium } from "../config/consortium.js";
import { updateNetwork } from "../fabric/update-network.js";
import { changedNetwork, consortiumFile, interruptible, networkOf, say, timedProgress } from "./shared.js";
import { type AfterChange, NETWORK_OPTIONS, type Values, type Verb } from "./verb.js";

/** Brings a network that runs to what its consortium file says now. */
export const update: Verb = {
  usage: `  update [--fabric 2.5|3.1] [--consensus raft|bft] [--consortium FILE]
                               add the organisations and peers that are new in the consortium file to a network
                               that is up, and approve and commit chaincodes whose sequence was raised`,
  options: { ...NETWORK_OPTIONS, consortium: { type: "string" } },
  run: updateRunning,
};

async function updateRunning(values: Values, _words: readonly string[], afterChange: AfterChange): Promise<void> {
  const network = networkOf(values);
  const consortium = loadConsortium(consortiumFile(values));
  const progress = timedProgress();
  const { organisations, peers } = await updateNetwork({ ...network, consortium, progress, signal: interruptible() });
  if (peers.length === 0) say("No organisation and no peer is new.");
  else say(`Added: ${organisations.length} organisations, ${peers.map(({ host }) => host).join(", ")}.`);
  await afterChange(changedNetwork(network, consortium, progress));
}
