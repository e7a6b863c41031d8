// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";
import { READ_ONLY_ACLS } from "@licet/embedded-network/description/organisation-policies";
import type { Organisation } from "../config/schema.js";
import {
  fetchConfig,
  printOrganisation,
  submitConfigUpdate,
  type ChannelConfig,
  type ConfigGroup,
  type ConfigValue,
} from "./channel-config.js";
import { anchorPeers } from "./configtx.js";
import type { FabricContext } from "./peer-commands.js";
import { administrativePeers, type PeerPlan } from "./plan.js";

/**
 * Brings every organisation of the plan onto the channel with the access that it is to have.
 *
 * @param member a peer of an organisation that is on the channel
 * @param onAdmitted told of each organisation that was added or whose access changed
 * @throws {CommandError} when one of the tools or the ordering service refuses.
 */
export async function admitOrganisations(
  context: FabricContext,
  member: PeerPlan,
  onAdmitted: (organisation: Organisation) => void,
): Promise<void> {
  const folder = join(context.plan.directory, "channel", "present");
  const { groups } = (await fetchConfig(context, member, folder)).channel_group.groups.Application;
  for (const organisation of context.plan.consortium.organisations) {
    const present = groups[organisation.mspId];
    if (present && accessOf(present) === organisation.access) continue;
    await admitOrganisation(context, organisation, member);
    onAdmitted(organisation);
  }
}

/**
 * Puts an organisation's definition into the channel's configuration, with Fabric's own tools: the configuration is
 * fetched, the definition put into it, the difference computed, signed by a majority of the members' administrators,
 * and submitted. An organisation with another access is taken out first, since a definition that gives its own
 * administrator no say cannot be changed in place.
 */
async function admitOrganisation(context: FabricContext, organisation: Organisation, member: PeerPlan): Promise<void> {
  const { mspId } = organisation;
  const folder = join(context.plan.directory, "channel", `add-${mspId}`);
  let before = await fetchConfig(context, member, folder);
  if (before.channel_group.groups.Application.groups[mspId]) {
    const without = structuredClone(before);
    Reflect.deleteProperty(without.channel_group.groups.Application.groups, mspId);
    await submitUpdate(context, before, without, folder);
    before = await fetchConfig(context, member, folder);
  }
  const definition = await printOrganisation(context, organisation, folder);
  const after = structuredClone(before);
  const application = after.channel_group.groups.Application;
  application.groups[mspId] = withAnchorPeers(context, organisation, definition);
  if (organisation.access === "read-only") allowReadersToEvaluate(application);
  await submitUpdate(context, before, after, folder);
}

/** The access that an organisation's definition on the channel gives. */
function accessOf({ policies }: ConfigGroup): Organisation["access"] {
  // Clients are among those that write where access is full; see `organisationPolicies`.
  return policies.Writers.policy.value.identities.length > 1 ? "full" : "read-only";
}

/** Has a change of the configuration signed by a majority of the members, as they are before it, and submits it. */
async function submitUpdate(
  context: FabricContext,
  before: ChannelConfig,
  after: ChannelConfig,
  folder: string,
): Promise<void> {
  const { groups } = before.channel_group.groups.Application;
  const voters = administrativePeers(context.plan).filter(({ organisation }) => {
    const group = groups[organisation.mspId];
    return group !== undefined && accessOf(group) === "full";
  });
  const majority = Math.floor(Object.keys(groups).length / 2) + 1;
  // The submitter's signature is the first of the majority.
  const [submitter, ...others] = voters.slice(0, majority);
  if (!submitter) throw new Error("no member can sign the update");
  await submitConfigUpdate(context, { before, after, folder }, submitter, others);
}

/** `configtxgen -printOrg` leaves the anchor peers out. */
function withAnchorPeers(context: FabricContext, organisation: Organisation, definition: ConfigGroup): ConfigGroup {
  const anchors = anchorPeers(context.plan, organisation).map(({ Host, Port }) => ({ host: Host, port: Port }));
  if (anchors.length === 0) return definition;
  const value: ConfigValue = { mod_policy: "Admins", value: { anchor_peers: anchors }, version: "0" };
  return { ...definition, values: { ...definition.values, AnchorPeers: value } };
}

function allowReadersToEvaluate(application: Pick<ConfigGroup, "values">): void {
  const acls = (application.values["ACLs"] ??= { mod_policy: "Admins", value: {}, version: "0" });
  const added = Object.entries(READ_ONLY_ACLS).map(([resource, policy_ref]) => [resource, { policy_ref }] as const);
  acls.value.acls = { ...acls.value.acls, ...Object.fromEntries(added) };
}
