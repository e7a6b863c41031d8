// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, type Consignment, countryOf, incoherence, LicetError, ownerOfReference } from "@licet/domain";
import { readRecord, recordKind } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";

/** Longest consignment and longest record of claims that are read, in characters: longer than any that honest chaincode writes. */
const CONSIGNMENT_CHARACTERS_MAX = 65_536;
const UCR_CHARACTERS_MAX = 65_536;

/** Consignments. Others come to rely on them, so that their proofs are locked. Read them by `requireConsignment` only. */
export const CONSIGNMENT_RECORDS = recordKind("consignment", {
  idOf: ({ id }) => id,
  ownerOf: ownerOfReference,
  charactersMax: CONSIGNMENT_CHARACTERS_MAX,
  joint: true,
});

const RECEIPT_SEPARATOR = "#";

/** Reference of a receipt: the consignment and the register of the state that received it. */
export function receiptReference(consignment: string, register: string): string {
  return `${consignment}${RECEIPT_SEPARATOR}${register}`;
}

/** Receipts, as the destinations recorded them: nobody else can write one in their name, and they cannot change one alone. */
export const RECEIPT_RECORDS = recordKind("receipt", {
  idOf: ({ consignment, receipt }) => receiptReference(consignment, countryOf(receipt.place)),
  ownerOf: (id) => ownerOfReference(`${id.slice(id.indexOf(RECEIPT_SEPARATOR) + 1)}-`),
  charactersMax: CONSIGNMENT_CHARACTERS_MAX,
  joint: true,
});

const UCR_SEPARATOR = ":";

/** Reference of what a register claims under a UCR. */
export function ucrReference(register: string, ucr: string): string {
  return `${register}${UCR_SEPARATOR}${ucr}`;
}

/** Consignments by UCR, one record for each register and UCR: no register can take another's. */
export const UCR_RECORDS = recordKind("ucr", {
  idOf: ({ register, ucr }) => ucrReference(register, ucr),
  charactersMax: UCR_CHARACTERS_MAX,
  ownerOf: (id) => ownerOfReference(`${id.slice(0, id.indexOf(UCR_SEPARATOR))}-`),
});

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
  const problem = incoherence(consignment) ?? (await receiptProblem(tx, consignment));
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

/** Nobody speaks for another state: what the record says was received, the destination must have recorded itself. */
async function receiptProblem(tx: Transaction, { id, receipt }: Consignment): Promise<string | undefined> {
  if (receipt === undefined) return undefined;
  const state = countryOf(receipt.place);
  const recorded = await readRecord(tx, RECEIPT_RECORDS, receiptReference(id, state));
  if (recorded === undefined) return `claims a receipt that ${state} has not recorded`;
  const isSame = canonicalJson(recorded.receipt) === canonicalJson(receipt);
  return isSame ? undefined : `claims another receipt than ${state} has recorded`;
}
