// SPDX-License-Identifier: Apache-2.0
import { CONSIGNMENT_RECORDS } from "../consignment/records";
import type { CHECKPOINT_HOLD, CHECKPOINT_LIST_HOLDS, CHECKPOINT_RELEASE } from "../domain/checkpoint/definitions";
import type { Hold } from "../domain/checkpoint/schemas";
import { HOLD_TRANSITIONS } from "../domain/checkpoint/transitions";
import { LicetError } from "../domain/errors/licet-error";
import { jurisdictionOf, ownerOfReference } from "../domain/shared/ownership";
import { derivedReference } from "../domain/shared/references";
import { transition } from "../domain/shared/transitions";
import type { Handler } from "../ledger/handler";
import { pageOfRecords } from "../ledger/pages";
import { createRecord, requireRecord, updateRecord } from "../ledger/records";
import type { Transaction } from "../ledger/transaction";
import { HOLD_RECORDS, holdReference } from "./holds";

/** `checkpoint:Hold`: customs of any state stops a consignment; its own organisation endorses that. */
export const hold: Handler<typeof CHECKPOINT_HOLD> = async (tx, { consignment, reason, office }) => {
  await requireRecord(tx, CONSIGNMENT_RECORDS, consignment);
  const placed: Hold = {
    id: derivedReference(requireJurisdiction(tx), "HD", tx.id),
    consignment,
    status: "open",
    reason,
    ...officeOf(tx, office),
    placedBy: tx.caller.officer,
    placedAt: tx.time,
  };
  await createRecord(tx, HOLD_RECORDS, holdReference(consignment, placed.id), placed);
  tx.announce({ consignment, hold: placed.id, reason });
  return placed;
};

/** `checkpoint:Release`: the state that placed the hold, or the one that registered the consignment, lets it go. */
export const release: Handler<typeof CHECKPOINT_RELEASE> = async (tx, input) => {
  const reference = holdReference(input.consignment, input.hold);
  const held = await requireRecord(tx, HOLD_RECORDS, reference);
  if (held.status !== "open") {
    throw new LicetError("HOLD_NOT_OPEN", `Hold ${held.id} was released already.`, {
      hold: held.id,
      releasedAt: held.released?.at ?? null,
    });
  }
  const allowed = [ownerOfReference(held.id), ownerOfReference(held.consignment)];
  if (!allowed.includes(tx.caller.mspId)) {
    throw new LicetError("HOLD_NOT_YOURS", `Hold ${held.id} is released by ${allowed.join(" or ")}.`, { allowed });
  }
  const { to } = transition(HOLD_TRANSITIONS, held.id, held.status, "release", tx.caller.role);
  const released: Hold = {
    ...held,
    status: to,
    released: { at: tx.time, by: tx.caller.officer, mspId: tx.caller.mspId, reason: input.reason },
  };
  await updateRecord(tx, HOLD_RECORDS, reference, released);
  tx.announce({ consignment: held.consignment, hold: held.id, reason: input.reason });
  return released;
};

/** `checkpoint:ListHolds`. */
export const listHolds: Handler<typeof CHECKPOINT_LIST_HOLDS> = (tx, input) =>
  pageOfRecords(tx, HOLD_RECORDS, [input.consignment], input, ({ consignment, id }) => holdReference(consignment, id));

/** Country whose authority the caller belongs to. @throws LicetError NOT_YOUR_RECORD for members of other organisations. */
export function requireJurisdiction(tx: Transaction): string {
  const jurisdiction = jurisdictionOf(tx.caller.mspId);
  if (jurisdiction !== undefined) return jurisdiction;
  throw new LicetError("NOT_YOUR_RECORD", `${tx.caller.mspId} is no state's authority and keeps no such register.`, {
    caller: tx.caller.mspId,
  });
}

/** The office as the caller's identity names it, else as it is given. */
export function officeOf(tx: Transaction, given: string | undefined): { office?: string } {
  const office = tx.caller.office ?? given;
  return office === undefined ? {} : { office };
}
