// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";
import { loadConsortium } from "../config/consortium.js";
import { homeFolder } from "../config/home.js";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { generate as generateFiles, TARGETS, writeGenerated, type Target } from "../deploy/generate.js";
import { planDeployment } from "../deploy/plan.js";
import { fabricLine } from "../fabric/binaries.js";
import { consensusOf } from "../fabric/network-name.js";
import { consortiumFile, fromCaller, networkOf, say } from "./shared.js";
import { NETWORK_OPTIONS, type Values, type Verb } from "./verb.js";

/** Writes the files of a deployment on containers. */
export const generate: Verb = {
  usage: `  generate ${TARGETS.join("|")} [--fabric 2.5|3.1] [--consensus raft|bft]
                               files for Docker Compose, for Kubernetes, or for Prometheus and Grafana
      [--organisation NAME]    the part of one organisation only
      [--out FOLDER]           another folder than deploy/ and the target's name, in LICET_HOME
      [--consortium FILE]      another description than network/consortium.yaml`,
  options: {
    ...NETWORK_OPTIONS,
    organisation: { type: "string" },
    out: { type: "string" },
    consortium: { type: "string" },
  },
  takesWords: true,
  run: generateTarget,
};

function generateTarget(values: Values, words: readonly string[]): Promise<void> {
  const target = targetOf(words);
  const network = networkOf(values);
  const plan = planDeployment(
    loadConsortium(consortiumFile(values)),
    fabricLine(network.version),
    consensusOf(network),
  );
  const files = generateFiles(target, plan, values.organisation);
  const folder = values.out === undefined ? join(homeFolder(), "deploy", target) : fromCaller(values.out);
  writeGenerated(folder, files);
  say(`${Object.keys(files).length} files in ${folder}`);
  return Promise.resolve();
}

function targetOf(words: readonly string[]): Target {
  const target = TARGETS.find((known) => known === words[0]);
  if (target !== undefined && words.length === 1) return target;
  throw new NetworkError(
    "NETWORK_USAGE",
    `Say what to generate, one of ${TARGETS.join(", ")}, not "${words.join(" ")}".`,
  );
}
