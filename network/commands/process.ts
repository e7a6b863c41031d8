// SPDX-License-Identifier: Apache-2.0
import type { Command } from "commander";
import { loadConsortium } from "../config/consortium.js";
import { startProcess, stopProcess, type OneProcessOptions } from "../fabric/one-process.js";
import { consortiumFile, interruptible, networkOf, say, timedProgress } from "./shared.js";
import { consortiumVerb, type NetworkValues } from "./verb.js";

/** Ends one process. */
export function stop(): Command {
  return consortiumVerb("stop", "end one process as status names it, to work on its files; the others go on")
    .argument("<NAME>")
    .action(async (process: string, values: NetworkValues) => {
      await stopProcess(optionsOf(process, values));
      say(`${process}: ended`);
    });
}

/** Starts one peer or ordering node. */
export function start(): Command {
  return consortiumVerb("start", "start one peer or ordering node again")
    .argument("<NAME>")
    .action((process: string, values: NetworkValues) =>
      startProcess({ ...optionsOf(process, values), progress: timedProgress(), signal: interruptible() }),
    );
}

function optionsOf(process: string, values: NetworkValues): OneProcessOptions {
  return { ...networkOf(values), consortium: loadConsortium(consortiumFile(values)), process };
}
