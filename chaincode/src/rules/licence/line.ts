// SPDX-License-Identifier: Apache-2.0
import { type Balance, LicetError, type LineBalance, lineReference } from "@licet/domain";
import { readRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { LINE_RECORDS } from "./records";

/**
 * Reads a line's balance.
 * @throws {LicetError} LINE_NOT_ON_LICENCE, LEDGER_DATA_INVALID.
 */
export async function readLine(tx: Transaction, licence: string, line: number): Promise<LineBalance> {
  const balance = await readRecord(tx, LINE_RECORDS, lineReference(licence, line));
  if (balance === undefined) {
    throw new LicetError("LINE_NOT_ON_LICENCE", `Licence ${licence} has no line ${line.toString()}.`, {
      licence,
      line,
    });
  }
  return balance;
}

/** The figures of a balance as they are stored. */
export function standingOf(balance: Balance): { authorised?: string; reserved: string; consumed: string } {
  return {
    ...(balance.authorised === undefined ? {} : { authorised: balance.authorised.toString() }),
    reserved: balance.reserved.toString(),
    consumed: balance.consumed.toString(),
  };
}
