// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { loadConsortium } from "@licet/network/config/consortium";
import { defaultConsortiumFile } from "@licet/network/config/home";
import { generate, type Target } from "@licet/network/deploy/generate";
import { planDeployment, type DeployPlan } from "@licet/network/deploy/plan";
import type { GeneratedFiles } from "@licet/network/templates/render";
import { parseAllDocuments } from "yaml";

/** The two networks that are deployed: Fabric 2.5 with Raft and Fabric 3.1 with SmartBFT. */
export const NETWORKS = [
  ["2.5", "raft"],
  ["3.1", "bft"],
] as const;

/** The repository's consortium, placed on containers. */
export function planOf(line: "2.5" | "3.1" = "2.5", consensus: "raft" | "bft" = "raft"): DeployPlan {
  return planDeployment(loadConsortium(defaultConsortiumFile()), line, consensus);
}

/** The text of what is generated, by path. */
export function textsOf(target: Target, plan: DeployPlan, organisation?: string): Readonly<Record<string, string>> {
  const files: GeneratedFiles = generate(target, plan, organisation);
  return Object.fromEntries(
    Object.entries(files).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** The documents of a YAML file. */
export function documentsOf(text: string): unknown[] {
  return parseAllDocuments(text).map((document) => document.toJS() as unknown);
}

/** Whether a command of another project can be run here; tests that need it are skipped otherwise, and say so. */
export function isInstalled(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}
