// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import { packageFolder } from "../config/home.js";
import { NetworkError } from "../config/networkError.js";
import type { Consortium } from "../config/schema.js";
import { generateCrypto } from "../crypto/generate.js";
import { writeProfiles } from "../profiles/writeProfiles.js";
import { fabricLine, findFabric } from "./binaries.js";
import type { ChaincodeSource } from "./chaincodeProcess.js";
import { ensureGenesisBlock, joinOrderers, joinPeers } from "./channel.js";
import { deployChaincode, type Progress } from "./deployChaincode.js";
import { ordererEnvironment, peerEnvironment, writeOrdererConfig, writePeerConfig } from "./nodeSettings.js";
import type { FabricContext } from "./peerCommands.js";
import { consensusOf, fabricFolder, type FabricNetworkName } from "./networkName.js";
import { LOOPBACK, planNetwork, type NetworkPlan } from "./plan.js";
import { ProcessTable } from "./processes.js";
import { assertSameNetwork, initialState, readState, writeState } from "./state.js";
import { assertPortsFree, isHealthy, until } from "./wait.js";

const GUARDIAN = join(packageFolder(), "dist", "fabric", "guardian.js");
const HEALTH_TIMEOUT_MS = 60_000;

/** Which network to bring up, and how. */
export interface FabricOptions extends FabricNetworkName {
  /** Moves all ports, see `portsOf`; without it an existing network keeps its own. */
  readonly portBase?: number | undefined;
  readonly consortium: Consortium;
  /** Chaincodes to deploy, beside those deployed to this network earlier. */
  readonly chaincodes?: readonly ChaincodeSource[] | undefined;
  /** Told each step that is done. */
  readonly progress?: Progress | undefined;
  /** Leaves the network running when this process ends; without it the network ends with it, however it ends. */
  readonly outlive?: boolean | undefined;
  /** Ends the start; what was started by then is stopped. */
  readonly signal?: AbortSignal | undefined;
}

/** A network that runs. */
export interface FabricNetwork {
  readonly directory: string;
  /** Folder of the connection profiles and of identities.json. */
  readonly profilesDir: string;
  readonly processes: ProcessTable;
  /** Deploys one more chaincode that the consortium defines. */
  deploy(source: ChaincodeSource): Promise<void>;
  /** Ends all processes; the ledger stays for the next start. */
  stop(): Promise<void>;
}

/**
 * Brings up real Fabric as native processes with TLS on loopback, without Docker: certificates, ordering service,
 * peers, channel and chaincodes. A network that was stopped goes on from its ledger.
 *
 * @throws {NetworkError} when no Fabric is found, a port is taken, the network runs already or does not fit the
 *   consortium any more, or a step fails; nothing is left running then
 */
export async function startFabric(options: FabricOptions): Promise<FabricNetwork> {
  const progress = options.progress ?? (() => undefined);
  const binaries = findFabric(options.version);
  progress(`Fabric ${binaries.version}: ${binaries.programs.peer}`);
  const directory = fabricFolder(options);
  const portBase = options.portBase ?? readState(directory)?.portBase;
  const plan = planNetwork(options.consortium, directory, portBase, consensusOf(options));
  const context: FabricContext = { plan, binaries, signal: options.signal };
  const processes = new ProcessTable(directory, randomUUID());
  await prepare(context, processes, progress);
  if (!options.outlive) startGuardian(processes, directory);
  try {
    await startNodes(context, processes, progress);
    await joinOrderers(context);
    await joinPeers(context);
    progress(`channel ${plan.consortium.channel}: joined by all ordering nodes and peers`);
    for (const source of chaincodesOf(directory, options.chaincodes ?? []))
      await deployAndRemember(context, processes, source, progress);
  } catch (error) {
    await processes.stopAll();
    throw error;
  }
  return {
    directory,
    profilesDir: join(directory, "profiles"),
    processes,
    deploy: (source) => deployAndRemember(context, processes, source, progress),
    stop: () => processes.stopAll(),
  };
}

/** What a deployment to a network that runs already needs to know. */
export interface DeployOptions extends FabricNetworkName, Pick<FabricOptions, "consortium" | "progress" | "signal"> {
  readonly source: ChaincodeSource;
}

/**
 * Deploys a chaincode, which the consortium defines, to a network that another process brought up.
 *
 * @throws {NetworkError} when that network does not run or a step fails
 */
export async function deployToRunning(options: DeployOptions): Promise<void> {
  const directory = fabricFolder(options);
  const state = readState(directory);
  const processes = new ProcessTable(directory, state?.run ?? "");
  const running = processes.list().some(({ kind, name }) => kind === "peer" && processes.isRunning(name));
  if (!state || !running)
    throw new NetworkError(
      "NETWORK_USAGE",
      `No network runs in ${directory}; bring it up first with up --fabric ${options.version}.`,
    );
  const plan = planNetwork(options.consortium, directory, state.portBase, state.consensus);
  assertSameNetwork(state, plan);
  const context: FabricContext = { plan, binaries: findFabric(options.version), signal: options.signal };
  await deployAndRemember(context, processes, options.source, options.progress ?? (() => undefined));
}

/** It sees this process's end by the end of its input, whose other end this process holds. */
function startGuardian(processes: ProcessTable, directory: string): void {
  const guardian = spawn(process.execPath, [GUARDIAN, directory, processes.run], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  guardian.unref();
  if (guardian.stdin instanceof Socket) guardian.stdin.unref();
}

async function prepare(context: FabricContext, processes: ProcessTable, progress: Progress): Promise<void> {
  const { plan, binaries } = context;
  const running = processes.list().filter(({ name }) => processes.isRunning(name));
  if (running.length > 0)
    throw new NetworkError(
      "NETWORK_RUNNING",
      `The network in ${plan.directory} runs already (${running.map(({ name }) => name).join(", ")}); ` +
        `end it with down first.`,
    );
  await processes.stopAll();
  const state = readState(plan.directory);
  if (state) assertSameNetwork(state, plan);
  await assertPortsFree(wantedPorts(plan));
  mkdirSync(plan.directory, { recursive: true });
  const made = await generateCrypto(plan.consortium, plan.directory);
  progress(`certificates: ${made.created} made, ${made.renewed} renewed, ${made.kept} kept`);
  writeProfiles(plan.consortium, plan.directory, plan.ports);
  await ensureGenesisBlock(context);
  const { run } = processes;
  writeState(plan.directory, state ? { ...state, run } : initialState(fabricLine(binaries.version), plan, run));
  progress(`channel ${plan.consortium.channel}: ${state ? "goes on from its ledger" : "first block made"}`);
}

async function startNodes(context: FabricContext, processes: ProcessTable, progress: Progress): Promise<void> {
  const { plan, binaries } = context;
  for (const orderer of plan.orderers) {
    writeOrdererConfig(orderer, binaries);
    processes.start({
      name: orderer.host,
      kind: "orderer",
      command: binaries.programs.orderer,
      args: [],
      cwd: orderer.folder,
      environment: ordererEnvironment(plan, orderer),
      address: `${LOOPBACK}:${orderer.port}`,
    });
  }
  for (const peer of plan.peers) {
    writePeerConfig(peer, binaries);
    processes.start({
      name: peer.host,
      kind: "peer",
      command: binaries.programs.peer,
      args: ["node", "start"],
      cwd: peer.folder,
      environment: peerEnvironment(plan, peer),
      address: `${LOOPBACK}:${peer.port}`,
    });
  }
  for (const node of [...plan.orderers, ...plan.peers]) {
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

function wantedPorts(plan: NetworkPlan): Map<number, string> {
  const ports = new Map<number, string>();
  for (const node of plan.orderers)
    for (const port of [node.port, node.adminPort, node.operationsPort]) ports.set(port, node.host);
  for (const node of plan.peers)
    for (const port of [node.port, node.chaincodePort, node.operationsPort]) ports.set(port, node.host);
  for (const chaincode of plan.consortium.chaincodes)
    for (const { mspId } of plan.consortium.organisations)
      ports.set(plan.chaincodePort(chaincode.name, mspId), `the chaincode ${chaincode.name} of ${mspId}`);
  return ports;
}

/** The chaincodes deployed earlier, those given now in their place. */
function chaincodesOf(directory: string, given: readonly ChaincodeSource[]): ChaincodeSource[] {
  const earlier = readState(directory)?.chaincodes ?? [];
  return [...earlier.filter(({ name }) => !given.some((source) => source.name === name)), ...given];
}

async function deployAndRemember(
  context: FabricContext,
  processes: ProcessTable,
  source: ChaincodeSource,
  progress: Progress,
): Promise<void> {
  await deployChaincode(context, processes, source, progress);
  const state = readState(context.plan.directory);
  if (state)
    writeState(context.plan.directory, { ...state, chaincodes: chaincodesOf(context.plan.directory, [source]) });
}
