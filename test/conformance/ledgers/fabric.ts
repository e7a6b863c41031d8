// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NetworkError } from "@licet/network/dist/config/networkError.js";
import { cacheFolder, findFabric } from "@licet/network/dist/fabric/binaries.js";
import { chaincodeAt } from "@licet/network/dist/fabric/chaincodeProcess.js";
import { startFabric } from "@licet/network/dist/fabric/startFabric.js";
import { chaincodeStarter, conformanceConsortium } from "./files.js";
import type { Ledger, RunningLedger } from "./ledger.js";

const VERSION = "2.5";
const PORT_BASE = 24_000;

function unavailable(): string | undefined {
  try {
    findFabric(VERSION);
    return undefined;
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return `no Fabric ${VERSION} binaries in ${cacheFolder()}, FABRIC_BIN or PATH`;
  }
}

async function start(): Promise<RunningLedger> {
  const consortium = conformanceConsortium();
  const home = await mkdtemp(join(tmpdir(), "licet-conformance-"));
  const remove = (): Promise<void> => rm(home, { recursive: true, force: true });
  try {
    const network = await startFabric({
      version: VERSION,
      home,
      portBase: PORT_BASE,
      consortium,
      chaincodes: consortium.chaincodes.map(({ name }) => chaincodeAt(name, chaincodeStarter())),
    });
    return {
      profilesDir: network.profilesDir,
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

/** Real Fabric 2.5 as native processes, on a fresh ledger. */
export const fabricLedger: Ledger = { name: "2.5", unavailable, start };
