// SPDX-License-Identifier: Apache-2.0
import type { DeployedNode, DeployedOrganisation, DeployPlan } from "../plan.js";

/** Where a node is reached from the gateway. */
export type AddressOf = (node: DeployedNode) => string;

/** Users' certificates and keys lie beside the profiles folder, because a mounted folder cannot hold another. */
const USERS_FOLDER = "../users";
const ENDORSE_TIMEOUT_SECONDS = "300";

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
    [profileFile]: json(connectionProfile(plan, organisation, addressOf)),
    "identities.json": json(identities),
  };
}

/** Fabric's common connection profile with the organisation's own peers; others are found by discovery. */
function connectionProfile(plan: DeployPlan, organisation: DeployedOrganisation, addressOf: AddressOf): object {
  const { consortium } = plan;
  const hosts = organisation.nodes.map(({ host }) => host);
  const roles = { endorsingPeer: true, chaincodeQuery: true, ledgerQuery: true, eventSource: true };
  return {
    name: `${consortium.name}-${organisation.slug}`,
    version: "1.0.0",
    client: {
      organization: organisation.name,
      connection: { timeout: { peer: { endorser: ENDORSE_TIMEOUT_SECONDS }, orderer: ENDORSE_TIMEOUT_SECONDS } },
    },
    organizations: {
      [organisation.name]: { mspid: organisation.mspId, peers: hosts, certificateAuthorities: [] },
    },
    peers: Object.fromEntries(
      organisation.nodes.map((node) => [
        node.host,
        {
          url: `grpcs://${addressOf(node)}`,
          tlsCACerts: { path: `${USERS_FOLDER}/tlsca.crt` },
          grpcOptions: { "ssl-target-name-override": node.host, hostnameOverride: node.host },
        },
      ]),
    ),
    channels: {
      [consortium.channel]: { peers: Object.fromEntries(hosts.map((host) => [host, roles])) },
    },
  };
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
