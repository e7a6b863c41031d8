// SPDX-License-Identifier: Apache-2.0
import { gatewayProfiles } from "../artifacts/profiles.js";
import { composeSecretsScript } from "../artifacts/secrets.js";
import { coreYaml } from "../core-yaml.js";
import { inFolder, yamlFile, type GeneratedFiles } from "../files.js";
import type { DeployedOrganisation, DeployPlan } from "../plan.js";
import { composeFile } from "./compose-file.js";

/** The files of one organisation's Compose project, by their path within its folder. */
export function organisationFiles(plan: DeployPlan, organisation: DeployedOrganisation): GeneratedFiles {
  const own = {
    "compose.yaml": yamlFile(composeFile(plan, organisation)),
    "create-secrets.sh": composeSecretsScript(organisation),
  };
  if (organisation.kind === "orderer") return own;
  return {
    ...own,
    "config/core.yaml": coreYaml(plan.consortium.name, plan.line),
    ...inFolder(
      "profiles",
      gatewayProfiles(plan, organisation, ({ host, port }) => `${host}:${port}`),
    ),
  };
}
