// SPDX-License-Identifier: Apache-2.0
import { LicetError, type Signatory, signatoryReference } from "@licet/domain";
import { readRecord, recordKind } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { transactionDay } from "../time";

/** Authorised signatories. */
export const SIGNATORY_RECORDS = recordKind("signatory");

/**
 * The caller's own appointment as signatory of a state, in force on the transaction's day and covering a type of document.
 * @throws {LicetError} SIGNATORY_NOT_IN_FORCE, SIGNATORY_SCOPE_EXCEEDED.
 */
export async function requireSignatory(
  tx: Transaction,
  register: string,
  documentType: Signatory["scope"][number],
): Promise<Signatory> {
  const id = signatoryReference(register, tx.caller.officer);
  const signatory = await readRecord(tx, SIGNATORY_RECORDS, id);
  const day = transactionDay(tx);
  if (signatory === undefined || !signatoryInForce(signatory, day)) {
    const { validFrom = null, validTo = null, ended } = signatory ?? {};
    throw new LicetError("SIGNATORY_NOT_IN_FORCE", `You are not an authorised signatory of ${register} on ${day}.`, {
      signatory: id,
      day,
      validFrom,
      validTo,
      ended: ended?.at ?? null,
    });
  }
  if (!signatory.scope.includes(documentType)) {
    throw new LicetError("SIGNATORY_SCOPE_EXCEEDED", `Your appointment does not cover ${documentType}.`, {
      signatory: id,
      asked: documentType,
      scope: signatory.scope,
    });
  }
  return signatory;
}

/** Whether an appointment holds on a day. */
export function signatoryInForce(signatory: Signatory, day: string): boolean {
  return signatory.ended === undefined && day >= signatory.validFrom && day <= signatory.validTo;
}
