// SPDX-License-Identifier: Apache-2.0
import type { Command } from "commander";
import { commandLine } from "@licet/embedded-network/command-line";
import { homeFolder } from "../config/home.js";
import { networkStatus } from "../fabric/verbs.js";
import { say } from "./shared.js";

/** Shows the processes of every network. */
export function status(): Command {
  return commandLine("status", "every network's processes, and whether each is healthy")
    .option("--json", "as JSON")
    .action(showStatus);
}

async function showStatus(values: { readonly json?: boolean }): Promise<void> {
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
