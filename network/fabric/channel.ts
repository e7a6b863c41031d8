// SPDX-License-Identifier: Apache-2.0
import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { writeText } from "@licet/embedded-network/crypto/material";
import { CHANNEL_PROFILE, configtxYaml } from "./configtx.js";
import { run } from "./commands.js";
import { COMMAND_LOG_LEVEL } from "./node-settings.js";
import { joinedChannels, peerCommand, type FabricContext } from "./peer-commands.js";
import { LOOPBACK, type NetworkPlan, type OrdererPlan, type PeerPlan } from "./plan.js";
import { askOperations, until } from "./wait.js";

const LEADER_TIMEOUT_MS = 60_000;

/** The metric by which an ordering node tells that it leads the channel. */
const LEADER_METRICS = { raft: "consensus_etcdraft_is_leader", bft: "consensus_BFT_is_leader" } as const;

/** The file of the channel's first block. */
function genesisBlockFile(plan: NetworkPlan): string {
  return join(plan.directory, "channel", `${plan.consortium.channel}.block`);
}

/** Makes the channel's first block, unless it exists. */
export async function ensureGenesisBlock(context: FabricContext): Promise<void> {
  const { plan } = context;
  const file = genesisBlockFile(plan);
  if (existsSync(file)) return;
  const folder = join(plan.directory, "channel");
  writeText(join(folder, "configtx.yaml"), configtxYaml(plan));
  const unfinished = `${file}.unfinished`;
  await run({
    program: context.binaries.programs.configtxgen,
    args: [
      ...["-profile", CHANNEL_PROFILE, "-channelID", plan.consortium.channel],
      ...["-outputBlock", unfinished, "-configPath", folder],
    ],
    environment: { FABRIC_CFG_PATH: folder, FABRIC_LOGGING_SPEC: COMMAND_LOG_LEVEL },
    cwd: plan.directory,
    signal: context.signal,
  });
  renameSync(unfinished, file);
}

/** Joins every ordering node to the channel and waits until one of them leads it. */
export async function joinOrderers(context: FabricContext): Promise<void> {
  const { channel } = context.plan.consortium;
  for (const orderer of context.plan.orderers) {
    const listed = await osnadmin(context, orderer, ["list"]);
    if (listed.includes(`"name": "${channel}"`)) continue;
    const answer = await osnadmin(context, orderer, [
      ...["join", "--channelID", channel, "--config-block", genesisBlockFile(context.plan)],
    ]);
    // osnadmin ends with success whatever the ordering node answered.
    if (!answer.startsWith("Status: 201"))
      throw new NetworkError("NETWORK_COMMAND_FAILED", `${orderer.host} does not join ${channel}:\n${answer.trim()}`);
  }
  if (!(await until(() => hasLeader(context), LEADER_TIMEOUT_MS, context.signal)))
    throw new NetworkError(
      "NETWORK_TIMEOUT",
      `The ordering service of ${channel} has no leader after ${LEADER_TIMEOUT_MS / 1_000} s; ` +
        `see its logs in ${context.plan.directory}/logs.`,
    );
}

/** Joins every peer to the channel. */
export async function joinPeers(context: FabricContext): Promise<void> {
  const { channel } = context.plan.consortium;
  const join = async (peer: PeerPlan): Promise<void> => {
    if ((await joinedChannels(context, peer)).includes(channel)) return;
    await peerCommand(context, peer, ["channel", "join", "--blockpath", genesisBlockFile(context.plan)]);
  };
  await Promise.all(context.plan.peers.map(join));
}

async function hasLeader(context: FabricContext): Promise<boolean> {
  const { channel } = context.plan.consortium;
  const leads = `${LEADER_METRICS[context.plan.consensus]}{channel="${channel}"} 1`;
  for (const orderer of context.plan.orderers) {
    const metrics = await askOperations(orderer.operationsPort, "/metrics");
    if (metrics?.includes(leads)) return true;
  }
  return false;
}

function osnadmin(context: FabricContext, orderer: OrdererPlan, args: readonly string[]): Promise<string> {
  const admin = context.plan.ordererAdmin;
  return run({
    program: context.binaries.programs.osnadmin,
    args: [
      ...["channel", ...args, "--orderer-address", `${LOOPBACK}:${orderer.adminPort}`],
      ...["--ca-file", orderer.files.tlsCa, "--client-cert", admin.tlsCertificate, "--client-key", admin.tlsKey],
    ],
    environment: {},
    cwd: context.plan.directory,
    signal: context.signal,
  });
}
