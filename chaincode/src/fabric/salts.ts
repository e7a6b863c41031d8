// SPDX-License-Identifier: Apache-2.0
import { createHmac } from "node:crypto";
import { LicetError, type MspId } from "@licet/domain";
import { SALT_SECRET_KEY } from "./keys";
import type { Transaction } from "./transaction";

/**
 * Salt for a confidential value that an organisation keeps for itself: an HMAC-SHA-256 of the transaction and the value's key under
 * the organisation's own secret. It is new with every transaction, it follows from nothing that was ever shared, and it can be made at
 * the organisation's own peer only.
 * @throws {LicetError} SALT_SECRET_MISSING.
 */
export async function ownSalt(tx: Transaction, organisation: MspId, key: string): Promise<string> {
  const secret = await tx.privateState.get(organisation, SALT_SECRET_KEY);
  if (secret === undefined) {
    throw new LicetError("SALT_SECRET_MISSING", `${organisation} has left no secret for its salts.`, { organisation });
  }
  return createHmac("sha256", Buffer.from(secret, "hex")).update(`${tx.id}/${key}`).digest("hex");
}
