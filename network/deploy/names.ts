// SPDX-License-Identifier: Apache-2.0
import { QUIET_GATEWAY } from "../fabric/node-settings.js";
import { render, texts } from "../templates/render.js";
import { templateName, templatePackage } from "./artifacts/chaincode-package.js";
import * as material from "./material.js";
import { CONTAINER_PORTS, type DeployedChaincode, type DeployedOrganisation, type DeployPlan } from "./plan.js";
import { SIZES } from "./sizes.js";

type Names = Readonly<Record<string, unknown>>;

/** What the templates of an organisation's part know by name, for Compose and Kubernetes alike. */
export function namesOf(plan: DeployPlan, organisation: DeployedOrganisation): Names {
  const shared = {
    plan,
    organisation,
    material,
    ports: CONTAINER_PORTS,
    sizes: SIZES,
    quietGateway: QUIET_GATEWAY,
    templateName,
    quoted,
    packageId: (chaincode: DeployedChaincode) => templatePackage(chaincode).id,
  };
  const environment = (of: string, more: Names) => texts(`environment/${of}.yaml.eta`, { ...shared, ...more });
  const script = (name: string, more: Names) => render(`scripts/${name}.sh.eta`, { ...shared, ...more }).trimEnd();
  return { ...shared, environment, script };
}

/** A word that the shell takes as it stands, whatever it holds. */
export function quoted(text: string): string {
  return /^[A-Za-z0-9_./:=@,+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
