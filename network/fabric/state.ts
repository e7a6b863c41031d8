// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Consensus } from "../config/consensus.js";
import { NetworkError } from "../config/networkError.js";
import { writeText } from "../crypto/material.js";
import type { ChaincodeSource } from "./chaincodeProcess.js";
import type { NetworkPlan } from "./plan.js";

const STATE_FILE = "network.json";

/** What a later command must know of a network; it lies in the network's folder. */
export interface NetworkState {
  /** Fabric's line, such as `2.5`. */
  readonly version: string;
  readonly consensus: Consensus;
  readonly channel: string;
  readonly portBase: number;
  /** Distinguishes this run of the network from earlier ones. */
  readonly run: string;
  /** Everything that the channel's first block fixes: organisations and the addresses of their nodes. */
  readonly members: readonly string[];
  /** Chaincodes that were deployed, and how their processes are started. */
  readonly chaincodes: readonly ChaincodeSource[];
}

/** The state of the network in a folder; undefined when none was ever brought up there. */
export function readState(directory: string): NetworkState | undefined {
  const file = join(directory, STATE_FILE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as NetworkState) : undefined;
}

/** Stores the state of a network in its folder. */
export function writeState(directory: string, state: NetworkState): void {
  writeText(join(directory, STATE_FILE), `${JSON.stringify(state, null, 2)}\n`);
}

/** The state of a network that is about to be made. */
export function initialState(version: string, plan: NetworkPlan, run: string): NetworkState {
  const { channel } = plan.consortium;
  const { consensus, portBase } = plan;
  return { version, consensus, channel, portBase, run, members: membersOf(plan), chaincodes: [] };
}

/**
 * Refuses to bring up an existing network from a consortium file or port base that does not fit it any more.
 *
 * @throws {NetworkError} NETWORK_CHANGED naming the difference
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
      `Use the former one, or remove the network and its ledger with reset.`,
  );
}

function memberDifferences(before: readonly string[], now: readonly string[]): string[] {
  return [
    ...now.filter((member) => !before.includes(member)).map((member) => `${member} is new`),
    ...before.filter((member) => !now.includes(member)).map((member) => `${member} is gone`),
  ];
}

function membersOf(plan: NetworkPlan): string[] {
  return [
    ...plan.peers.map((peer) => `${peer.organisation.mspId} ${peer.host}:${peer.port}`),
    ...plan.orderers.map((orderer) => `${plan.consortium.orderer.mspId} ${orderer.host}:${orderer.port}`),
  ];
}
