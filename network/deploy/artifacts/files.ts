// SPDX-License-Identifier: Apache-2.0
import { configtxYaml } from "../../fabric/configtx.js";
import { collectionsConfig } from "../../fabric/deploy-chaincode.js";
import { planNetwork } from "../../fabric/plan.js";
import type { GeneratedFiles } from "../../templates/render.js";
import { chaincodesOf, type DeployPlan } from "../plan.js";
import { packageLabel, templatePackage } from "./chaincode-package.js";

/** The `organizations` folder lies beside the folder that configtx.yaml lies in. */
const FOLDER_ABOVE = "..";

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
  const collections = plan.consortium.chaincodes
    .filter((chaincode) => chaincode.collections.length > 0)
    .map((chaincode): [string, string] => [
      `collections/${chaincode.name}/collections_config.json`,
      collectionsConfig(chaincode),
    ]);
  return { "configtx.yaml": deployedConfigtx(plan), ...Object.fromEntries([...packages, ...collections]) };
}

/** configtx.yaml as native networks have it, with host names instead of this machine's address. */
export function deployedConfigtx({ consortium, consensus }: DeployPlan): string {
  return configtxYaml(planNetwork(consortium, FOLDER_ABOVE, { consensus }), ({ host }) => host);
}
