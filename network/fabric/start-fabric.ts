// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { Socket } from "node:net";
import { join } from "node:path";
import { packageFolder } from "../config/home.js";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { ownFolder } from "@licet/embedded-network/files/owner-only";
import type { Consortium } from "../config/schema.js";
import { generateCrypto } from "../crypto/generate.js";
import { writeProfiles } from "../profiles/write-profiles.js";
import { fabricLine, findFabric } from "./binaries.js";
import type { ChaincodeSource } from "./chaincode-process.js";
import { ensureGenesisBlock, joinOrderers, joinPeers } from "./channel.js";
import { chaincodesOf, deployAndRemember } from "./deployments.js";
import type { Progress } from "./deploy-chaincode.js";
import type { Environment } from "./node-settings.js";
import type { FabricContext } from "./peer-commands.js";
import { consensusOf, fabricFolder, type FabricNetworkName } from "./network-name.js";
import { startNodes, wantedPorts } from "./nodes.js";
import { assertClock, assertDiskSpace } from "./preflight.js";
import { planNetwork } from "./plan.js";
import { ProcessTable } from "./processes.js";
import { assertSameNetwork, initialState, readState, writeState } from "./state.js";
import { assertPortsFree } from "./wait.js";

const WATCHDOG = join(packageFolder(), "dist", "fabric", "watchdog.js");

/** Which network to bring up, and how. */
export interface FabricOptions extends FabricNetworkName {
  /** Moves all ports, see `portsOf`; without it an existing network keeps its own. */
  readonly portBase?: number | undefined;
  readonly consortium: Consortium;
  /** Chaincodes to deploy, beside those deployed to this network earlier. */
  readonly chaincodes?: readonly ChaincodeSource[] | undefined;
  /** Environment variables in which the peers differ from what is set for them otherwise. */
  readonly peerSettings?: Environment | undefined;
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
 * peers, channel and chaincodes. A network that was stopped goes on from its ledger. From then on, what the process
 * creates is its owner's alone.
 *
 * @throws {NetworkError} when no Fabric is found, a port is taken, the network runs already or does not fit the
 *   consortium any more, or a step fails; nothing is left running then.
 */
export async function startFabric(options: FabricOptions): Promise<FabricNetwork> {
  const progress = options.progress ?? (() => undefined);
  const binaries = findFabric(options.version);
  progress(`Fabric ${binaries.version}: ${binaries.programs.peer}`);
  const directory = fabricFolder(options);
  const earlier = readState(directory);
  const plan = planNetwork(options.consortium, directory, {
    portBase: options.portBase ?? earlier?.portBase,
    consensus: consensusOf(options),
    handedOut: earlier?.handedOut,
  });
  const { signal, peerSettings } = options;
  const context: FabricContext = { plan, binaries, signal, peerSettings };
  const processes = new ProcessTable(directory, randomUUID());
  await prepare(context, processes, progress);
  if (!options.outlive) startWatchdog(processes, directory);
  try {
    await startNodes(context, processes, plan, progress);
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

/** It sees this process's end by the end of its input, whose other end this process holds. */
function startWatchdog(processes: ProcessTable, directory: string): void {
  const watchdog = spawn(process.execPath, [WATCHDOG, directory, processes.run], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watchdog.unref();
  if (watchdog.stdin instanceof Socket) watchdog.stdin.unref();
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
  assertDiskSpace(plan.directory);
  assertClock(plan);
  ownFolder(plan.directory);
  const made = await generateCrypto(plan.consortium, plan.directory);
  progress(`certificates: ${made.created} made, ${made.renewed} renewed, ${made.kept} kept`);
  writeProfiles(plan.consortium, plan.directory, plan.ports);
  await ensureGenesisBlock(context);
  const { run } = processes;
  writeState(
    plan.directory,
    state ? { ...state, run, handedOut: plan.handedOut } : initialState(fabricLine(binaries.version), plan, run),
  );
  progress(`channel ${plan.consortium.channel}: ${state ? "goes on from its ledger" : "first block made"}`);
}
