// SPDX-License-Identifier: Apache-2.0
import { findFabric } from "@licet/network/fabric/binaries";
import { chaincodeAt } from "@licet/network/fabric/chaincode-process";
import { startFabric } from "@licet/network/fabric/start-fabric";
import { chaincodeStarter } from "../conformance/ledgers/files.js";
import { benchConsortium, LICET_CHAINCODE, licetPackage, PLAIN_CHAINCODE } from "./consortium.js";
import type { Starting } from "./stops.js";

/** @throws {NetworkError} when there is no Fabric of this line. */
export function requireFabric(version: string): void {
  findFabric(version);
}

/** Starts real Fabric as native processes. @returns the profiles' folder */
export async function startFabricNetwork(version: string, starting: Starting): Promise<string> {
  const { home, portBase, stops, signal } = starting;
  const network = await startFabric({
    version,
    home,
    portBase,
    signal,
    consortium: benchConsortium(),
    chaincodes: [chaincodeAt(LICET_CHAINCODE, licetPackage()), chaincodeAt(PLAIN_CHAINCODE, chaincodeStarter())],
  });
  stops.push(() => network.stop());
  return network.profilesDir;
}
