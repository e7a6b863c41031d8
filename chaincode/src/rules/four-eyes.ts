// SPDX-License-Identifier: Apache-2.0
import { isSecondOfficer, LicetError, type SecondOfficer } from "@licet/domain";
import type { Transaction } from "../fabric/transaction";

/**
 * Four eyes: whoever takes a step must differ from everybody who took an earlier step of the same matter.
 * @returns what shows it, for a transition that needs a second officer.
 * @throws {LicetError} FOUR_EYES_REQUIRED.
 */
export function requireSecondOfficer(tx: Transaction, earlier: readonly string[], step: string): SecondOfficer {
  const second = { officer: tx.caller.officer, earlier };
  if (isSecondOfficer(second)) return second;
  throw new LicetError("FOUR_EYES_REQUIRED", `You took part before, so another officer must ${step}.`, { step });
}
