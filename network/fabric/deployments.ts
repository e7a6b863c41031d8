// SPDX-License-Identifier: Apache-2.0
import type { ChaincodeSource } from "./chaincode-process.js";
import { deployChaincode, type DeploymentOptions, type Progress } from "./deploy-chaincode.js";
import type { FabricContext } from "./peer-commands.js";
import type { ProcessTable } from "./processes.js";
import { openRunning, type NetworkTask } from "./running-network.js";
import { assertSameNetwork, readState, writeState } from "./state.js";

/** What a deployment to a network that runs already needs to know. */
export interface DeployOptions extends NetworkTask {
  readonly source: ChaincodeSource;
}

/**
 * Deploys a chaincode, which the consortium defines, to a network that another process brought up.
 *
 * @throws {NetworkError} when that network does not run or a step fails.
 */
export async function deployToRunning(options: DeployOptions): Promise<void> {
  const { state, context, processes } = openRunning(options, options.consortium, options.signal);
  assertSameNetwork(state, context.plan);
  await deployAndRemember(context, processes, options.source, options.progress ?? (() => undefined));
}

/** Deploys a chaincode and remembers how its processes are started, for the network's next start. */
export async function deployAndRemember(
  context: FabricContext,
  processes: ProcessTable,
  source: ChaincodeSource,
  progress: Progress,
  options: DeploymentOptions = { restart: true },
): Promise<void> {
  const { plan } = context;
  await deployChaincode(context, processes, source, progress, options);
  const state = readState(plan.directory);
  if (!state) return;
  const chaincodes = chaincodesOf(plan.directory, [source]);
  writeState(plan.directory, { ...state, handedOut: plan.handedOut, chaincodes });
}

/** The chaincodes deployed earlier, those given now in their place. */
export function chaincodesOf(directory: string, given: readonly ChaincodeSource[]): ChaincodeSource[] {
  const earlier = readState(directory)?.chaincodes ?? [];
  return [...earlier.filter(({ name }) => !given.some((source) => source.name === name)), ...given];
}
