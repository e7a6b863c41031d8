// SPDX-License-Identifier: Apache-2.0
import type { Command } from "commander";
import { homeFolder } from "../config/home.js";
import { EMBEDDED_FOLDER, fabricNetworks, resetNetwork, stopNetwork } from "../fabric/verbs.js";
import { fabricNetwork } from "../fabric/network-name.js";
import { networkOf, say } from "./shared.js";
import { networkVerb, type NetworkValues } from "./verb.js";

/** Ends the processes of real Fabric. */
export function down(): Command {
  return networkVerb(
    "down",
    "end the processes of real Fabric; the ledger stays; without option, of all networks",
  ).action(async (values: NetworkValues) => {
    let ended = 0;
    for (const network of named(values) ?? fabricNetworks(homeFolder())) {
      const count = await stopNetwork(homeFolder(), network);
      if (count > 0) say(`${network}: ${count} processes ended; the ledger stays`);
      ended += count;
    }
    if (ended === 0)
      say("No process of real Fabric runs here. The embedded network ends with its own process (Ctrl-C).");
  });
}

/** Removes networks with all they keep. */
export function reset(): Command {
  return networkVerb("reset", "end and remove a network with its ledger and keys; without option, all of them")
    .option("--embedded", "the embedded network")
    .action(async (values: NetworkValues & { readonly embedded?: boolean }) => {
      const home = homeFolder();
      const wanted = [...(values.embedded ? [EMBEDDED_FOLDER] : []), ...(named(values) ?? [])];
      const networks = wanted.length > 0 ? wanted : [EMBEDDED_FOLDER, ...fabricNetworks(home)];
      for (const network of networks) if (await resetNetwork(home, network)) say(`${network}: removed`);
    });
}

/** The network of real Fabric that the options name; undefined where they name none. */
function named(values: NetworkValues): string[] | undefined {
  return values.fabric === undefined && values.consensus === undefined ? undefined : [fabricNetwork(networkOf(values))];
}
