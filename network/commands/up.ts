// SPDX-License-Identifier: Apache-2.0
import { loadConsortium } from "../config/consortium.js";
import { ensureFabric } from "../fabric/download.js";
import { startFabric } from "../fabric/start-fabric.js";
import { watchProcesses } from "../fabric/verbs.js";
import {
  changedNetwork,
  consortiumFile,
  interruptible,
  networkOf,
  numberOf,
  say,
  sourcesOf,
  timedProgress,
} from "./shared.js";
import { type AfterChange, NETWORK_OPTIONS, type Values, type Verb } from "./verb.js";

/** Brings real Fabric up and runs until Ctrl-C, or leaves it running. */
export const up: Verb = {
  usage: `  up --embedded [OPTIONS]      the whole consortium in one process; up --embedded --help lists its options
  up [--fabric 2.5|3.1]        the consortium on real Fabric, as native processes without Docker
      [--consensus raft|bft]   Raft, which is 2.5's, or SmartBFT, which is 3.1's
      [--consortium FILE]      another description than network/consortium.yaml
      [--chaincode NAME=PATH]  deploy a chaincode: a package folder, or a file to run with Node; repeatable
      [--port-base N]          move all ports by N - 7000
      [--detach]               return when it is up, instead of running until Ctrl-C`,
  options: {
    ...NETWORK_OPTIONS,
    consortium: { type: "string" },
    chaincode: { type: "string", multiple: true },
    "port-base": { type: "string" },
    detach: { type: "boolean" },
  },
  run: bringUp,
};

async function bringUp(values: Values, _words: readonly string[], afterChange: AfterChange): Promise<void> {
  const interruption = interruptible();
  const progress = timedProgress();
  const name = networkOf(values);
  const consortium = loadConsortium(consortiumFile(values));
  await ensureFabric(name.version, { progress, signal: interruption });
  const network = await startFabric({
    ...name,
    portBase: numberOf("port-base", values["port-base"]),
    consortium,
    chaincodes: sourcesOf(values),
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
  await watchProcesses(network.processes, interruption, (name) =>
    say(`${name} has ended; see ${network.processes.logFile(name)}`),
  );
  say("Stopping …");
  await network.stop();
  say("Stopped; the ledger stays.");
}
