// SPDX-License-Identifier: Apache-2.0
import { type Consignment, LicetError, ownerOfReference } from "@licet/domain";
import { readRecord, recordKind } from "../../fabric/records";
import { problemOf } from "../authentic";
import type { Transaction } from "../../fabric/transaction";

/** Consignments. Others come to rely on them, so that their proofs are locked. Read them by `requireConsignment` only. */
export const CONSIGNMENT_RECORDS = recordKind("consignment", {
  joint: true,
});

/** Receipts, as the destinations recorded them: nobody else can write one in their name, and they cannot change one alone. */
export const RECEIPT_RECORDS = recordKind("receipt", {
  joint: true,
});

/** Consignments by UCR, one record for each register and UCR: no register can take another's. */
export const UCR_RECORDS = recordKind("ucr");

/**
 * Reads a consignment that is what it says: proven by a state's authority, coherent in itself, and received only where the destination's
 * own record says the same.
 * @throws {LicetError} NOT_FOUND, CONSIGNMENT_NOT_AUTHENTIC, LEDGER_DATA_INVALID.
 */
export async function requireConsignment(tx: Transaction, id: string): Promise<Consignment> {
  const owner = ownerOfReference(id);
  const isAuthority = tx.members.stateOf(owner) !== undefined;
  const consignment = isAuthority ? await readRecord(tx, CONSIGNMENT_RECORDS, id) : undefined;
  if (consignment === undefined) {
    throw new LicetError("NOT_FOUND", `Consignment ${id} is not on the ledger.`, { kind: "consignment", id });
  }
  const problem = await problemOf(tx, CONSIGNMENT_RECORDS, id, consignment, [RECEIPT_RECORDS]);
  if (problem === undefined) return consignment;
  throw new LicetError("CONSIGNMENT_NOT_AUTHENTIC", `The record of consignment ${id} ${problem}.`, {
    consignment: id,
    owner,
    problem,
  });
}

/** Refusals after which there is no consignment to go by. */
const NO_CONSIGNMENT: readonly string[] = ["NOT_FOUND", "CONSIGNMENT_NOT_AUTHENTIC", "LEDGER_DATA_INVALID"];

/** As `requireConsignment`; undefined where there is none that can be relied on, whoever is to blame for that. */
export async function readConsignment(tx: Transaction, id: string): Promise<Consignment | undefined> {
  try {
    return await requireConsignment(tx, id);
  } catch (error) {
    if (error instanceof LicetError && NO_CONSIGNMENT.includes(error.code)) return undefined;
    throw error;
  }
}
