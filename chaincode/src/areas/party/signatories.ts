// SPDX-License-Identifier: Apache-2.0
import {
  authorityMspOf,
  LicetError,
  ownerOfReference,
  PARTY_APPOINT_SIGNATORY,
  PARTY_END_SIGNATORY,
  PARTY_READ_SIGNATORY,
  type Signatory,
  signatoryReference,
} from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { requireMemberOf } from "../../rules/authority";
import { requireSecondOfficer } from "../../rules/four-eyes";
import { createRecord } from "../../fabric/lists";
import { readRecord, requireRecord, updateRecord } from "../../fabric/records";
import { requireOrderedValidity, transactionDay } from "../../rules/time";
import { SIGNATORY_RECORDS, signatoryInForce } from "../../rules/party/signatories";
import { requireOwnOffice } from "../../rules/offices";

/** `party:AppointSignatory`. Nobody appoints himself. */
export const appointSignatory: Handler<typeof PARTY_APPOINT_SIGNATORY> = async (tx, { register, ...input }) => {
  requireMemberOf(tx, authorityMspOf(register), `The register of signatories of ${register}`);
  requireOrderedValidity(input.validFrom, input.validTo);
  requireSecondOfficer(tx, [input.officer], "appoint you");
  requireOwnOffice(tx, input.office);
  const id = signatoryReference(register, input.officer);
  const signatory: Signatory = { id, ...input, appointedAt: tx.time, appointedBy: tx.caller.officer };
  const earlier = await readRecord(tx, SIGNATORY_RECORDS, id);
  if (earlier !== undefined && signatoryInForce(earlier, transactionDay(tx))) {
    throw new LicetError("ALREADY_EXISTS", `Signatory ${id} is appointed until ${earlier.validTo}.`, {
      kind: SIGNATORY_RECORDS.type,
      id,
      validTo: earlier.validTo,
    });
  }
  if (earlier === undefined) await createRecord(tx, SIGNATORY_RECORDS, id, signatory);
  else await updateRecord(tx, SIGNATORY_RECORDS, id, signatory);
  tx.announce({ id, office: signatory.office, scope: signatory.scope, validTo: signatory.validTo });
  return signatory;
};

/** `party:EndSignatory`. */
export const endSignatory: Handler<typeof PARTY_END_SIGNATORY> = async (tx, input) => {
  requireMemberOf(tx, ownerOfReference(input.id), input.id);
  const signatory = await requireRecord(tx, SIGNATORY_RECORDS, input.id);
  if (signatory.ended !== undefined) {
    throw new LicetError("SIGNATORY_NOT_IN_FORCE", `Signatory ${input.id} ended at ${signatory.ended.at}.`, {
      signatory: input.id,
      ended: signatory.ended.at,
    });
  }
  const ended: Signatory = {
    ...signatory,
    ended: { at: tx.time, officer: tx.caller.officer, reason: input.reason },
  };
  await updateRecord(tx, SIGNATORY_RECORDS, input.id, ended);
  tx.announce({ id: input.id, reason: input.reason });
  return ended;
};

/** `party:ReadSignatory`. */
export const readSignatory: Handler<typeof PARTY_READ_SIGNATORY> = (tx, input) =>
  requireRecord(tx, SIGNATORY_RECORDS, input.id);
