// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { READ_ONLY_ACLS } from "../config/organisationPolicies.js";
import type { Organisation } from "../config/schema.js";
import { run } from "./commands.js";
import { anchorPeers, newOrganisationYaml } from "./configtx.js";
import { COMMAND_LOG_LEVEL } from "./nodeSettings.js";
import { ordererOptions, peerCommand, type FabricContext } from "./peerCommands.js";
import { administrativePeers, type PeerPlan } from "./plan.js";

/** Message types of `configtxlator`. */
const CONFIG = "common.Config";
const CONFIG_UPDATE = "common.ConfigUpdate";
/** HeaderType CONFIG_UPDATE of common.proto. */
const CONFIG_UPDATE_HEADER = 2;

/** The parts of a channel's configuration, as `configtxlator` writes it, that adding an organisation touches. */
export interface ChannelConfig {
  channel_group: { groups: { Application: Pick<ConfigGroup, "values"> & { groups: Record<string, ConfigGroup> } } };
}
interface ConfigGroup {
  values: Record<string, ConfigValue>;
  policies: { Writers: { policy: { value: { identities: readonly unknown[] } } } };
}
interface ConfigValue {
  mod_policy: "Admins";
  version: string;
  value: { acls?: Record<string, { policy_ref: string }>; anchor_peers?: { host: string; port: number }[] };
}

/**
 * Brings every organisation of the plan onto the channel with the access that it is to have.
 *
 * @param member a peer of an organisation that is on the channel
 * @param onAdmitted told of each organisation that was added or whose access changed
 * @throws {CommandError} when one of the tools or the ordering service refuses
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
  const update = await updateEnvelope(context, before, after, folder);
  const { groups } = before.channel_group.groups.Application;
  const voters = administrativePeers(context.plan).filter(({ organisation }) => {
    const group = groups[organisation.mspId];
    return group !== undefined && accessOf(group) === "full";
  });
  const majority = Math.floor(Object.keys(groups).length / 2) + 1;
  // The submitter's signature is the first of the majority.
  const [submitter, ...others] = voters.slice(0, majority);
  if (!submitter) throw new Error("no member can sign the update");
  for (const signer of others) await peerCommand(context, signer, ["channel", "signconfigtx", "--file", update]);
  await peerCommand(context, submitter, [
    ...["channel", "update", "--file", update, "--channelID", context.plan.consortium.channel],
    ...ordererOptions(context.plan),
  ]);
}

/** The channel's configuration; files are left in `folder`. */
export async function fetchConfig(context: FabricContext, peer: PeerPlan, folder: string): Promise<ChannelConfig> {
  mkdirSync(folder, { recursive: true });
  const block = join(folder, "config_block.pb");
  await peerCommand(context, peer, [
    ...["channel", "fetch", "config", block, "--channelID", context.plan.consortium.channel],
    ...ordererOptions(context.plan),
  ]);
  const json = join(folder, "config_block.json");
  await configtxlator(context, ["proto_decode", "--type", "common.Block", "--input", block, "--output", json]);
  const decoded = JSON.parse(readFileSync(json, "utf8")) as {
    data: { data: { payload: { data: { config: ChannelConfig } } }[] };
  };
  const config = decoded.data.data[0]?.payload.data.config;
  if (!config) throw new Error(`${block} holds no configuration`);
  return config;
}

/** An organisation's definition as its files give it. */
export async function printOrganisation(
  context: FabricContext,
  organisation: Organisation,
  folder: string,
): Promise<ConfigGroup> {
  writeFileSync(join(folder, "configtx.yaml"), newOrganisationYaml(context.plan, organisation));
  const printed = await run({
    program: context.binaries.programs.configtxgen,
    args: ["-printOrg", organisation.mspId, "-configPath", folder],
    environment: { FABRIC_CFG_PATH: folder, FABRIC_LOGGING_SPEC: COMMAND_LOG_LEVEL },
    cwd: context.plan.directory,
    signal: context.signal,
  });
  return JSON.parse(printed) as ConfigGroup;
}

/** `configtxgen -printOrg` leaves the anchor peers out. */
function withAnchorPeers(context: FabricContext, organisation: Organisation, definition: ConfigGroup): ConfigGroup {
  const anchors = anchorPeers(context.plan, organisation).map(({ Host, Port }) => ({ host: Host, port: Port }));
  const value: ConfigValue = { mod_policy: "Admins", value: { anchor_peers: anchors }, version: "0" };
  return { ...definition, values: { ...definition.values, AnchorPeers: value } };
}

function allowReadersToEvaluate(application: Pick<ConfigGroup, "values">): void {
  const acls = (application.values["ACLs"] ??= { mod_policy: "Admins", value: {}, version: "0" });
  const added = Object.entries(READ_ONLY_ACLS).map(([resource, policy_ref]) => [resource, { policy_ref }] as const);
  acls.value.acls = { ...acls.value.acls, ...Object.fromEntries(added) };
}

/** The file of an unsigned envelope that changes one configuration into another. */
export async function updateEnvelope(
  context: FabricContext,
  before: ChannelConfig,
  after: ChannelConfig,
  folder: string,
): Promise<string> {
  const { channel } = context.plan.consortium;
  const original = await encode(context, CONFIG, before, join(folder, "config"));
  const updated = await encode(context, CONFIG, after, join(folder, "modified_config"));
  const update = join(folder, "config_update");
  await configtxlator(context, [
    ...["compute_update", "--channel_id", channel, "--original", original, "--updated", updated],
    ...["--output", `${update}.pb`],
  ]);
  await configtxlator(context, [
    ...["proto_decode", "--type", CONFIG_UPDATE, "--input", `${update}.pb`, "--output", `${update}.json`],
  ]);
  const envelope = {
    payload: {
      header: { channel_header: { channel_id: channel, type: CONFIG_UPDATE_HEADER } },
      data: { config_update: JSON.parse(readFileSync(`${update}.json`, "utf8")) as unknown },
    },
  };
  return encode(context, "common.Envelope", envelope, join(folder, "config_update_in_envelope"));
}

async function encode(context: FabricContext, type: string, message: object, path: string): Promise<string> {
  writeFileSync(`${path}.json`, JSON.stringify(message));
  await configtxlator(context, ["proto_encode", "--type", type, "--input", `${path}.json`, "--output", `${path}.pb`]);
  return `${path}.pb`;
}

async function configtxlator(context: FabricContext, args: readonly string[]): Promise<void> {
  await run({
    program: context.binaries.programs.configtxlator,
    args,
    environment: {},
    cwd: context.plan.directory,
    signal: context.signal,
  });
}
