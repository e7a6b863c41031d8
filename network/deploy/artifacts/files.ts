// SPDX-License-Identifier: Apache-2.0
import type { GeneratedFiles } from "../files.js";
import type { DeployedOrganisation, DeployPlan } from "../plan.js";
import { chaincodesOf } from "../plan.js";
import { packageLabel, templatePackage } from "./chaincode-package.js";
import { collectionsConfigs, deployedConfigtx } from "./channel.js";
import { registerScript } from "./registrations.js";

/** What the channel is made from: for every organisation the same, whichever part of it is generated. */
export function channelFiles(plan: DeployPlan): GeneratedFiles {
  const packages = chaincodesOf(plan).flatMap((chaincode): [string, string | Buffer][] => {
    const { id, bytes } = templatePackage(chaincode);
    const file = `packages/${packageLabel(chaincode)}`;
    return [
      [`${file}.tar.gz`, bytes],
      [`${file}.package-id.txt`, `${id}\n`],
    ];
  });
  const collections = [...collectionsConfigs(plan)].map(([name, text]): [string, string] => {
    return [`collections/${name}/collections_config.json`, text];
  });
  return { "configtx.yaml": deployedConfigtx(plan), ...Object.fromEntries([...packages, ...collections]) };
}

/** What an organisation registers with its certificate authorities. */
export function registrationFiles(organisation: DeployedOrganisation): GeneratedFiles {
  return { "register.sh": registerScript(organisation) };
}
