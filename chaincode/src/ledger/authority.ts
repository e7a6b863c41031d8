// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "../domain/errors/licet-error";
import type { MspId } from "../domain/shared/primitives";
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
