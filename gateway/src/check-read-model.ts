// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import { FabricGatewayLedger } from "./adapters/fabric-gateway/client.js";
import { readProfiles } from "./adapters/files/profiles.js";
import { openPglite } from "./adapters/pglite/database.js";
import { openPostgres } from "./adapters/postgres/database.js";
import { type Checked, fsck } from "./readmodel/fsck.js";
import { partsOfAll } from "./readmodel/part-readers.js";
import { readerOf } from "./server.js";

/** Which network's ledger is compared with which gateway's database. */
export interface CheckedPlaces {
  /** Folder with `connection-*.json` and `identities.json`. */
  readonly profilesFolder: string;
  readonly channelName: string;
  readonly chaincodeName: string;
  /** The gateway's own folder, where no server's database is named; the gateway itself must not run. */
  readonly gatewayFolder: string;
  readonly databaseUrl?: string | undefined;
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * Builds everything again from the blocks, and compares the gateway's read model, the ledger and the private data with it; see `fsck`.
 * @throws {ConfigError} where profiles or database cannot be used.
 * @throws {LedgerError} where the network does not answer.
 */
export async function checkReadModel(places: CheckedPlaces): Promise<Checked> {
  const { channelName, chaincodeName, databaseUrl, gatewayFolder, onProgress } = places;
  const profiles = readProfiles(places.profilesFolder);
  const ledger = new FabricGatewayLedger(profiles, { channelName, chaincodeName });
  const folder = path.join(gatewayFolder, "database");
  const readModel = await (databaseUrl === undefined ? openPglite(folder) : openPostgres(databaseUrl));
  const scratch = await openPglite();
  try {
    return await fsck({
      readModel,
      scratch,
      ledger,
      identity: readerOf(profiles),
      chaincodeName,
      parts: partsOfAll(ledger, profiles),
      ...(onProgress === undefined ? {} : { onProgress }),
    });
  } finally {
    await scratch.close();
    await readModel.close();
    await ledger.close();
  }
}
