// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { isFabricNetwork } from "./network-name.js";
import { ProcessTable, type ProcessKind, type ProcessRecord } from "./processes.js";
import { isHealthy, isListening } from "./wait.js";

/** The folder of the embedded network below the home folder. */
export const EMBEDDED_FOLDER = "embedded";

/** For looking and stopping only. */
const NO_RUN = "";

/** One process of a network. */
interface NodeStatus {
  readonly name: string;
  readonly kind: ProcessKind | "node";
  readonly address: string;
  /** Absent for a node of the embedded network, whose nodes share one process. */
  readonly pid?: number;
  /**
   * `listening` when its port answers, `unhealthy` when its operations service says otherwise, `starting` when only the
   * process is there, `ended` when not even that.
   */
  readonly state: "listening" | "unhealthy" | "starting" | "ended";
}

/** One network below the home folder. */
export interface NetworkStatus {
  /** `embedded`, or `fabric-` and the line. */
  readonly network: string;
  readonly directory: string;
  readonly profiles: string;
  readonly running: boolean;
  readonly nodes: readonly NodeStatus[];
}

/** Names of the real-Fabric networks below the home folder, such as `fabric-2.5`. */
export function fabricNetworks(home: string): string[] {
  if (!existsSync(home)) return [];
  return readdirSync(home).filter(isFabricNetwork).sort();
}

/** How every network below the home folder stands. */
export async function networkStatus(home: string): Promise<NetworkStatus[]> {
  const networks: NetworkStatus[] = [];
  if (existsSync(join(home, EMBEDDED_FOLDER, "profiles"))) networks.push(await embeddedStatus(home));
  for (const network of fabricNetworks(home)) networks.push(await fabricStatus(home, network));
  return networks;
}

/** Ends all processes of a network and keeps its ledger; the answer is how many ran. */
export async function stopNetwork(home: string, network: string): Promise<number> {
  const processes = new ProcessTable(join(home, network), NO_RUN);
  const running = processes.list().filter(({ name }) => processes.isRunning(name)).length;
  await processes.stopAll();
  return running;
}

/**
 * Ends a network and removes everything of it, ledger and keys included.
 *
 * @returns false when there was none
 * @throws {NetworkError} NETWORK_RUNNING for an embedded network that runs, which only its own process can end.
 */
export async function resetNetwork(home: string, network: string): Promise<boolean> {
  const directory = join(home, network);
  if (!existsSync(directory)) return false;
  if (network === EMBEDDED_FOLDER) {
    if ((await embeddedStatus(home)).running)
      throw new NetworkError("NETWORK_RUNNING", `The embedded network in ${directory} runs; end it with Ctrl-C first.`);
  } else await stopNetwork(home, network);
  rmSync(directory, { recursive: true, force: true });
  return true;
}

async function fabricStatus(home: string, network: string): Promise<NetworkStatus> {
  const directory = join(home, network);
  const processes = new ProcessTable(directory, NO_RUN);
  const nodes = await Promise.all(
    processes.list().map(async (record): Promise<NodeStatus> => {
      const { name, kind, address, pid } = record;
      return { name, kind, address, pid, state: processes.isRunning(name) ? await runningState(record) : "ended" };
    }),
  );
  const running = nodes.some(({ state }) => state !== "ended");
  return { network, directory, profiles: join(directory, "profiles"), running, nodes };
}

async function runningState({ address, operationsPort }: ProcessRecord): Promise<NodeStatus["state"]> {
  if (!(await isListening(portIn(address)))) return "starting";
  return operationsPort === undefined || (await isHealthy(operationsPort)) ? "listening" : "unhealthy";
}

/** The embedded network keeps no process table: its nodes are those of its profiles, asked by their ports. */
async function embeddedStatus(home: string): Promise<NetworkStatus> {
  const directory = join(home, EMBEDDED_FOLDER);
  const profiles = join(directory, "profiles");
  const addresses = new Map<string, string>();
  const files = existsSync(profiles) ? readdirSync(profiles) : [];
  for (const file of files.filter((name) => name.startsWith("connection-"))) {
    const profile = JSON.parse(readFileSync(join(profiles, file), "utf8")) as Record<
      "peers" | "orderers",
      Record<string, { url: string }>
    >;
    for (const [name, { url }] of Object.entries({ ...profile.orderers, ...profile.peers }))
      addresses.set(name, url.replace("grpcs://", ""));
  }
  const nodes = await Promise.all(
    [...addresses].map(async ([name, address]): Promise<NodeStatus> => {
      return { name, kind: "node", address, state: (await isListening(portIn(address))) ? "listening" : "ended" };
    }),
  );
  const running = nodes.some(({ state }) => state === "listening");
  return { network: EMBEDDED_FOLDER, directory, profiles, running, nodes };
}

const portIn = (address: string): number => Number(address.slice(address.lastIndexOf(":") + 1));
