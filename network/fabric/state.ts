// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Consensus } from "../config/consensus.js";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import type { Organisation } from "../config/schema.js";
import { writeText } from "@licet/embedded-network/crypto/material";
import type { ChaincodeSource } from "./chaincode-process.js";
import type { NetworkPlan, PeerPlan } from "./plan.js";

const STATE_FILE = "network.json";

/** What a later command must know of a network; it lies in the network's folder. */
export interface NetworkState {
  /** Fabric's line, such as `2.5`. */
  readonly version: string;
  readonly consensus: Consensus;
  readonly channel: string;
  readonly portBase: number;
  /** Ports that the consortium file does not declare; see `NetworkPlan`. */
  readonly handedOut: Readonly<Record<string, number>>;
  /** Distinguishes this run of the network from earlier ones. */
  readonly run: string;
  /** What the channel's configuration fixes: organisations and the addresses of their nodes. */
  readonly members: readonly string[];
  /** Chaincodes that were deployed, and how their processes are started. */
  readonly chaincodes: readonly ChaincodeSource[];
}

/** Where the state of the network in a folder lies. */
export const stateFile = (directory: string): string => join(directory, STATE_FILE);

/** The state of the network in a folder; undefined when none was ever brought up there. */
export function readState(directory: string): NetworkState | undefined {
  const file = stateFile(directory);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as NetworkState) : undefined;
}

/** Stores the state of a network in its folder. */
export function writeState(directory: string, state: NetworkState): void {
  writeText(stateFile(directory), `${JSON.stringify(state, null, 2)}\n`);
}

/** The state of a network that is about to be made. */
export function initialState(version: string, plan: NetworkPlan, run: string): NetworkState {
  const { channel } = plan.consortium;
  const { consensus, portBase, handedOut } = plan;
  return { version, consensus, channel, portBase, handedOut, run, members: membersOf(plan), chaincodes: [] };
}

/**
 * Refuses to bring up an existing network from a consortium file or port base that does not fit it any more.
 *
 * @throws {NetworkError} NETWORK_CHANGED naming the difference.
 */
export function assertSameNetwork(state: NetworkState, plan: NetworkPlan): void {
  const differences = [
    ...(state.channel === plan.consortium.channel ? [] : [`channel ${plan.consortium.channel}, not ${state.channel}`]),
    ...(state.portBase === plan.portBase ? [] : [`port base ${plan.portBase}, not ${state.portBase}`]),
  ];
  // Another channel or port base changes every member too, which would only hide the cause.
  if (differences.length === 0) differences.push(...memberDifferences(state.members, membersOf(plan)));
  if (differences.length === 0) return;
  throw new NetworkError(
    "NETWORK_CHANGED",
    `The network in ${plan.directory} was made from another description: ${differences.join("; ")}. ` +
      `Use the former one, add what is new with update while the network runs, or remove the network and its ledger ` +
      `with reset.`,
  );
}

/** Members of a network that were declared after it was made. */
export interface AddedMembers {
  readonly organisations: readonly Organisation[];
  /** All new peers, those of new organisations among them. */
  readonly peers: readonly PeerPlan[];
}

/**
 * What a consortium file adds to a network.
 *
 * @throws {NetworkError} NETWORK_CHANGED when it also takes away or moves something, or adds ordering nodes.
 */
export function addedMembers(state: NetworkState, plan: NetworkPlan): AddedMembers {
  const peers = plan.peers.filter((peer) => !state.members.includes(memberName(peer.organisation, peer)));
  const known = { ...state, members: [...state.members, ...peers.map((peer) => memberName(peer.organisation, peer))] };
  assertSameNetwork(known, plan);
  const organisations = plan.consortium.organisations.filter(
    ({ mspId }) => !state.members.some((member) => member.startsWith(`${mspId} `)),
  );
  return { organisations, peers };
}

/** The state of a network that has grown to a plan. */
export function grownState(state: NetworkState, plan: NetworkPlan): NetworkState {
  return { ...state, handedOut: plan.handedOut, members: membersOf(plan) };
}

function memberDifferences(before: readonly string[], now: readonly string[]): string[] {
  return [
    ...now.filter((member) => !before.includes(member)).map((member) => `${member} is new`),
    ...before.filter((member) => !now.includes(member)).map((member) => `${member} is gone`),
  ];
}

function membersOf(plan: NetworkPlan): string[] {
  return [
    ...plan.peers.map((peer) => memberName(peer.organisation, peer)),
    ...plan.orderers.map((orderer) => memberName(plan.consortium.orderer, orderer)),
  ];
}

function memberName({ mspId }: { readonly mspId: string }, node: { readonly host: string; readonly port: number }) {
  return `${mspId} ${node.host}:${node.port}`;
}
