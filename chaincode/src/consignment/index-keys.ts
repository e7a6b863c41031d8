// SPDX-License-Identifier: Apache-2.0
import type { Consignment } from "../domain/consignment/schemas";
import { LicetError } from "../domain/errors/licet-error";
import { canonicalJson } from "../domain/shared/canonical";
import { ownerOfReference } from "../domain/shared/ownership";
import { ledgerKey } from "../ledger/keys";
import { readRecord } from "../ledger/records";
import type { Transaction } from "../ledger/transaction";
import { CONSIGNMENT_RECORDS } from "./records";

/** How many consignments one UCR may lead to, invalidated ones included. */
export const CONSIGNMENTS_OF_UCR_MAX = 100;

/** Writes the entries that lead from a UCR and from licences to a consignment. They prove nothing; the record is read and compared. */
export async function writeIndexKeys(tx: Transaction, consignment: Consignment): Promise<void> {
  const licences = new Set(consignment.allocations.map(({ licence }) => licence));
  const keys = [
    ledgerKey("consignment-ucr", consignment.ucr.toUpperCase(), consignment.id),
    ...[...licences].map((licence) => ledgerKey("consignment-licence", licence, consignment.id)),
  ];
  for (const key of keys) {
    await tx.state.put(key, canonicalJson({ consignment: consignment.id }));
    await tx.state.setEndorsers(key, [ownerOfReference(consignment.id)]);
  }
}

/** The consignment that has a UCR and was not invalidated, or undefined. */
export async function findByUcr(tx: Transaction, ucr: string): Promise<Consignment | undefined> {
  const prefix = { type: "consignment-ucr", attributes: [ucr.toUpperCase()] };
  for (const { value } of await tx.state.scan(prefix, CONSIGNMENTS_OF_UCR_MAX)) {
    const consignment = await indexedConsignment(tx, value);
    if (consignment?.ucr.toUpperCase() === ucr.toUpperCase() && consignment.status !== "invalidated") {
      return consignment;
    }
  }
  return undefined;
}

/** The consignment that an index entry leads to, or undefined where the entry is not what the record's owner wrote. */
export async function indexedConsignment(tx: Transaction, value: string): Promise<Consignment | undefined> {
  try {
    const { consignment } = JSON.parse(value) as { consignment?: unknown };
    return typeof consignment === "string" ? await readRecord(tx, CONSIGNMENT_RECORDS, consignment) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof LicetError) return undefined;
    throw error;
  }
}
