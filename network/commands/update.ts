// SPDX-License-Identifier: Apache-2.0
import type { Command } from "commander";
import { loadConsortium } from "../config/consortium.js";
import { updateNetwork } from "../fabric/update-network.js";
import { changedNetwork, consortiumFile, interruptible, networkOf, say, timedProgress } from "./shared.js";
import { consortiumVerb, type AfterChange, type NetworkValues } from "./verb.js";

const DESCRIPTION =
  "add the organisations and peers that are new in the consortium file to a network that is up, " +
  "and approve and commit chaincodes whose sequence was raised";

/** Brings a network that runs to what its consortium file says now. */
export function update(afterChange: AfterChange): Command {
  return consortiumVerb("update", DESCRIPTION).action(async (values: NetworkValues) => {
    const network = networkOf(values);
    const consortium = loadConsortium(consortiumFile(values));
    const progress = timedProgress();
    const { organisations, peers } = await updateNetwork({ ...network, consortium, progress, signal: interruptible() });
    if (peers.length === 0) say("No organisation and no peer is new.");
    else say(`Added: ${organisations.length} organisations, ${peers.map(({ host }) => host).join(", ")}.`);
    await afterChange(changedNetwork(network, consortium, progress));
  });
}
