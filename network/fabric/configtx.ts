// SPDX-License-Identifier: Apache-2.0
import { stringify } from "yaml";
import { organisationPolicies, READ_ONLY_ACLS } from "@licet/embedded-network/description/organisation-policies";
import { OrganisationLayout } from "@licet/embedded-network/crypto/layout";
import type { Organisation } from "../config/schema.js";
import { value } from "../templates/render.js";
import { LOOPBACK, type NetworkPlan } from "./plan.js";

/** The profile that configtxgen is asked for. */
export const CHANNEL_PROFILE = "Channel";

/** configtxgen reads no aliases in some places. */
const YAML_OPTIONS = { aliasDuplicateObjects: false, lineWidth: 0 } as const;

/** Where a peer or ordering node is reached by the other nodes. */
export type HostOf = (node: { readonly host: string }) => string;

const onThisMachine: HostOf = () => LOOPBACK;

/** The text of configtx.yaml for a channel with all peer organisations and the plan's ordering service. */
export function configtxYaml(plan: NetworkPlan, hostOf = onThisMachine): string {
  const { organisations, orderer } = plan.consortium;
  const configtx = value("configtx.yaml.eta", {
    plan,
    hostOf,
    ordererMsp: new OrganisationLayout(plan.directory, "orderer", orderer.domain).msp,
    organisations: organisations.map((organisation) => peerOrganisation(plan, organisation, hostOf)),
    acls: organisations.some(({ access }) => access === "read-only") && READ_ONLY_ACLS,
  });
  return stringify(configtx, YAML_OPTIONS);
}

/** The text of a configtx.yaml from which `configtxgen -printOrg` prints an organisation that is to be added. */
export function newOrganisationYaml(plan: NetworkPlan, organisation: Organisation): string {
  return stringify({ Organizations: [peerOrganisation(plan, organisation)] }, YAML_OPTIONS);
}

/** Where an organisation's peers are found by those of others. */
export function anchorPeers(
  plan: NetworkPlan,
  organisation: Organisation,
  hostOf = onThisMachine,
): { Host: string; Port: number }[] {
  return plan.peers
    .filter((peer) => peer.organisation.mspId === organisation.mspId)
    .map((peer) => ({ Host: hostOf(peer), Port: peer.port }));
}

function peerOrganisation(plan: NetworkPlan, organisation: Organisation, hostOf = onThisMachine): object {
  const { mspId, domain } = organisation;
  const policies = Object.entries(organisationPolicies(organisation));
  const anchors = anchorPeers(plan, organisation, hostOf);
  return {
    Name: mspId,
    ID: mspId,
    MSPDir: new OrganisationLayout(plan.directory, "peer", domain).msp,
    Policies: Object.fromEntries(policies.map(([name, Rule]) => [name, { Type: "Signature", Rule }])),
    ...(anchors.length > 0 && { AnchorPeers: anchors }),
  };
}
