// SPDX-License-Identifier: Apache-2.0
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { startNodes } from "./nodes.js";
import type { NetworkPlan } from "./plan.js";
import { openNetwork, type NetworkTask } from "./running-network.js";

/** Which process of which network is meant. */
export interface OneProcessOptions extends NetworkTask {
  /** A process as `status` shows it. */
  readonly process: string;
}

/**
 * Ends one process of a network, whose others go on.
 *
 * @throws {NetworkError} NETWORK_USAGE for one that does not run.
 */
export async function stopProcess(options: OneProcessOptions): Promise<void> {
  const { processes } = openNetwork(options, options.consortium);
  const running = processes.list().filter(({ name }) => processes.isRunning(name));
  if (!running.some(({ name }) => name === options.process))
    throw new NetworkError(
      "NETWORK_USAGE",
      `No process ${options.process} runs; ` +
        `${running.length > 0 ? `these do: ${running.map(({ name }) => name).join(", ")}` : "none does"}.`,
    );
  await processes.stop(options.process);
}

/**
 * Starts one peer or ordering node that was stopped or has ended, and waits until it is healthy. It belongs to the
 * network's present run, and ends with it.
 *
 * @throws {NetworkError} NETWORK_USAGE for what is no node of the network; otherwise as `startNodes`.
 */
export async function startProcess(options: OneProcessOptions): Promise<void> {
  const { context, processes } = openNetwork(options, options.consortium, options.signal);
  const nodes = nodesNamed(context.plan, options.process);
  await startNodes(context, processes, nodes, options.progress ?? (() => undefined));
}

function nodesNamed(plan: NetworkPlan, name: string): Pick<NetworkPlan, "orderers" | "peers"> {
  const orderers = plan.orderers.filter(({ host }) => host === name);
  const peers = plan.peers.filter(({ host }) => host === name);
  if (orderers.length + peers.length > 0) return { orderers, peers };
  const hosts = [...plan.orderers, ...plan.peers].map(({ host }) => host);
  const hint = name.startsWith("chaincode-") ? "A chaincode's processes are started by deploy. " : "";
  throw new NetworkError(
    "NETWORK_USAGE",
    `There is no node "${name}". ${hint}The network's nodes are ${hosts.join(", ")}.`,
  );
}
