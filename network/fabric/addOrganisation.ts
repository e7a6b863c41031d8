// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { READ_ONLY_ACLS } from "../config/organisationPolicies.js";
import type { Organisation } from "../config/schema.js";
import { run } from "./commands.js";
import { anchorPeers, newOrganisationYaml } from "./configtx.js";
import { COMMAND_LOG_LEVEL } from "./nodeSettings.js";
import { ordererOptions, peerCommand, type FabricContext } from "./peerCommands.js";
import type { PeerPlan } from "./plan.js";

/** Message types of `configtxlator`. */
const CONFIG = "common.Config";
const CONFIG_UPDATE = "common.ConfigUpdate";
/** HeaderType CONFIG_UPDATE of common.proto. */
const CONFIG_UPDATE_HEADER = 2;

/** The parts of a channel's configuration, as `configtxlator` writes it, that adding an organisation touches. */
export interface ChannelConfig {
  channel_group: { groups: { Application: ConfigGroup & { groups: Record<string, ConfigGroup> } } };
}
interface ConfigGroup {
  values: Record<string, ConfigValue>;
}
interface ConfigValue {
  mod_policy: "Admins";
  version: string;
  value: { acls?: Record<string, { policy_ref: string }>; anchor_peers?: { host: string; port: number }[] };
}

/**
 * Adds an organisation to the channel by a configuration update, with Fabric's own tools: the configuration is
 * fetched, the organisation's definition put into it, the difference computed, signed by a majority of the members'
 * administrators, and submitted. An organisation that the configuration holds already is left alone.
 *
 * @param members a peer of each organisation that is on the channel
 * @throws {CommandError} when one of the tools or the ordering service refuses
 */
export async function addOrganisation(
  context: FabricContext,
  organisation: Organisation,
  members: readonly PeerPlan[],
): Promise<void> {
  const { mspId } = organisation;
  const folder = join(context.plan.directory, "channel", `add-${mspId}`);
  mkdirSync(folder, { recursive: true });
  const [first] = members;
  if (!first) throw new Error("no member can sign the update");
  const before = await fetchConfig(context, first, folder);
  const definition = await printOrganisation(context, organisation, folder);
  const { groups } = before.channel_group.groups.Application;
  if (mspId in groups) return;
  const after = structuredClone(before);
  const application = after.channel_group.groups.Application;
  application.groups[mspId] = withAnchorPeers(context, organisation, definition);
  if (organisation.access === "read-only") allowReadersToEvaluate(application);
  const update = await updateEnvelope(context, before, after, folder);
  const signers = members.filter(({ organisation }) => organisation.access === "full");
  const needed = Math.floor(members.length / 2) + 1;
  for (const signer of signers.slice(1, needed))
    await peerCommand(context, signer, ["channel", "signconfigtx", "--file", update]);
  // The submitter's signature is the first of the majority.
  await peerCommand(context, signers[0] ?? first, [
    ...["channel", "update", "--file", update, "--channelID", context.plan.consortium.channel],
    ...ordererOptions(context.plan),
  ]);
}

/** The channel's configuration; files are left in `folder`. */
export async function fetchConfig(context: FabricContext, peer: PeerPlan, folder: string): Promise<ChannelConfig> {
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

function allowReadersToEvaluate(application: ConfigGroup): void {
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
