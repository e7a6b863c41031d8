// SPDX-License-Identifier: Apache-2.0
import { LicetError, type Party, type PartyKind, registerOf } from "@licet/domain";
import { recordKind, requireRecord } from "../../fabric/records";
import { transactionDay } from "../time";
import type { Transaction } from "../../fabric/transaction";

/** Parties, listed by register. */
export const PARTY_RECORDS = recordKind("party", {
  listedIn: registerOf,
});

/**
 * Reads a party that may act on the transaction's day.
 * @param kind what it must be registered as.
 * @throws {LicetError} NOT_FOUND, PARTY_NOT_IN_FORCE, PARTY_KIND_WRONG.
 */
export async function requireParty(tx: Transaction, id: string, kind?: PartyKind): Promise<Party> {
  const party = await requireRecord(tx, PARTY_RECORDS, id);
  const day = transactionDay(tx);
  if (party.status !== "active" || day < party.validFrom || (party.validTo !== undefined && day > party.validTo)) {
    throw new LicetError("PARTY_NOT_IN_FORCE", `Party ${id} is not in force on ${day}.`, {
      party: id,
      status: party.status,
      validFrom: party.validFrom,
      validTo: party.validTo ?? null,
    });
  }
  if (kind !== undefined && !party.kinds.includes(kind)) {
    throw new LicetError("PARTY_KIND_WRONG", `Party ${id} is not registered as ${kind}.`, {
      party: id,
      needed: kind,
      registered: party.kinds,
    });
  }
  return party;
}
