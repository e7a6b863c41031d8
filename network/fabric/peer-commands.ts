// SPDX-License-Identifier: Apache-2.0
import type { ChaincodeDefinition } from "@licet/embedded-network/description/schema";
import type { FabricBinaries } from "./binaries.js";
import { CommandError, run } from "./commands.js";
import { administratorEnvironment, type Environment } from "./node-settings.js";
import { LOOPBACK, type NetworkPlan, type PeerPlan } from "./plan.js";

/** What one command acts on: the network, its programs, and the signal that ends the waiting. */
export interface FabricContext {
  readonly plan: NetworkPlan;
  readonly binaries: FabricBinaries;
  readonly signal?: AbortSignal | undefined;
  /** What the peers are started with beside, or in place of, their usual environment. */
  readonly peerSettings?: Environment | undefined;
}

/** Peers that do not know a chaincode say so in these words, which differ from what a chaincode itself answers. */
const NOT_ANSWERED =
  /error in simulation|make sure the chaincode|could not launch|failed to connect|connection refused/i;

/** What a peer says that knows of a private value only that it was written. */
const ONLY_HASH_KNOWN = "private data matching public hash version is not available";

/** Runs the `peer` command as the administrator of a peer's organisation. */
export function peerCommand(context: FabricContext, peer: PeerPlan, args: readonly string[]): Promise<string> {
  return run({
    program: context.binaries.programs.peer,
    args,
    environment: administratorEnvironment(context.plan, peer),
    cwd: context.plan.directory,
    signal: context.signal,
  });
}

/** Channels that a peer has joined. */
export async function joinedChannels(context: FabricContext, peer: PeerPlan): Promise<string[]> {
  const output = await peerCommand(context, peer, ["channel", "list"]);
  return output
    .split("\n")
    .slice(1)
    .map((line) => line.trim())
    .filter(Boolean);
}

/** Ids of the packages that a peer has installed. */
export async function installedPackages(context: FabricContext, peer: PeerPlan): Promise<string[]> {
  const output = await peerCommand(context, peer, ["lifecycle", "chaincode", "queryinstalled", "-O", "json"]);
  const answer = JSON.parse(output) as { installed_chaincodes?: { package_id: string }[] };
  return (answer.installed_chaincodes ?? []).map((chaincode) => chaincode.package_id);
}

/** The sequence at which a chaincode is committed on the channel, 0 when it is not. */
export async function committedSequence(context: FabricContext, peer: PeerPlan, chaincode: string): Promise<number> {
  const output = await peerCommand(context, peer, [
    ...["lifecycle", "chaincode", "querycommitted", "-O", "json"],
    ...["--channelID", context.plan.consortium.channel],
  ]);
  const answer = JSON.parse(output) as { chaincode_definitions?: { name: string; sequence: number }[] };
  return (answer.chaincode_definitions ?? []).find((definition) => definition.name === chaincode)?.sequence ?? 0;
}

/**
 * True when an organisation has approved a package for a sequence of a chaincode. A peer that joined from a snapshot
 * holds only the approval's hash: it finds an installed package by that, and Fabric lets nobody approve the same
 * sequence anew without the approval itself.
 */
export async function hasApproved(
  context: FabricContext,
  peer: PeerPlan,
  chaincode: ChaincodeDefinition,
  packageId: string,
): Promise<boolean> {
  try {
    const output = await peerCommand(context, peer, [
      ...["lifecycle", "chaincode", "queryapproved", "-O", "json"],
      ...["--channelID", context.plan.consortium.channel],
      ...["--name", chaincode.name, "--sequence", String(chaincode.sequence)],
    ]);
    const answer = JSON.parse(output) as { source?: { Type?: { LocalPackage?: { package_id?: string } } } };
    return answer.source?.Type?.LocalPackage?.package_id === packageId;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    if (error.output.includes("could not fetch approved")) return false;
    if (error.output.includes(ONLY_HASH_KNOWN)) return true;
    throw error;
  }
}

/** True when a peer sees approvals of every organisation for the definition. */
export async function isApprovedByAll(
  context: FabricContext,
  peer: PeerPlan,
  definition: readonly string[],
): Promise<boolean> {
  const output = await peerCommand(context, peer, [
    ...["lifecycle", "chaincode", "checkcommitreadiness", "-O", "json"],
    ...definition,
  ]);
  const answer = JSON.parse(output) as { approvals?: Record<string, boolean> };
  return Object.values(answer.approvals ?? {}).every(Boolean);
}

/** True when the chaincode's process answers a query through a peer, if only that it has no such function. */
export async function answersQuery(context: FabricContext, peer: PeerPlan, chaincode: string): Promise<boolean> {
  try {
    await peerCommand(context, peer, [
      ...["chaincode", "query", "--channelID", context.plan.consortium.channel, "--name", chaincode],
      ...["--ctor", JSON.stringify({ Args: ["org.hyperledger.fabric:GetMetadata"] })],
    ]);
    return true;
  } catch (error) {
    if (error instanceof CommandError) return !NOT_ANSWERED.test(error.output) && /status:\s?5\d\d/.test(error.output);
    throw error;
  }
}

/** Options that name the ordering service. */
export function ordererOptions(plan: NetworkPlan): string[] {
  const [orderer] = plan.orderers;
  if (!orderer) throw new Error("the plan has no ordering node");
  return ["--orderer", `${LOOPBACK}:${orderer.port}`, "--tls", "--cafile", orderer.files.tlsCa];
}

/** Options that name the peers asked for an endorsement. */
export function peerOptions(peers: readonly PeerPlan[]): string[] {
  return peers.flatMap((peer) => [
    ...["--peerAddresses", `${LOOPBACK}:${peer.port}`],
    ...["--tlsRootCertFiles", peer.files.tlsCa],
  ]);
}
