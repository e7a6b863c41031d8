// SPDX-License-Identifier: Apache-2.0
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { createForOwnerOnly } from "@licet/embedded-network/files/owner-only";
import type { Consortium } from "../config/schema.js";
import { findFabric } from "./binaries.js";
import type { Progress } from "./deploy-chaincode.js";
import { fabricFolder, type FabricNetworkName } from "./network-name.js";
import type { FabricContext } from "./peer-commands.js";
import { planNetwork } from "./plan.js";
import { ProcessTable } from "./processes.js";
import { readState, type NetworkState } from "./state.js";

/** Something to be done to a network that another process brought up. */
export interface NetworkTask extends FabricNetworkName {
  readonly consortium: Consortium;
  /** Told each step that is done. */
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A network that another process brought up. */
export interface ExistingNetwork {
  readonly state: NetworkState;
  /** Planned from the consortium that was given, which may differ from what runs. */
  readonly context: FabricContext;
  readonly processes: ProcessTable;
}

/**
 * Finds a network that was brought up once, whether it runs or not. From then on, what the process creates is its
 * owner's alone.
 *
 * @throws {NetworkError} NETWORK_USAGE when there is none, NETWORK_FABRIC_MISSING without Fabric's programs.
 */
export function openNetwork(name: FabricNetworkName, consortium: Consortium, signal?: AbortSignal): ExistingNetwork {
  const directory = fabricFolder(name);
  const state = readState(directory);
  if (!state)
    throw new NetworkError(
      "NETWORK_USAGE",
      `There is no network in ${directory}; bring it up first with up --fabric ${name.version}.`,
    );
  createForOwnerOnly();
  const plan = planNetwork(consortium, directory, state);
  const processes = new ProcessTable(directory, state.run);
  return { state, processes, context: { plan, binaries: findFabric(name.version), signal } };
}

/**
 * Finds a network that runs, to act on it.
 *
 * @throws {NetworkError} NETWORK_USAGE when it does not run, NETWORK_FABRIC_MISSING without Fabric's programs.
 */
export function openRunning(name: FabricNetworkName, consortium: Consortium, signal?: AbortSignal): ExistingNetwork {
  const network = openNetwork(name, consortium, signal);
  const { processes, context } = network;
  if (processes.list().some(({ kind, name }) => kind === "peer" && processes.isRunning(name))) return network;
  throw new NetworkError(
    "NETWORK_USAGE",
    `No network runs in ${context.plan.directory}; bring it up first with up --fabric ${name.version}.`,
  );
}
