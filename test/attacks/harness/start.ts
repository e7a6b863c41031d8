// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadConsortium } from "@licet/network/config/consortium";
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import { defaultConsortiumFile } from "@licet/network/config/home";
import { chaincodeAt } from "@licet/network/fabric/chaincode-process";
import { startFabric } from "@licet/network/fabric/start-fabric";
import { type LedgerName, networkFolder } from "@licet/scripts/lib/ledgers";
import { startNetwork } from "@licet/scripts/lib/stack";
import { CHAINCODE, Net } from "./network.js";

/** Networks of the attacks lie beside those of every other suite. */

/**
 * A hostile organisation writes hashes into its own collection without the values behind them. Its own peer would then look for them
 * for a minute with every block; an organisation that does so knows that there are none.
 */
const PEER_SETTINGS = { CORE_PEER_GOSSIP_PVTDATA_PULLRETRYTHRESHOLD: "0s" };

/** A network of its own, with the product's chaincode on it and nothing else. */
export interface Battlefield {
  readonly ledger: LedgerName;
  readonly net: Net;
  /** The network's folder: ledger, keys, logs. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** Starts a fresh network in a folder of its own, which goes with it; on free ports unless a base for them is given. */
export async function startBattlefield(ledger: LedgerName, givenPortBase?: number): Promise<Battlefield> {
  const portBase = givenPortBase ?? (await claimPortBase());
  const home = mkdtempSync(path.join(tmpdir(), "licet-attacks-"));
  const remove = (): void => rmSync(home, { recursive: true, force: true });
  const consortium = loadConsortium(defaultConsortiumFile());
  const chaincodeFolder = path.dirname(createRequire(import.meta.url).resolve("@licet/chaincode/package.json"));
  try {
    const network =
      ledger === "embedded"
        ? await startNetwork(ledger, { home, consortium, chaincodeFolder, portBase, step: (_title, work) => work() })
        : await fabricNetwork(ledger, home, chaincodeFolder, portBase);
    const folder = networkFolder(home, ledger);
    const net = new Net(network.profilesFolder, folder);
    const stop = async (): Promise<void> => {
      net.close();
      await network.stop();
      remove();
    };
    return { ledger, net, folder, stop };
  } catch (error) {
    remove();
    throw error;
  }
}

async function fabricNetwork(version: LedgerName, home: string, chaincodeFolder: string, portBase: number) {
  const network = await startFabric({
    version,
    home,
    consortium: loadConsortium(defaultConsortiumFile()),
    chaincodes: [chaincodeAt(CHAINCODE, chaincodeFolder)],
    portBase,
    peerSettings: PEER_SETTINGS,
  });
  return { profilesFolder: network.profilesDir, stop: () => network.stop() };
}
