// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "@licet/domain";
import type { MemoryLedger } from "./memory-ledger";
import { snapshotOf } from "./play";

/** Code of the catalogue that an action is refused with, or "no error". */
export async function codeOf(action: Promise<unknown>): Promise<string> {
  try {
    await action;
  } catch (error) {
    if (error instanceof LicetError) return error.code;
    throw error;
  }
  return "no error";
}

/**
 * Code that a transaction is refused with.
 * @throws {Error} where a refused transaction has written all the same.
 */
export async function refusalOf(ledger: MemoryLedger, action: () => Promise<unknown>): Promise<string> {
  const before = stateOf(ledger);
  const code = await codeOf(action());
  if (stateOf(ledger) !== before) throw new Error("a refusal has written");
  return code;
}

/** Everything that lies on the ledger, as text: values, policies, collections and their locks. */
function stateOf(ledger: MemoryLedger): string {
  return JSON.stringify([snapshotOf(ledger), [...ledger.endorsers], [...ledger.locked]]);
}
