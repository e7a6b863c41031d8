// SPDX-License-Identifier: Apache-2.0
import { createRequire } from "node:module";
import path from "node:path";
import type { Consortium } from "@licet/network/config/consortium";
import { hostName, portOf, portsOf, type Ports } from "@licet/embedded-network/description/names";
import { isListening } from "@licet/network/fabric/wait";
import { startEmbedded } from "@licet/network/start-embedded";
import { Child, runningProcess } from "./child.js";
import { networkFolder } from "./ledgers.js";
import { type NeededPort, requireFreePorts, waitUntil } from "./ports.js";
import { chaincodeName, chaincodePurpose, type StackNetwork, type StackNetworkOptions } from "./stack-network.js";

/** How long the chaincode processes may take to come up. */
const READY_TIMEOUT_MS = 60_000;

/** Brings the embedded network up in this process, with one unmodified chaincode server for each organisation. */
export async function startEmbeddedNetwork(options: StackNetworkOptions): Promise<StackNetwork> {
  const { consortium, home, portBase, step } = options;
  const nodePorts = portsOf(consortium, portBase);
  const chaincodePorts = chaincodePortsOf(consortium, nodePorts);
  const ports = neededPorts(nodePorts, chaincodePorts);
  await requireFreePorts(ports);
  const chaincodes = startChaincodes(options, chaincodePorts);
  const stopChaincodes = async (): Promise<void> => {
    await Promise.all(chaincodes.map((child) => child.stop()));
  };
  try {
    await step(`Starting ${chaincodes.length} chaincode processes`, () => listening(chaincodes, chaincodePorts));
    const name = chaincodeName(consortium);
    const addresses = [...chaincodePorts].map(([mspId, port]) => ({ name, mspId, address: `127.0.0.1:${port}` }));
    const network = await step("Starting the embedded network", () =>
      startEmbedded({ consortium, home, portBase, chaincodes: addresses }),
    );
    return {
      profilesFolder: network.profilesDir,
      ports,
      keepUp: (tell) => {
        for (const child of chaincodes) child.keepUp(tell);
      },
      letGo: () => {
        for (const child of chaincodes) child.letGo();
      },
      processes: () => chaincodes.flatMap(runningProcess),
      stop: async () => {
        await network.stop();
        await stopChaincodes();
      },
    };
  } catch (error) {
    await stopChaincodes();
    throw error;
  }
}

/** MSP identifier to the port of the organisation's chaincode process: the next one above its first peer that no node has. */
function chaincodePortsOf(consortium: Consortium, nodePorts: Ports): ReadonlyMap<string, number> {
  const taken = new Set(nodePorts.values());
  const ports = new Map<string, number>();
  for (const organisation of consortium.organisations) {
    const [peer] = organisation.peers;
    if (peer === undefined) continue;
    let port = portOf(nodePorts, hostName(peer, organisation));
    while (taken.has(port)) port += 1;
    taken.add(port);
    ports.set(organisation.mspId, port);
  }
  return ports;
}

function neededPorts(nodePorts: Ports, chaincodePorts: ReadonlyMap<string, number>): readonly NeededPort[] {
  return [
    ...[...nodePorts].map(([purpose, port]) => ({ port, purpose })),
    ...[...chaincodePorts].map(([mspId, port]) => ({ port, purpose: chaincodePurpose(mspId) })),
  ];
}

function startChaincodes(options: StackNetworkOptions, ports: ReadonlyMap<string, number>): readonly Child[] {
  const { home, consortium, chaincodeFolder } = options;
  const shim = createRequire(path.join(chaincodeFolder, "package.json")).resolve("fabric-shim/package.json");
  const name = chaincodeName(consortium);
  return [...ports].map(
    ([mspId, port]) =>
      new Child({
        title: `The chaincode process of ${mspId}`,
        script: path.join(path.dirname(shim), "cli.js"),
        args: ["server", "--chaincode-address", `127.0.0.1:${port}`, "--chaincode-id", `${name}:${mspId}`],
        cwd: chaincodeFolder,
        environment: { CORE_PEER_LOCALMSPID: mspId, CORE_CHAINCODE_LOGGING_LEVEL: "warning" },
        logPath: path.join(networkFolder(home, "embedded"), "logs", `chaincode-${mspId}.log`),
      }),
  );
}

async function listening(children: readonly Child[], ports: ReadonlyMap<string, number>): Promise<void> {
  await waitUntil("The chaincode", READY_TIMEOUT_MS, async () => {
    for (const child of children) child.requireRunning();
    const answers = await Promise.all([...ports.values()].map(isListening));
    return answers.every(Boolean);
  });
}
