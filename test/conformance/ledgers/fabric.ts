// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Consortium } from "@licet/network/config/consortium";
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { cacheFolder, findFabric, type FabricLine } from "@licet/network/fabric/binaries";
import { chaincodeAt, chaincodeProcessName } from "@licet/network/fabric/chaincode-process";
import { startFabric, type FabricNetwork } from "@licet/network/fabric/start-fabric";
import { chaincodeStarter, conformanceConsortium } from "./files.js";
import { EXECUTE_MS_MAX, type Ledger, type NodeControl, type RunningLedger } from "./ledger.js";

/** What makes it short to wait until a peer's absence is noticed. */
const PEER_SETTINGS = {
  CORE_PEER_GOSSIP_ALIVETIMEINTERVAL: "1s",
  CORE_PEER_GOSSIP_ALIVEEXPIRATIONTIMEOUT: "8s",
};

function unavailable(line: FabricLine): string | undefined {
  try {
    findFabric(line);
    return undefined;
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return `no Fabric ${line} binaries in ${cacheFolder()}, FABRIC_BIN or PATH`;
  }
}

/** A peer's process is named by its host, a chaincode's by label and organisation. */
function controlOf({ processes }: FabricNetwork, consortium: Consortium): NodeControl {
  const peerOf = (mspId: string): string => {
    const organisation = consortium.organisations.find((one) => one.mspId === mspId);
    return `${organisation?.peers[0]?.name ?? ""}.${organisation?.domain ?? ""}`;
  };
  const serviceOf = (chaincode: string, mspId: string): string => {
    const version = consortium.chaincodes.find(({ name }) => name === chaincode)?.version ?? "";
    return chaincodeProcessName(`${chaincode}_${version}`, mspId);
  };
  const startAgain = (name: string): Promise<void> => {
    processes.startAgain(name);
    return Promise.resolve();
  };
  return {
    stopPeer: (mspId) => processes.stop(peerOf(mspId)),
    startPeer: (mspId) => startAgain(peerOf(mspId)),
    stopChaincode: (chaincode, mspId) => processes.stop(serviceOf(chaincode, mspId)),
    startChaincode: (chaincode, mspId) => startAgain(serviceOf(chaincode, mspId)),
  };
}

async function start(line: FabricLine, executeMsMax = EXECUTE_MS_MAX): Promise<RunningLedger> {
  const consortium = conformanceConsortium();
  const home = await mkdtemp(join(tmpdir(), "licet-conformance-"));
  const remove = (): Promise<void> => rm(home, { recursive: true, force: true });
  try {
    const network = await startFabric({
      version: line,
      home,
      portBase: await claimPortBase(),
      consortium,
      peerSettings: { ...PEER_SETTINGS, CORE_CHAINCODE_EXECUTETIMEOUT: `${executeMsMax}ms` },
      chaincodes: consortium.chaincodes.map(({ name }) => chaincodeAt(name, chaincodeStarter())),
    });
    return {
      profilesDir: network.profilesDir,
      nodes: controlOf(network, consortium),
      async stop() {
        await network.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Real Fabric as native processes, on a fresh ledger: 2.5 orders with Raft, 3.1 with SmartBFT. */
export function fabricLedger(line: FabricLine): Ledger {
  return { name: line, unavailable: () => unavailable(line), start: (executeMsMax) => start(line, executeMsMax) };
}
