// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";
import type { Command } from "commander";
import { repeated } from "@licet/embedded-network/command-line";
import { loadConsortium } from "../config/consortium.js";
import { packageFolder } from "../config/home.js";
import { chaincodeAt, type ChaincodeSource } from "../fabric/chaincode-process.js";
import { deployToRunning } from "../fabric/deployments.js";
import { changedNetwork, consortiumFile, interruptible, networkOf, sourceNamed, timedProgress } from "./shared.js";
import { consortiumVerb, type AfterChange, type NetworkValues } from "./verb.js";

interface Values extends NetworkValues {
  readonly chaincode?: readonly ChaincodeSource[];
}

/** Deploys chaincodes to a network that runs. */
export function deploy(afterChange: AfterChange): Command {
  return consortiumVerb("deploy", "deploy to a network that is up: Licet's own chaincode, or those named")
    .option(
      "--chaincode <NAME=PATH>",
      "a package folder, or a file to run with Node; repeatable",
      repeated(sourceNamed),
    )
    .action(async (values: Values) => {
      const sources = values.chaincode ?? [chaincodeAt("licet", join(packageFolder(), "..", "chaincode"))];
      const signal = interruptible();
      const progress = timedProgress();
      const network = networkOf(values);
      const consortium = loadConsortium(consortiumFile(values));
      for (const source of sources) await deployToRunning({ ...network, consortium, source, progress, signal });
      await afterChange(changedNetwork(network, consortium, progress));
    });
}
