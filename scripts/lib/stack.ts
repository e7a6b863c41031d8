// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import { isLoopback } from "@licet/gateway/config/loopback";
import { sentenceOf } from "@licet/gateway/application/sentence";
import { type Consortium, loadConsortium } from "@licet/network/config/consortium";
import { defaultConsortiumFile } from "@licet/network/config/home";
import { Child, runningProcess, type Tell } from "./child.js";
import { startEmbeddedNetwork } from "./embedded-network.js";
import { startFabricNetwork } from "./fabric-network.js";
import { type LedgerName, networkFolder } from "./ledgers.js";
import { settleMembersOf } from "./members.js";
import { projectRoot } from "./paths.js";
import { type NeededPort, PortTakenError, requireFreePorts, waitUntil } from "./ports.js";
import { gatewayFolder, leftBehind, removeRunning, writeRunning } from "./running.js";
import { chaincodeName, type StackNetwork, type StackNetworkOptions, type StepRunner } from "./stack-network.js";

/** How long the gateway may take to come up: its database is made at the first start, on a machine that others may keep busy. */
const READY_TIMEOUT_MS = 180_000;

export interface StackOptions {
  /** Folder under which the network's folder lies; see `homeFolder`. */
  readonly home: string;
  readonly gatewayPort: number;
  /** The network to bring up; the embedded one unless given. */
  readonly ledger?: LedgerName | undefined;
  /** Where the ports that the consortium file counts from 7000 are put. */
  readonly portBase?: number;
  readonly consortiumFile?: string;
  /** Settings for the gateway, on top of this process's own. */
  readonly gatewayEnvironment?: Readonly<Record<string, string>>;
  /** Wraps each long step; by default nothing is shown. */
  readonly step?: StepRunner;
  /** Ends the start of a network; what was started by then is stopped. */
  readonly signal?: AbortSignal;
}

/** A whole Licet: network, chaincode processes and gateway. */
export interface Stack {
  readonly ledger: LedgerName;
  readonly consortium: Consortium;
  readonly gatewayUrl: string;
  readonly profilesFolder: string;
  readonly logFolder: string;
  readonly ports: readonly NeededPort[];
  /** Where anybody at this machine signs in as one of the demonstration's people; undefined where that is off. */
  readonly demonstrationUrl: string | undefined;
  /** Blocks on the ledger when the gateway came up. */
  readonly height: number;
  /** Starts processes again from now on when they end, and tells of it. */
  keepUp(tell: Tell): void;
  /** Stops gateway, network and chaincode processes, in this order. */
  stop(): Promise<void>;
}

/** Starts the network of a ledger with a chaincode on it, and nothing else. */
export function startNetwork(ledger: LedgerName, options: StackNetworkOptions): Promise<StackNetwork> {
  return ledger === "embedded" ? startEmbeddedNetwork(options) : startFabricNetwork(ledger, options);
}

/**
 * Brings a whole Licet up.
 *
 * @throws {PortTakenError} when a port is taken.
 * @throws {NetworkError} when Fabric is not found or a step fails.
 * @throws {Error} with the end of the log when a process does not come up. What had come up by then is stopped.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { home, ledger = "embedded", gatewayPort, portBase, signal } = options;
  const step = options.step ?? ((_title, work) => work());
  const consortium = loadConsortium(options.consortiumFile ?? defaultConsortiumFile());
  const gatewayNeeds = { port: gatewayPort, purpose: "gateway" };
  const logFolder = path.join(networkFolder(home, ledger), "logs");
  const chaincodeFolder = path.join(projectRoot, "chaincode");
  const network = await namingLeftovers(home, ledger, async () => {
    await requireFreePorts([gatewayNeeds]);
    return startNetwork(ledger, { home, consortium, chaincodeFolder, portBase, step, signal });
  });
  const { profilesFolder } = network;
  await founded(network, consortium, step);
  const demonstration = isDemonstration(ledger, { ...process.env, ...options.gatewayEnvironment });
  const gateway = startGateway({ ...options, ledger }, profilesFolder, logFolder, demonstration);
  const stop = async (): Promise<void> => {
    gateway.letGo();
    network.letGo();
    removeRunning(home, ledger);
    await gateway.stop();
    await network.stop();
  };
  try {
    const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
    const height = await step("Starting the gateway", () => gatewayReady(gateway, gatewayUrl));
    const startedAt = new Date().toISOString();
    const note = (): void => {
      const processes = [...runningProcess(gateway), ...network.processes()];
      writeRunning(home, { ledger, pid: process.pid, startedAt, gatewayUrl, gatewayPort, profilesFolder, processes });
    };
    note();
    return {
      ledger,
      consortium,
      gatewayUrl,
      demonstrationUrl: demonstration ? `${gatewayUrl}/auth/demonstration` : undefined,
      profilesFolder,
      logFolder,
      ports: [gatewayNeeds, ...network.ports],
      height,
      keepUp: (tell) => {
        const noted: Tell = (says) => {
          note();
          tell(says);
        };
        gateway.keepUp(noted);
        network.keepUp(noted);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @throws {PortTakenError} naming besides the ports what an earlier start has left behind. */
async function namingLeftovers<Result>(home: string, ledger: LedgerName, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const left = error instanceof PortTakenError ? leftBehind(home, ledger) : [];
    if (left.length === 0 || !(error instanceof PortTakenError)) throw error;
    throw new PortTakenError(error.taken, left);
  }
}

/** Founds the consortium, or brings it to what its file says; a network on which that fails is stopped. */
async function founded(network: StackNetwork, consortium: Consortium, step: StepRunner): Promise<void> {
  const settle = (): Promise<unknown> => settleMembersOf(consortium, network.profilesFolder, chaincodeName(consortium));
  try {
    await step("Settling who the members are", settle);
  } catch (error) {
    await network.stop();
    throw new Error(`The members' record could not be settled: ${sentenceOf(error)}`, { cause: error });
  }
}

/** Whether the gateway lets people in as whom they like: on the embedded network, reached from this machine only, unless it is said not to. */
function isDemonstration(ledger: LedgerName, environment: NodeJS.ProcessEnv): boolean {
  const { LICET_DEMONSTRATION: wish = "on", HOST: host = "127.0.0.1" } = environment;
  return ledger === "embedded" && wish === "on" && isLoopback(host);
}

function startGateway(
  { home, gatewayPort, gatewayEnvironment, ledger }: StackOptions & { readonly ledger: LedgerName },
  profilesFolder: string,
  logFolder: string,
  demonstration: boolean,
): Child {
  return new Child({
    title: "The gateway",
    script: path.join(projectRoot, "gateway", "dist", "main.js"),
    cwd: projectRoot,
    environment: {
      PORT: String(gatewayPort),
      LICET_PROFILES: profilesFolder,
      LICET_GATEWAY_HOME: gatewayFolder(home, ledger),
      LICET_DEMONSTRATION: demonstration ? "on" : "off",
      ...gatewayEnvironment,
    },
    logPath: path.join(logFolder, "gateway.log"),
  });
}

/** Waits for the gateway and answers the height of the channel that it sees. */
async function gatewayReady(gateway: Child, url: string): Promise<number> {
  let height = 0;
  await waitUntil("The gateway", READY_TIMEOUT_MS, async () => {
    gateway.requireRunning();
    try {
      const answer = await fetch(`${url}/readyz`);
      if (answer.ok) ({ height } = (await answer.json()) as { height: number });
      return answer.ok;
    } catch {
      return false;
    }
  });
  return height;
}
