// SPDX-License-Identifier: Apache-2.0
import type { Command } from "commander";
import { runningEmbedded } from "@licet/embedded-network/cli";
import { commandLine } from "@licet/embedded-network/command-line";
import { loadConsortium } from "../config/consortium.js";
import { defaultConsortiumFile, homeFolder } from "../config/home.js";
import { startEmbedded } from "../start-embedded.js";

const DESCRIPTION = `the consortium of network/consortium.yaml, or of --consortium, in one process until Ctrl-C;
everything is kept in LICET_HOME, otherwise in .licet, where --home names nothing else`;

/** Runs the embedded network, for `npm run network -- up --embedded`. */
export function embedded(): Command {
  return runningEmbedded(commandLine("npm run network -- up --embedded", DESCRIPTION), {
    consortium: (file) => loadConsortium(file ?? defaultConsortiumFile()),
    home: () => homeFolder(),
    start: startEmbedded,
  });
}
