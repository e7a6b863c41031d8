// SPDX-License-Identifier: Apache-2.0
import { NetworkError } from "@licet/embedded-network/description/network-error";
import type { Progress } from "./deploy-chaincode.js";
import { ordererEnvironment, peerEnvironment, writeOrdererConfig, writePeerConfig } from "./node-settings.js";
import type { FabricContext } from "./peer-commands.js";
import { LOOPBACK, type NetworkPlan, type OrdererPlan, type PeerPlan } from "./plan.js";
import type { ProcessTable } from "./processes.js";
import { isHealthy, until } from "./wait.js";

const HEALTH_TIMEOUT_MS = 60_000;

/**
 * Starts ordering nodes and peers and waits until each is healthy.
 *
 * @throws {NetworkError} NETWORK_PROCESS_ENDED with the end of its log, or NETWORK_TIMEOUT.
 */
export async function startNodes(
  context: FabricContext,
  processes: ProcessTable,
  nodes: Pick<NetworkPlan, "orderers" | "peers">,
  progress: Progress,
): Promise<void> {
  for (const orderer of nodes.orderers) startOrderer(context, processes, orderer);
  for (const peer of nodes.peers) startPeer(context, processes, peer);
  for (const node of [...nodes.orderers, ...nodes.peers]) {
    const check = (): Promise<boolean> => {
      processes.assertRunning(node.host);
      return isHealthy(node.operationsPort);
    };
    if (!(await until(check, HEALTH_TIMEOUT_MS, context.signal)))
      throw new NetworkError(
        "NETWORK_TIMEOUT",
        `${node.host} is not healthy after ${HEALTH_TIMEOUT_MS / 1_000} s; see ${processes.logFile(node.host)}.`,
      );
    progress(`${node.host}: listens on ${LOOPBACK}:${node.port}`);
  }
}

/** Every port of a network, with what needs it. */
export function wantedPorts(plan: NetworkPlan): Map<number, string> {
  const ports = new Map<number, string>();
  for (const [host, port] of plan.ports) ports.set(port, host);
  for (const [purpose, port] of Object.entries(plan.handedOut)) ports.set(port, `the ${purpose}`);
  return ports;
}

function startOrderer({ plan, binaries }: FabricContext, processes: ProcessTable, orderer: OrdererPlan): void {
  writeOrdererConfig(orderer, binaries);
  processes.start({
    name: orderer.host,
    kind: "orderer",
    command: binaries.programs.orderer,
    args: [],
    cwd: orderer.folder,
    environment: ordererEnvironment(plan, orderer),
    address: `${LOOPBACK}:${orderer.port}`,
    operationsPort: orderer.operationsPort,
  });
}

function startPeer(context: FabricContext, processes: ProcessTable, peer: PeerPlan): void {
  const { plan, binaries, peerSettings } = context;
  writePeerConfig(peer, binaries);
  processes.start({
    name: peer.host,
    kind: "peer",
    command: binaries.programs.peer,
    args: ["node", "start"],
    cwd: peer.folder,
    environment: { ...peerEnvironment(plan, peer), ...peerSettings },
    address: `${LOOPBACK}:${peer.port}`,
    operationsPort: peer.operationsPort,
  });
}
