// SPDX-License-Identifier: Apache-2.0
import type { Consortium } from "@licet/network/config/consortium";
import { chaincodeAt } from "@licet/network/fabric/chaincode-process";
import type { ProcessRecord } from "@licet/network/fabric/processes";
import { type FabricNetwork, startFabric } from "@licet/network/fabric/start-fabric";
import { watchProcesses } from "@licet/network/fabric/verbs";
import type { LedgerName } from "./ledgers.js";
import type { NeededPort } from "./ports.js";
import { chaincodeName, chaincodePurpose, type StackNetwork, type StackNetworkOptions } from "./stack-network.js";

/** Brings real Fabric of a line up as native processes, with the chaincode deployed to every organisation. */
export async function startFabricNetwork(version: LedgerName, options: StackNetworkOptions): Promise<StackNetwork> {
  const { home, consortium, chaincodeFolder, portBase, step, signal } = options;
  const chaincodes = [chaincodeAt(chaincodeName(consortium), chaincodeFolder)];
  const network = await step(`Starting Fabric ${version} with the chaincode on it`, () =>
    startFabric({ version, home, consortium, chaincodes, portBase, signal }),
  );
  const watching = new AbortController();
  return {
    profilesFolder: network.profilesDir,
    ports: network.processes.list().map((record) => portFor(record, consortium)),
    onFailure: (listener) => watch(network, watching.signal, listener),
    stop: async () => {
      watching.abort();
      await network.stop();
    },
  };
}

function watch(network: FabricNetwork, end: AbortSignal, listener: (error: Error) => void): void {
  const { processes } = network;
  const onEnded = (name: string): void =>
    listener(new Error(`${name} has ended; the reason stands at the end of ${processes.logFile(name)}.`));
  watchProcesses(processes, end, onEnded).then(
    () => {
      if (!end.aborted) listener(new Error(`Every process of the network in ${network.directory} has ended.`));
    },
    (error: unknown) => listener(error instanceof Error ? error : new Error(String(error))),
  );
}

function portFor({ name, kind, address }: ProcessRecord, consortium: Consortium): NeededPort {
  const owner = consortium.organisations.find(({ mspId }) => name.endsWith(`-${mspId}`));
  const purpose = kind === "chaincode" && owner !== undefined ? chaincodePurpose(owner.mspId) : name;
  return { port: Number(address.slice(address.lastIndexOf(":") + 1)), purpose };
}
