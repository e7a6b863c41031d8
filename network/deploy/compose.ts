// SPDX-License-Identifier: Apache-2.0
import { basename } from "node:path";
import { render, inFolder, yamlFile, type GeneratedFiles } from "../templates/render.js";
import { gatewayProfiles } from "./artifacts/profiles.js";
import { databaseFiles } from "./artifacts/database.js";
import { coreYaml } from "./core-yaml.js";
import { madePasswords, materialsOf, type Material } from "./material.js";
import { namesOf } from "./names.js";
import type { DeployedOrganisation, DeployPlan } from "./plan.js";
import { SIZES, type Size } from "./sizes.js";

const ORGANIZATIONS_DIR = "${ORGANIZATIONS_DIR:-../organizations}";
const PROCESSES_MAX = 512;

interface Mount {
  readonly source: string;
  readonly target: string;
}
type FilesByName = Record<string, { readonly file: string }>;

/** The files of one organisation's Compose project, by their path within its folder. */
export function composeFiles(plan: DeployPlan, organisation: DeployedOrganisation): GeneratedFiles {
  const { slug, kind, gateway } = organisation;
  const names = namesOf(plan, organisation);
  const profiles = gatewayProfiles(plan, organisation, ({ host, port }) => `${host}:${port}`);
  const own = {
    "compose.yaml": yamlFile("compose/organisation.yaml.eta", {
      ...names,
      profiles: Object.keys(profiles),
      files: filesOf(organisation, gateway ? Object.keys(profiles) : []),
      mounts: (...materials: Material[]) => mounts(slug, materials),
      size: (service: keyof typeof SIZES) => JSON.stringify(resources(SIZES[service])),
      variables: (of: string, more: object) =>
        JSON.stringify((names["environment"] as (of: string, more: object) => object)(of, more)),
    }),
    "create-secrets.sh": render("scripts/compose-secrets.sh.eta", names),
  };
  if (kind === "orderer") return own;
  return {
    ...own,
    "config/core.yaml": coreYaml(plan.consortium.name, plan.line),
    ...inFolder("profiles", profiles),
    ...(gateway ? databaseFiles() : {}),
  };
}

/** The files that the organisation's Compose file knows, as secrets and as configurations, by name. */
function filesOf(organisation: DeployedOrganisation, profiles: readonly string[]) {
  const { slug, chaincodes, gateway } = organisation;
  const secrets: FilesByName = {};
  const configs: FilesByName = {};
  for (const { name, files } of materialsOf(organisation))
    for (const { key, source, isPrivate } of files)
      (isPrivate ? secrets : configs)[`${slug}-${name}-${key}`] = { file: `${ORGANIZATIONS_DIR}/${source}` };
  const made = [...madePasswords(organisation).map(({ name }) => name), ...(chaincodes.length > 0 ? [BUILDER] : [])];
  for (const name of made) secrets[`${slug}-${name}`] = { file: `./secrets/${name}` };
  if (chaincodes.length > 0) configs[`${slug}-core.yaml`] = { file: "./config/core.yaml" };
  for (const file of gateway ? Object.keys(databaseFiles()) : [])
    configs[`${slug}-${basename(file)}`] = { file: `./${file}` };
  for (const file of profiles) configs[`${slug}-${file}`] = { file: `./profiles/${file}` };
  return { secrets, configs };
}

const BUILDER = "chaincode-builder";

/** Mounts key material: private keys as secrets, certificates as configurations. */
function mounts(slug: string, materials: readonly Material[]) {
  const secrets: Mount[] = [];
  const configs: Mount[] = [];
  for (const { name, mountPath, files } of materials)
    for (const { key, target, isPrivate } of files)
      (isPrivate ? secrets : configs).push({ source: `${slug}-${name}-${key}`, target: `${mountPath}/${target}` });
  return { secrets, configs };
}

/** A size as Compose writes it. */
function resources({ cpuLimit, cpuRequest, memoryLimit, memoryRequest }: Size): object {
  const memory = (text: string): string => text.replace("Mi", "m").replace("Gi", "g");
  return {
    resources: {
      limits: { cpus: cpuLimit, memory: memory(memoryLimit), pids: PROCESSES_MAX },
      reservations: { cpus: cpuRequest, memory: memory(memoryRequest) },
    },
  };
}
