// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "@licet/embedded-network/files/owner-only";
import type { Organisation } from "../config/schema.js";
import { writeText } from "@licet/embedded-network/crypto/material";
import { run } from "./commands.js";
import { newOrganisationYaml } from "./configtx.js";
import { COMMAND_LOG_LEVEL } from "./node-settings.js";
import { ordererOptions, peerCommand, type FabricContext } from "./peer-commands.js";
import type { PeerPlan } from "./plan.js";

/** Message types of `configtxlator`. */
const CONFIG = "common.Config";
const CONFIG_UPDATE = "common.ConfigUpdate";
/** HeaderType CONFIG_UPDATE of common.proto. */
const CONFIG_UPDATE_HEADER = 2;

/** The parts of a channel's configuration, as `configtxlator` writes it, that adding an organisation touches. */
export interface ChannelConfig {
  channel_group: { groups: { Application: Pick<ConfigGroup, "values"> & { groups: Record<string, ConfigGroup> } } };
}
/** A group of the configuration: here that of an organisation. */
export interface ConfigGroup {
  values: Record<string, ConfigValue>;
  policies: { Writers: { policy: { value: { identities: readonly unknown[] } } } };
}
/** A value of a group. */
export interface ConfigValue {
  mod_policy: "Admins";
  version: string;
  value: { acls?: Record<string, { policy_ref: string }>; anchor_peers?: { host: string; port: number }[] };
}

/** The channel's configuration; files are left in `folder`. */
export async function fetchConfig(context: FabricContext, peer: PeerPlan, folder: string): Promise<ChannelConfig> {
  makeFolder(folder);
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
  writeText(join(folder, "configtx.yaml"), newOrganisationYaml(context.plan, organisation));
  const printed = await run({
    program: context.binaries.programs.configtxgen,
    args: ["-printOrg", organisation.mspId, "-configPath", folder],
    environment: { FABRIC_CFG_PATH: folder, FABRIC_LOGGING_SPEC: COMMAND_LOG_LEVEL },
    cwd: context.plan.directory,
    signal: context.signal,
  });
  return JSON.parse(printed) as ConfigGroup;
}

/**
 * Has the change of one configuration into another signed, and submits it.
 *
 * @param submitter a peer whose administrator signs by submitting
 * @param others peers whose administrators sign beside it
 * @throws {CommandError} when one of the tools or the ordering service refuses.
 */
export async function submitConfigUpdate(
  context: FabricContext,
  change: { readonly before: ChannelConfig; readonly after: ChannelConfig; readonly folder: string },
  submitter: PeerPlan,
  others: readonly PeerPlan[] = [],
): Promise<void> {
  const update = await updateEnvelope(context, change.before, change.after, change.folder);
  for (const signer of others) await peerCommand(context, signer, ["channel", "signconfigtx", "--file", update]);
  await peerCommand(context, submitter, [
    ...["channel", "update", "--file", update, "--channelID", context.plan.consortium.channel],
    ...ordererOptions(context.plan),
  ]);
}

/** The file of an unsigned envelope that changes one configuration into another. */
async function updateEnvelope(
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
  writeText(`${path}.json`, JSON.stringify(message));
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
