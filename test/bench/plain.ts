// SPDX-License-Identifier: Apache-2.0
import { PLAIN_CHAINCODE } from "./consortium.js";
import type { Workload } from "./measure.js";
import type { Session } from "./session.js";

const USER = "customs1@GBAuthorityMSP";
const VALUE = "x".repeat(1_000);

/** How a plain workload is driven. */
export interface Load {
  readonly ledger: string;
  readonly inFlight: number;
  readonly operations: number;
}

/** A blind put of 1 kB under a key of its own, endorsed by the organisations named. */
export function putOneKilobyte(session: Session, name: string, endorsers: readonly string[], load: Load): Workload {
  const contract = session.contract(USER, PLAIN_CHAINCODE);
  const run = Date.now().toString(36);
  return {
    ...load,
    name,
    client: "fabric-gateway",
    warmUp: Math.ceil(load.operations / 5),
    operation: async (_worker, sequence) => {
      const options = { arguments: [`${name}-${run}-${sequence}`, VALUE], endorsingOrganizations: [...endorsers] };
      await contract.submit("put", options);
    },
  };
}

/** A get of one key of 1 kB. */
export function getOneKilobyte(session: Session, load: Load): Workload {
  const contract = session.contract(USER, PLAIN_CHAINCODE);
  const written = contract.submit("put", { arguments: ["get-1kb", VALUE], endorsingOrganizations: ["GBAuthorityMSP"] });
  return {
    ...load,
    name: "get-1kb",
    client: "fabric-gateway",
    warmUp: Math.ceil(load.operations / 5),
    operation: async () => {
      await written;
      await contract.evaluate("get", { arguments: ["get-1kb"] });
    },
  };
}
