// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";
import { Argument, type Command } from "commander";
import { fromCaller } from "@licet/embedded-network/command-line";
import { loadConsortium } from "../config/consortium.js";
import { homeFolder } from "../config/home.js";
import { generate as generateFiles, TARGETS, writeGenerated, type Target } from "../deploy/generate.js";
import { planDeployment } from "../deploy/plan.js";
import { fabricLine } from "../fabric/binaries.js";
import { consensusOf } from "../fabric/network-name.js";
import { consortiumFile, networkOf, say } from "./shared.js";
import { consortiumVerb, type NetworkValues } from "./verb.js";

interface Values extends NetworkValues {
  readonly organisation?: string;
  readonly out?: string;
}

/** Writes the files of a deployment on containers. */
export function generate(): Command {
  return consortiumVerb("generate", "files for Docker Compose, for Kubernetes, or for Prometheus and Grafana")
    .addArgument(new Argument("<TARGET>", "what to generate").choices(TARGETS))
    .option("--organisation <NAME>", "the part of one organisation only")
    .option("--out <FOLDER>", "another folder than deploy/ and the target's name, in LICET_HOME")
    .action((target: Target, values: Values) => {
      const network = networkOf(values);
      const consortium = loadConsortium(consortiumFile(values));
      const plan = planDeployment(consortium, fabricLine(network.version), consensusOf(network));
      const files = generateFiles(target, plan, values.organisation);
      const folder = values.out === undefined ? join(homeFolder(), "deploy", target) : fromCaller(values.out);
      writeGenerated(folder, files);
      say(`${Object.keys(files).length} files in ${folder}`);
    });
}
