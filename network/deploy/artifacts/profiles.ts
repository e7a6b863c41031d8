// SPDX-License-Identifier: Apache-2.0
import { value } from "../../templates/render.js";
import type { DeployedNode, DeployedOrganisation, DeployPlan } from "../plan.js";

/** Where a node is reached from the gateway. */
export type AddressOf = (node: DeployedNode) => string;

/** Users' certificates and keys lie beside the profiles folder, because a mounted folder cannot hold another. */
const USERS_FOLDER = "../users";

/** The files of the gateway's profiles folder: the organisation's connection profile, and its users without keys. */
export function gatewayProfiles(
  plan: DeployPlan,
  organisation: DeployedOrganisation,
  addressOf: AddressOf,
): Readonly<Record<string, string>> {
  const profileFile = `connection-${organisation.slug}.json`;
  const identities = organisation.users
    .filter(({ admin }) => !admin)
    .map(({ name, attributes, admin }) => ({
      name,
      mspId: organisation.mspId,
      organisation: organisation.name,
      connectionProfile: profileFile,
      certificatePath: `${USERS_FOLDER}/${name}.crt`,
      keyPath: `${USERS_FOLDER}/${name}.key`,
      attributes,
      admin,
    }));
  return {
    [profileFile]: json(value("connection-profile.yaml.eta", { consortium: plan.consortium, organisation, addressOf })),
    "identities.json": json(identities),
  };
}

const json = (content: unknown): string => `${JSON.stringify(content, null, 2)}\n`;
