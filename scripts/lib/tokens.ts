// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openTokenKey } from "@licet/gateway/adapters/files/token-key";
import { mintToken, TOKEN_LIFETIME_SECONDS_MAX } from "@licet/gateway/http/auth/tokens";
import type { Consortium } from "@licet/network/config/consortium";
import { type LedgerName, networkFolder } from "./ledgers.js";
import { gatewayFolder } from "./running.js";

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;

/**
 * Writes a token for each user of the consortium, one file a user, as a header that curl takes: `curl -H @FILE`. They are
 * valid as long as the gateway allows, and written anew at each start.
 *
 * @returns the folder, with files such as `customs1@AEAuthorityMSP`
 */
export async function writeTokens(home: string, ledger: LedgerName, consortium: Consortium): Promise<string> {
  const folder = path.join(networkFolder(home, ledger), "tokens");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
  const key = openTokenKey(path.join(gatewayFolder(home, ledger), "token-key.pem"));
  for (const { mspId, users } of consortium.organisations) {
    for (const { name } of users) {
      const subject = `${name}@${mspId}`;
      const token = await mintToken(key, subject, TOKEN_LIFETIME_SECONDS_MAX);
      writeFileSync(path.join(folder, subject), `Authorization: Bearer ${token}\n`, { mode: OWNER_ONLY_FILE });
    }
  }
  return folder;
}
