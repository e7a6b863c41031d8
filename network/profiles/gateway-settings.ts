// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";
import type { Consortium } from "../config/schema.js";
import { writeText } from "@licet/embedded-network/crypto/material";

/** The file with the gateway's settings, as `node --env-file` and Compose's `env_file` read it. */
const GATEWAY_SETTINGS_FILE = "gateway.env";

/** Writes what a gateway must be told to serve the consortium's network; nothing of it is secret. */
export function writeGatewaySettings(consortium: Consortium, folder: string): void {
  const [chaincode] = consortium.chaincodes;
  const settings = {
    LEDGER_CLIENT: "fabric-gateway",
    CHANNEL_NAME: consortium.channel,
    ...(chaincode && { CHAINCODE_NAME: chaincode.name }),
    LICET_PROFILES: folder,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  writeText(join(folder, GATEWAY_SETTINGS_FILE), lines.join(""));
}
