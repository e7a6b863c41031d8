// SPDX-License-Identifier: Apache-2.0
import { type Licence, LicetError } from "@licet/domain";
import { requireRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { LICENCE_RECORDS } from "../licence/records";

/**
 * Reads a licence that the caller's state may write off: its own, or one whose authority has named the state. It is asked before any
 * figure is looked at, so that nobody else learns anything from a refusal.
 * @throws {LicetError} NOT_FOUND, WRITE_OFF_NOT_GRANTED.
 */
export async function requireGranted(tx: Transaction, number: string): Promise<Licence> {
  const licence = await requireRecord(tx, LICENCE_RECORDS, number);
  const { jurisdiction } = tx.caller;
  if (jurisdiction !== undefined && isGranted(licence, jurisdiction)) return licence;
  throw notGranted(licence, jurisdiction);
}

/** Whether a state's customs may write a licence off. */
export function isGranted(licence: Licence, state: string): boolean {
  return statesOf(licence).includes(state);
}

/** @returns the refusal of a state that the licence's authority has not named. */
export function notGranted(licence: Licence, state: string | undefined): LicetError {
  return new LicetError(
    "WRITE_OFF_NOT_GRANTED",
    `${state ?? "Your organisation"} may not write ${licence.number} off.`,
    {
      licence: licence.number,
      state: state ?? null,
      grantedTo: statesOf(licence),
    },
  );
}

function statesOf({ authority, writeOffBy }: Licence): string[] {
  return [authority, ...writeOffBy];
}
