// SPDX-License-Identifier: Apache-2.0
import type { CHECKPOINT_RECORD_VERIFICATION } from "../domain/checkpoint/definitions";
import { Verification } from "../domain/checkpoint/schemas";
import { ownerOfReference } from "../domain/shared/ownership";
import { derivedReference } from "../domain/shared/references";
import type { Handler } from "../ledger/handler";
import { createRecord, recordKind } from "../ledger/records";
import { officeOf, requireJurisdiction } from "./holding";

/** Verifications on record; each belongs to the state whose officer asked. */
export const VERIFICATION_RECORDS = recordKind({
  type: "verification",
  title: "Verification",
  schema: Verification,
  attributes: (id) => [id],
  ownerOf: ownerOfReference,
});

/** `checkpoint:RecordVerification`: codes, office and times; the reasons in full stay with the officer who asked. */
export const recordVerification: Handler<typeof CHECKPOINT_RECORD_VERIFICATION> = async (tx, input) => {
  const { office, ...stated } = input;
  const verification: Verification = {
    id: derivedReference(requireJurisdiction(tx), "VR", tx.id),
    ...stated,
    ...officeOf(tx, office),
    officer: tx.caller.officer,
    recordedAt: tx.time,
  };
  await createRecord(tx, VERIFICATION_RECORDS, verification.id, verification);
  tx.announce({ verification: verification.id, disposition: verification.disposition });
  return verification;
};
