// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inFolder, render, staticFiles, yamlFile, type GeneratedFiles } from "../templates/render.js";
import { channelFiles } from "./artifacts/files.js";
import { composeFiles } from "./compose.js";
import { coreDnsRules, kubernetesFiles } from "./kubernetes.js";
import { namesOf } from "./names.js";
import { CONTAINER_PORTS, selectOrganisations, type DeployedOrganisation, type DeployPlan } from "./plan.js";

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
  if (target === "monitoring") return monitoringFiles(plan, organisations);
  const whole = organisations.length === plan.organisations.length;
  const partOf = target === "compose" ? composeFiles : kubernetesFiles;
  const parts = organisations.map((organisation) =>
    inFolder(organisation.slug, {
      ...partOf(plan, organisation),
      "register.sh": render("scripts/register.sh.eta", namesOf(plan, organisation)),
    }),
  );
  return Object.assign(
    {},
    inFolder("channel", channelFiles(plan)),
    ...parts,
    target === "kubernetes" ? { "coredns-rewrites.txt": coreDnsRules(organisations) } : {},
    whole ? wholeFiles(target, plan) : {},
  ) as GeneratedFiles;
}

/** What runs all organisations in one place, for a trial. */
function wholeFiles(target: "compose" | "kubernetes", plan: DeployPlan): GeneratedFiles {
  return target === "compose"
    ? { "compose.yaml": yamlFile("compose/consortium.yaml.eta", { plan }) }
    : { "trial/kustomization.yaml": yamlFile("kubernetes/trial.yaml.eta", { plan }) };
}

/** Prometheus' and Grafana's files, and a Compose file that runs both beside the organisations' own. */
function monitoringFiles(plan: DeployPlan, organisations: readonly DeployedOrganisation[]): GeneratedFiles {
  const names = { plan, organisations, ports: CONTAINER_PORTS };
  const generated = ["prometheus.yml", "prometheus-kubernetes.yml", "compose.yaml"];
  return {
    ...staticFiles("monitoring"),
    ...Object.fromEntries(generated.map((file) => [file, yamlFile(`monitoring/${file}.eta`, names)])),
  };
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
