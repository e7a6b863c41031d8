// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { channelFiles, registrationFiles } from "./artifacts/files.js";
import { consortiumFile } from "./compose/compose-file.js";
import { organisationFiles as composeFiles } from "./compose/organisation.js";
import { inFolder, yamlFile, type GeneratedFiles } from "./files.js";
import { coreDnsRules, organisationFiles as kubernetesFiles, trialFiles } from "./kubernetes/organisation.js";
import { monitoringFiles } from "./monitoring/files.js";
import { selectOrganisations, type DeployedOrganisation, type DeployPlan } from "./plan.js";

/** What can be generated. */
export const TARGETS = ["compose", "kubernetes", "monitoring"] as const;
export type Target = (typeof TARGETS)[number];

const SCRIPT_MODE = 0o755;
const FILE_MODE = 0o644;

/**
 * The files of a deployment, by their path within its folder. None holds a secret.
 *
 * @param wanted name or MSP id of the only organisation whose part is generated; without it, all
 * @throws {NetworkError} NETWORK_USAGE when there is no such organisation.
 */
export function generate(target: Target, plan: DeployPlan, wanted?: string): GeneratedFiles {
  const organisations = selectOrganisations(plan, wanted);
  const whole = organisations.length === plan.organisations.length;
  if (target === "monitoring") return monitoringFiles(plan, organisations);
  const parts = organisations.map((organisation) =>
    inFolder(organisation.slug, { ...partOf(target, plan, organisation), ...registrationFiles(organisation) }),
  );
  return Object.assign(
    {},
    inFolder("channel", channelFiles(plan)),
    ...parts,
    target === "compose" && whole ? { "compose.yaml": yamlFile(consortiumFile(plan)) } : {},
    target === "kubernetes" ? { "coredns-rewrites.txt": coreDnsRules(organisations) } : {},
    target === "kubernetes" && whole ? inFolder("trial", trialFiles(organisations)) : {},
  ) as GeneratedFiles;
}

function partOf(target: "compose" | "kubernetes", plan: DeployPlan, organisation: DeployedOrganisation) {
  return target === "compose" ? composeFiles(plan, organisation) : kubernetesFiles(plan, organisation);
}

/** Writes generated files below a folder. Files that lie there and are not generated stay. */
export function writeGenerated(folder: string, files: GeneratedFiles): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    // A new file takes the mode; one that is overwritten would keep its own.
    rmSync(file, { force: true });
    writeFileSync(file, content, { mode: path.endsWith(".sh") ? SCRIPT_MODE : FILE_MODE });
  }
}
