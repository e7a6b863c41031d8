// SPDX-License-Identifier: Apache-2.0
import { homeFolder } from "../config/home.js";
import { networkStatus } from "../fabric/verbs.js";
import { say } from "./shared.js";
import type { Values, Verb } from "./verb.js";

/** Shows the processes of every network. */
export const status: Verb = {
  usage: `  status [--json]              every network's processes, and whether each is healthy`,
  options: { json: { type: "boolean" } },
  run: showStatus,
};

async function showStatus(values: Values): Promise<void> {
  const networks = await networkStatus(homeFolder());
  if (values.json) {
    say(JSON.stringify(networks, null, 2));
    return;
  }
  if (networks.length === 0) say(`There is no network in ${homeFolder()}.`);
  for (const network of networks) {
    say(`${network.network}: ${network.running ? "runs" : "is stopped"} (${network.directory})`);
    for (const { name, kind, address, pid, state } of network.nodes)
      say(`  ${state.padEnd(9)}  ${kind.padEnd(9)}  ${address.padEnd(15)}  ${name}${pid ? ` (process ${pid})` : ""}`);
  }
}
