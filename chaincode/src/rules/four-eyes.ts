// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "@licet/domain";
import type { Transaction } from "../fabric/transaction";

/**
 * Four eyes: whoever takes a step must differ from everybody who took an earlier step of the same matter.
 * @throws LicetError FOUR_EYES_REQUIRED.
 */
export function requireOtherOfficer(tx: Transaction, earlier: readonly string[], step: string): void {
  if (!earlier.includes(tx.caller.officer)) return;
  throw new LicetError("FOUR_EYES_REQUIRED", `You took part before, so another officer must ${step}.`, { step });
}
