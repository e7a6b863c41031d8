// SPDX-License-Identifier: Apache-2.0
import { type PartRef, TRANSACTIONS } from "@licet/domain";
import { LedgerError } from "../ports/ledger-error.js";
import type { LedgerIdentity } from "../ports/ledger.js";
import { readJson } from "./read-json.js";
import type { Transactions } from "./transactions.js";

/**
 * Content of a confidential part as the caller may read it at its own peer, or undefined where it may not.
 * @throws {LedgerError} where the ledger does not answer.
 */
export async function readPartOf<T>(
  transactions: Pick<Transactions, "query">,
  caller: LedgerIdentity,
  ref: PartRef,
): Promise<T | undefined> {
  try {
    const part = await transactions.query(caller, TRANSACTIONS["sharing:ReadPart"], ref);
    return readJson<{ readonly content: T }>(part).content;
  } catch (error) {
    if (error instanceof LedgerError && error.refusal) return undefined;
    throw error;
  }
}
