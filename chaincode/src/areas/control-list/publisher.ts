// SPDX-License-Identifier: Apache-2.0
import { authorityMspOf, LicetError } from "@licet/domain";
import type { Transaction } from "../../fabric/transaction";

/** @throws {LicetError} NOT_YOUR_RECORD where the caller does not belong to the publishing state's authority. */
export function requirePublisher(tx: Transaction, publisher: string): void {
  const owner = authorityMspOf(publisher);
  if (tx.caller.mspId === owner) return;
  throw new LicetError("NOT_YOUR_RECORD", `Only ${owner} keeps the control lists of ${publisher}.`, {
    owner,
    caller: tx.caller.mspId,
  });
}
