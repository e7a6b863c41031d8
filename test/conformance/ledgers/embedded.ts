// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withOrderersFor } from "@licet/network/config/consensus";
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import { startEmbedded, type EmbeddedNetwork } from "@licet/network/start-embedded";
import { startChaincode, type ChaincodeProcess } from "./chaincode-process.js";
import { conformanceConsortium } from "./files.js";
import { EXECUTE_MS_MAX, type Ledger, type NodeControl, type RunningLedger } from "./ledger.js";

/** Chaincode processes listen from the port base plus this. */
const CHAINCODE_PORT_OFFSET = 900;

/** The chaincode processes of all organisations, by chaincode and organisation. */
class Chaincodes {
  readonly #processes = new Map<string, ChaincodeProcess>();

  async start(name: string, mspId: string, address: string): Promise<void> {
    this.#processes.set(`${name}@${mspId}`, await startChaincode(name, mspId, address));
  }

  async stop(name: string, mspId: string): Promise<void> {
    await this.#processes.get(`${name}@${mspId}`)?.stop();
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#processes.values()].map((one) => one.stop()));
  }
}

interface ChaincodeAddress {
  readonly name: string;
  readonly mspId: string;
  readonly address: string;
}

function controlOf(
  network: EmbeddedNetwork,
  chaincodes: Chaincodes,
  addresses: readonly ChaincodeAddress[],
): NodeControl {
  const peer = (mspId: string) => network.peers.find((one) => one.mspId === mspId);
  return {
    stopPeer: async (mspId) => peer(mspId)?.stop(),
    startPeer: async (mspId) => peer(mspId)?.start(),
    stopChaincode: (name, mspId) => chaincodes.stop(name, mspId),
    async startChaincode(name, mspId) {
      const found = addresses.find((one) => one.name === name && one.mspId === mspId);
      await chaincodes.start(name, mspId, found?.address ?? "");
    },
  };
}

async function start(executeTimeoutMs = EXECUTE_MS_MAX): Promise<RunningLedger> {
  const consortium = withOrderersFor(conformanceConsortium(), "raft");
  const portBase = await claimPortBase();
  const home = await mkdtemp(join(tmpdir(), "licet-conformance-"));
  const addresses = consortium.chaincodes
    .flatMap(({ name }) => consortium.organisations.map(({ mspId }) => ({ name, mspId })))
    .map((one, index) => ({ ...one, address: `127.0.0.1:${portBase + CHAINCODE_PORT_OFFSET + index}` }));
  const chaincodes = new Chaincodes();
  const end = async (): Promise<void> => {
    await chaincodes.stopAll();
    await rm(home, { recursive: true, force: true });
  };
  try {
    await Promise.all(addresses.map(({ name, mspId, address }) => chaincodes.start(name, mspId, address)));
    const options = { consortium, home, portBase, executeTimeoutMs };
    const network = await startEmbedded({ ...options, chaincodes: addresses });
    return {
      profilesDir: network.profilesDir,
      nodes: controlOf(network, chaincodes, addresses),
      async stop() {
        await network.stop();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** The embedded network, in this process, on a fresh ledger. */
export const embeddedLedger: Ledger = { name: "embedded", unavailable: () => undefined, start };
