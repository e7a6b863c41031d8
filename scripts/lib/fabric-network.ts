// SPDX-License-Identifier: Apache-2.0
import type { Consortium } from "@licet/network/config/consortium";
import { chaincodeAt } from "@licet/network/fabric/chaincode-process";
import type { ProcessRecord } from "@licet/network/fabric/processes";
import { keepProcessesUp } from "@licet/network/fabric/keep-up";
import { startFabric } from "@licet/network/fabric/start-fabric";
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
    keepUp: (tell) => void keepProcessesUp(network.processes, watching.signal, tell),
    letGo: () => {
      watching.abort();
    },
    processes: () => network.processes.list().map(({ name, pid }) => ({ title: name, pid })),
    stop: async () => {
      watching.abort();
      await network.stop();
    },
  };
}

function portFor({ name, kind, address }: ProcessRecord, consortium: Consortium): NeededPort {
  const owner = consortium.organisations.find(({ mspId }) => name.endsWith(`-${mspId}`));
  const purpose = kind === "chaincode" && owner !== undefined ? chaincodePurpose(owner.mspId) : name;
  return { port: Number(address.slice(address.lastIndexOf(":") + 1)), purpose };
}
