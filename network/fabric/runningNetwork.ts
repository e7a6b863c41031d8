// SPDX-License-Identifier: Apache-2.0
import { NetworkError } from "../config/networkError.js";
import type { Consortium } from "../config/schema.js";
import { findFabric } from "./binaries.js";
import { fabricFolder, type FabricNetworkName } from "./networkName.js";
import type { FabricContext } from "./peerCommands.js";
import { planNetwork } from "./plan.js";
import { ProcessTable } from "./processes.js";
import { readState, type NetworkState } from "./state.js";

/** A network that another process brought up. */
export interface RunningNetwork {
  readonly state: NetworkState;
  /** Laid out by the consortium that was given, which may differ from what runs. */
  readonly context: FabricContext;
  readonly processes: ProcessTable;
}

/**
 * Finds a network that runs, to act on it.
 *
 * @throws {NetworkError} NETWORK_USAGE when it does not run, NETWORK_FABRIC_MISSING without Fabric's programs
 */
export function openRunning(name: FabricNetworkName, consortium: Consortium, signal?: AbortSignal): RunningNetwork {
  const directory = fabricFolder(name);
  const state = readState(directory);
  const processes = new ProcessTable(directory, state?.run ?? "");
  const running = processes.list().some(({ kind, name }) => kind === "peer" && processes.isRunning(name));
  if (!state || !running)
    throw new NetworkError(
      "NETWORK_USAGE",
      `No network runs in ${directory}; bring it up first with up --fabric ${name.version}.`,
    );
  const plan = planNetwork(consortium, directory, state);
  return { state, processes, context: { plan, binaries: findFabric(name.version), signal } };
}
