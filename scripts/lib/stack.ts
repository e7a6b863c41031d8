// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import { defaultConsortiumFile } from "@licet/network/dist/config/home.js";
import { loadConsortium, type Consortium } from "@licet/network/dist/config/consortium.js";
import { hostName, portOf, portsOf, type Ports } from "@licet/network/dist/config/names.js";
import { startEmbedded } from "@licet/network/dist/embedded/index.js";
import { Child } from "./child.js";
import { projectRoot } from "./paths.js";
import { accepts, requireFreePorts, waitUntil, type NeededPort } from "./ports.js";
import { embeddedFolder, gatewayFolder, removeRunning, writeRunning } from "./running.js";

/** How long a chaincode process or the gateway may take to come up. */
const READY_TIMEOUT_MS = 60_000;
/** A chaincode process listens one port above its organisation's first peer, as in Fabric's samples. */
const CHAINCODE_PORT_OFFSET = 1;

export interface StackOptions {
  /** Folder under which the network's folder lies; see `homeFolder`. */
  readonly home: string;
  readonly gatewayPort: number;
  /** Where the ports that the consortium file counts from 7000 are put. */
  readonly portBase?: number;
  readonly consortiumFile?: string;
  /** Settings for the gateway, on top of this process's own. */
  readonly gatewayEnvironment?: Readonly<Record<string, string>>;
  /** Wraps each long step; by default nothing is shown. */
  readonly step?: <Result>(title: string, work: () => Promise<Result>) => Promise<Result>;
}

/** A whole Licet on the embedded network: network, chaincode processes and gateway. */
export interface Stack {
  readonly consortium: Consortium;
  readonly gatewayUrl: string;
  readonly profilesFolder: string;
  readonly logFolder: string;
  readonly ports: readonly NeededPort[];
  /** Blocks on the ledger when the network came up. */
  readonly height: bigint;
  /** Calls back when one of the processes ends without having been asked to. */
  onFailure(listener: (error: Error) => void): void;
  /** Stops gateway, network and chaincode processes, in this order. */
  stop(): Promise<void>;
}

/**
 * Brings a whole Licet up on the embedded network.
 *
 * @throws PortTakenError when a port is taken; Error with the end of the log when a process does not come up. What had come up by
 *   then is stopped.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const step = options.step ?? ((_title, work) => work());
  const consortium = loadConsortium(options.consortiumFile ?? defaultConsortiumFile());
  const nodePorts = portsOf(consortium, options.portBase);
  const chaincodePorts = chaincodePortsOf(consortium, nodePorts);
  const ports = neededPorts(options.gatewayPort, nodePorts, chaincodePorts);
  await requireFreePorts(ports);

  const logFolder = path.join(embeddedFolder(options.home), "logs");
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    removeRunning(options.home);
    for (const stopOne of stops.splice(0).reverse()) await stopOne();
  };
  try {
    const chaincodes = startChaincodes(chaincodePorts, logFolder);
    for (const child of chaincodes) stops.push(() => child.stop());
    await step(`Starting ${chaincodes.length} chaincode processes`, () => listening(chaincodes, chaincodePorts));
    const network = await step("Starting the embedded network", () =>
      startEmbedded({
        consortium,
        home: options.home,
        portBase: options.portBase,
        chaincodes: [...chaincodePorts].map(([mspId, port]) => ({
          name: chaincodeName(consortium),
          mspId,
          address: `127.0.0.1:${port}`,
        })),
      }),
    );
    stops.push(() => network.stop());
    const gateway = startGateway(options, network.profilesDir, logFolder);
    stops.push(() => gateway.stop());
    const gatewayUrl = `http://127.0.0.1:${options.gatewayPort}`;
    await step("Starting the gateway", () => gatewayReady(gateway, gatewayUrl));
    writeRunning(options.home, {
      pid: process.pid,
      startedAt: new Date().toISOString(),
      gatewayUrl,
      gatewayPort: options.gatewayPort,
      profilesFolder: network.profilesDir,
    });
    const children = [...chaincodes, gateway];
    return {
      consortium,
      gatewayUrl,
      profilesFolder: network.profilesDir,
      logFolder,
      ports,
      height: network.height,
      onFailure: (listener) => {
        for (const child of children) child.onFailure(listener);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The chaincode that the stack runs is the first that the consortium declares. */
function chaincodeName(consortium: Consortium): string {
  const [chaincode] = consortium.chaincodes;
  if (chaincode === undefined) throw new Error("The consortium declares no chaincode.");
  return chaincode.name;
}

/** MSP identifier to the port of the organisation's chaincode process. */
function chaincodePortsOf(consortium: Consortium, nodePorts: Ports): ReadonlyMap<string, number> {
  return new Map(
    consortium.organisations.flatMap((organisation) => {
      const [peer] = organisation.peers;
      if (peer === undefined) return [];
      return [[organisation.mspId, portOf(nodePorts, hostName(peer, organisation)) + CHAINCODE_PORT_OFFSET]];
    }),
  );
}

function neededPorts(
  gatewayPort: number,
  nodePorts: Ports,
  chaincodePorts: ReadonlyMap<string, number>,
): readonly NeededPort[] {
  return [
    { port: gatewayPort, purpose: "gateway" },
    ...[...nodePorts].map(([purpose, port]) => ({ port, purpose })),
    ...[...chaincodePorts].map(([mspId, port]) => ({ port, purpose: `chaincode of ${mspId}` })),
  ];
}

/** One unmodified chaincode server for each organisation. */
function startChaincodes(ports: ReadonlyMap<string, number>, logFolder: string): readonly Child[] {
  return [...ports].map(
    ([mspId, port]) =>
      new Child({
        title: `The chaincode process of ${mspId}`,
        script: path.join(projectRoot, "node_modules", "fabric-shim", "cli.js"),
        args: ["server", "--chaincode-address", `127.0.0.1:${port}`, "--chaincode-id", `licet:${mspId}`],
        cwd: path.join(projectRoot, "chaincode"),
        environment: { CORE_PEER_LOCALMSPID: mspId, CORE_CHAINCODE_LOGGING_LEVEL: "warning" },
        logPath: path.join(logFolder, `chaincode-${mspId}.log`),
      }),
  );
}

async function listening(children: readonly Child[], ports: ReadonlyMap<string, number>): Promise<void> {
  await waitUntil("The chaincode", READY_TIMEOUT_MS, async () => {
    for (const child of children) child.requireRunning();
    const answers = await Promise.all([...ports.values()].map(accepts));
    return answers.every(Boolean);
  });
}

function startGateway(options: StackOptions, profilesFolder: string, logFolder: string): Child {
  return new Child({
    title: "The gateway",
    script: path.join(projectRoot, "gateway", "dist", "main.js"),
    cwd: projectRoot,
    environment: {
      PORT: String(options.gatewayPort),
      LICET_PROFILES: profilesFolder,
      LICET_GATEWAY_HOME: gatewayFolder(options.home),
      ...options.gatewayEnvironment,
    },
    logPath: path.join(logFolder, "gateway.log"),
  });
}

async function gatewayReady(gateway: Child, url: string): Promise<void> {
  await waitUntil("The gateway", READY_TIMEOUT_MS, async () => {
    gateway.requireRunning();
    try {
      return (await fetch(`${url}/readyz`)).ok;
    } catch {
      return false;
    }
  });
}
