// SPDX-License-Identifier: Apache-2.0
import { createRequire } from "node:module";
import path from "node:path";
import { loadConsortium, type Consortium } from "@licet/network/config/consortium";
import { defaultConsortiumFile } from "@licet/network/config/home";

/** Name of the chaincode whose plain puts and gets are the measure for everything else. */
export const PLAIN_CHAINCODE = "kv";
/** Name of the product's chaincode. */
export const LICET_CHAINCODE = "licet";

/** The product's consortium with the plain chaincode beside Licet's: any one organisation endorses either. */
export function benchConsortium(): Consortium {
  const consortium = loadConsortium(defaultConsortiumFile());
  const [licet] = consortium.chaincodes;
  if (licet === undefined) throw new Error("The consortium declares no chaincode.");
  return { ...consortium, chaincodes: [licet, { ...licet, name: PLAIN_CHAINCODE }] };
}

/** Folder of the product's chaincode. */
export function licetPackage(): string {
  return path.dirname(createRequire(import.meta.url).resolve("@licet/chaincode/package.json"));
}
