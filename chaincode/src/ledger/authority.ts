// SPDX-License-Identifier: Apache-2.0
import { LicetError, type MspId } from "@licet/domain";
import type { Transaction } from "./transaction";

/** @throws LicetError NOT_YOUR_RECORD where the caller is not a member of the organisation that owns the subject. */
export function requireMemberOf(tx: Transaction, owner: MspId, subject: string): void {
  if (tx.caller.mspId === owner) return;
  throw new LicetError("NOT_YOUR_RECORD", `${subject} belongs to ${owner}; you act for ${tx.caller.mspId}.`, {
    owner,
    caller: tx.caller.mspId,
  });
}

/**
 * Four eyes: whoever takes a step must differ from everybody who took an earlier step of the same matter.
 * @throws LicetError FOUR_EYES_REQUIRED.
 */
export function requireOtherOfficer(tx: Transaction, earlier: readonly string[], step: string): void {
  if (!earlier.includes(tx.caller.officer)) return;
  throw new LicetError("FOUR_EYES_REQUIRED", `You took part before, so another officer must ${step}.`, { step });
}

/**
 * Office that an act is recorded for: the one that the caller's identity names, else the one given, which must be the state's own.
 * @throws LicetError OFFICE_OF_ANOTHER_STATE.
 */
export function officeOf(tx: Transaction, given: string | undefined): { office?: string } {
  const office = tx.caller.office ?? given;
  if (office === undefined) return {};
  if (tx.members.isOfficeOf(tx.caller.mspId, office)) return { office };
  throw new LicetError("OFFICE_OF_ANOTHER_STATE", `${office} is no office of ${tx.caller.mspId}.`, {
    office,
    organisation: tx.caller.mspId,
  });
}

/** State whose authority the caller belongs to. @throws LicetError NOT_YOUR_RECORD for members of other organisations. */
export function requireState(tx: Transaction): string {
  const { jurisdiction, mspId } = tx.caller;
  if (jurisdiction !== undefined) return jurisdiction;
  throw new LicetError("NOT_YOUR_RECORD", `${mspId} is no state's authority and keeps no such register.`, {
    caller: mspId,
  });
}

/** Officers act at places of their own state. @throws LicetError NOT_YOUR_RECORD, PLACE_OF_ANOTHER_STATE. */
export function requireOwnPlace(tx: Transaction, place: string): void {
  const state = requireState(tx);
  if (place.startsWith(state)) return;
  throw new LicetError("PLACE_OF_ANOTHER_STATE", `${place} does not lie in ${state}.`, { place, state });
}
