// SPDX-License-Identifier: Apache-2.0
import { CustomsOffice, LicetError } from "@licet/domain";
import type { Transaction } from "../fabric/transaction";

/**
 * Office that an act is recorded for: the one that the caller's identity names, else the one given, which must be the state's own.
 * @throws {LicetError} OFFICE_OF_ANOTHER_STATE.
 */
export function officeOf(tx: Transaction, given: string | undefined): { office?: string } {
  const office = tx.caller.office ?? given;
  if (office === undefined) return {};
  requireOwnOffice(tx, office);
  return { office };
}

/** @throws {LicetError} OFFICE_OF_ANOTHER_STATE where an office is none of the caller's organisation's. */
export function requireOwnOffice(tx: Transaction, office: string): void {
  if (tx.members.isOfficeOf(tx.caller.mspId, office)) return;
  throw new LicetError("OFFICE_OF_ANOTHER_STATE", `${office} is no office of ${tx.caller.mspId}.`, {
    office,
    organisation: tx.caller.mspId,
  });
}

/**
 * Customs office that an act is recorded for: the one that the caller's identity names, else the one given.
 * @throws {LicetError} OFFICE_OF_ANOTHER_STATE; INVALID_INPUT where the identity names something else than a customs office.
 */
export function customsOfficeOf(tx: Transaction, given: string | undefined): { office?: string } {
  const { office } = officeOf(tx, given);
  if (office === undefined) return {};
  if (CustomsOffice.safeParse(office).success) return { office };
  throw new LicetError("INVALID_INPUT", `${office}, which your identity names, is no customs office.`, { office });
}
