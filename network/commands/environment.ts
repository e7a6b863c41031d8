// SPDX-License-Identifier: Apache-2.0
import { loadConsortium } from "../config/consortium.js";
import { openNetwork } from "../fabric/running-network.js";
import { exportLines, shellEnvironment } from "../fabric/shell-environment.js";
import { consortiumFile, networkOf, oneWord, say } from "./shared.js";
import { NETWORK_OPTIONS, type Values, type Verb } from "./verb.js";

/** Prints what a shell needs to run Fabric's own commands for an organisation. */
export const environment: Verb = {
  usage: `  environment ORG [--fabric 2.5|3.1] [--consensus raft|bft] [--consortium FILE]
      [--node NAME]            print lines for a shell that let peer and osnadmin act for an organisation as its
                               administrator: eval "$(npm run --silent network -- environment GBAuthority)"`,
  options: { ...NETWORK_OPTIONS, consortium: { type: "string" }, node: { type: "string" } },
  takesWords: true,
  run: printEnvironment,
};

function printEnvironment(values: Values, words: readonly string[]): Promise<void> {
  const organisation = oneWord("environment", "an organisation", words);
  const { context } = openNetwork(networkOf(values), loadConsortium(consortiumFile(values)));
  for (const line of exportLines(shellEnvironment(context, { organisation, node: values.node }))) say(line);
  return Promise.resolve();
}
