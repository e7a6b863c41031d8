// SPDX-License-Identifier: Apache-2.0
import type { Command } from "commander";
import { repeated, wholeNumber } from "@licet/embedded-network/command-line";
import { loadConsortium } from "../config/consortium.js";
import type { ChaincodeSource } from "../fabric/chaincode-process.js";
import { ensureFabric } from "../fabric/download.js";
import { startFabric } from "../fabric/start-fabric.js";
import { keepProcessesUp } from "../fabric/keep-up.js";
import { changedNetwork, consortiumFile, interruptible, networkOf, say, sourceNamed, timedProgress } from "./shared.js";
import { consortiumVerb, type AfterChange, type NetworkValues } from "./verb.js";

interface Values extends NetworkValues {
  readonly chaincode?: readonly ChaincodeSource[];
  readonly portBase?: number;
  readonly detach?: boolean;
}

/** Brings real Fabric up and runs until Ctrl-C, or leaves it running. */
export function up(afterChange: AfterChange): Command {
  return consortiumVerb("up", "the consortium on real Fabric, as native processes without Docker, or embedded")
    .option("--embedded", "the whole consortium in one process; up --embedded --help lists its options")
    .option(
      "--chaincode <NAME=PATH>",
      "deploy a chaincode: a package folder, or a file for Node; repeatable",
      repeated(sourceNamed),
    )
    .option("--port-base <N>", "move all ports by N - 7000", wholeNumber)
    .option("--detach", "return when it is up, instead of running until Ctrl-C")
    .action((values: Values) => bringUp(values, afterChange));
}

async function bringUp(values: Values, afterChange: AfterChange): Promise<void> {
  const interruption = interruptible();
  const progress = timedProgress();
  const name = networkOf(values);
  const consortium = loadConsortium(consortiumFile(values));
  await ensureFabric(name.version, { progress, signal: interruption });
  const network = await startFabric({
    ...name,
    portBase: values.portBase,
    consortium,
    chaincodes: values.chaincode,
    progress,
    outlive: values.detach,
    signal: interruption,
  });
  say(`profiles and identities: ${network.profilesDir}`);
  await afterChange(changedNetwork(name, consortium, progress));
  if (values.detach) {
    say("The network runs; npm run network -- down ends it.");
    return;
  }
  say("The network runs; Ctrl-C ends it.");
  await keepProcessesUp(network.processes, interruption, say);
  say("Stopping …");
  await network.stop();
  say("Stopped; the ledger stays.");
}
