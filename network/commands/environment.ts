// SPDX-License-Identifier: Apache-2.0
import type { Command } from "commander";
import { loadConsortium } from "../config/consortium.js";
import { openNetwork } from "../fabric/running-network.js";
import { exportLines, shellEnvironment } from "../fabric/shell-environment.js";
import { consortiumFile, networkOf, say } from "./shared.js";
import { consortiumVerb, type NetworkValues } from "./verb.js";

const DESCRIPTION = `print lines for a shell that let peer and osnadmin act for an organisation as its administrator:
eval "$(npm run --silent network -- environment GBAuthority)"`;

/** Prints what a shell needs to run Fabric's own commands for an organisation. */
export function environment(): Command {
  return consortiumVerb("environment", DESCRIPTION)
    .argument("<ORGANISATION>")
    .option("--node <NAME>", "one of its nodes, instead of the first")
    .action((organisation: string, values: NetworkValues & { readonly node?: string }) => {
      const { context } = openNetwork(networkOf(values), loadConsortium(consortiumFile(values)));
      for (const line of exportLines(shellEnvironment(context, { organisation, node: values.node }))) say(line);
    });
}
