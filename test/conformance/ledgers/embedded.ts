// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "@licet/network/dist/embedded/index.js";
import { startChaincode } from "./chaincodeProcess.js";
import { conformanceConsortium } from "./files.js";
import type { Ledger, RunningLedger } from "./ledger.js";

const PORT_BASE = 23_000;
const FIRST_CHAINCODE_PORT = 23_900;

async function start(): Promise<RunningLedger> {
  const consortium = conformanceConsortium();
  const home = await mkdtemp(join(tmpdir(), "licet-conformance-"));
  const wanted = consortium.chaincodes.flatMap(({ name }) =>
    consortium.organisations.map(({ mspId }) => ({ name, mspId })),
  );
  const processes = await Promise.all(
    wanted.map(({ name, mspId }, index) => startChaincode(name, mspId, `127.0.0.1:${FIRST_CHAINCODE_PORT + index}`)),
  );
  const stopChaincodes = async (): Promise<void> => {
    await Promise.all(processes.map((one) => one.stop()));
  };
  try {
    const chaincodes = wanted.map(({ name, mspId }, index) => ({
      name,
      mspId,
      address: processes[index]?.address ?? "",
    }));
    const network = await startEmbedded({ consortium, home, portBase: PORT_BASE, chaincodes });
    return {
      profilesDir: network.profilesDir,
      async stop() {
        await network.stop();
        await stopChaincodes();
        await rm(home, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await stopChaincodes();
    await rm(home, { recursive: true, force: true });
    throw error;
  }
}

/** The embedded network, in this process, on a fresh ledger. */
export const embeddedLedger: Ledger = { name: "embedded", unavailable: () => undefined, start };
