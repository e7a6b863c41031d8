// SPDX-License-Identifier: Apache-2.0
import { LicetError, type MspId } from "@licet/domain";
import type { Transaction } from "../fabric/transaction";

/** @throws {LicetError} NOT_YOUR_RECORD where the caller is not a member of the organisation that owns the subject. */
export function requireMemberOf(tx: Transaction, owner: MspId, subject: string): void {
  if (tx.caller.mspId === owner) return;
  throw new LicetError("NOT_YOUR_RECORD", `${subject} belongs to ${owner}; you act for ${tx.caller.mspId}.`, {
    owner,
    caller: tx.caller.mspId,
  });
}

/**
 * State whose authority the caller belongs to.
 * @throws {LicetError} NOT_YOUR_RECORD for members of other organisations.
 */
export function requireState(tx: Transaction): string {
  const { jurisdiction, mspId } = tx.caller;
  if (jurisdiction !== undefined) return jurisdiction;
  throw new LicetError("NOT_YOUR_RECORD", `${mspId} is no state's authority and keeps no such register.`, {
    caller: mspId,
  });
}

/**
 * Officers act at places of their own state.
 * @throws {LicetError} NOT_YOUR_RECORD, PLACE_OF_ANOTHER_STATE.
 */
export function requireOwnPlace(tx: Transaction, place: string): void {
  const state = requireState(tx);
  if (place.startsWith(state)) return;
  throw new LicetError("PLACE_OF_ANOTHER_STATE", `${place} does not lie in ${state}.`, { place, state });
}
