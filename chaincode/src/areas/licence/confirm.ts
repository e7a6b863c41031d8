// SPDX-License-Identifier: Apache-2.0
import {
  actionReference,
  type Licence,
  type LICENCE_CONFIRM_ACTION,
  type LICENCE_REJECT_ACTION,
  type LicenceAction,
  LicetError,
  type SecondOfficer,
} from "@licet/domain";
import { requireSecondOfficer } from "../../rules/four-eyes";
import type { Handler } from "../../fabric/handler";
import { requiredEvidence } from "../../fabric/parts";
import { requireRecord, updateRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { amended } from "./amend";
import { changed, requireOwnLicence } from "./change";
import { LICENCE_ACTION_RECORDS } from "../../rules/licence/acts";
import { LICENCE_RECORDS } from "../../rules/licence/records";

/** `licence:ConfirmAction`. */
export const confirmAction: Handler<typeof LICENCE_CONFIRM_ACTION> = async (tx, input) => {
  const licence = await requireOwnLicence(tx, input.licence);
  const open = await requireOpenAction(tx, input.licence, input.action);
  const action = await close(tx, open.action, "confirmed");
  const result = await carriedOut(tx, licence, open);
  if (result !== licence) await updateRecord(tx, LICENCE_RECORDS, licence.number, result);
  tx.announce({ licence: licence.number, action: action.action, act: action.act, status: result.status });
  return { action, licence: result };
};

/** `licence:RejectAction`. */
export const rejectAction: Handler<typeof LICENCE_REJECT_ACTION> = async (tx, input) => {
  await requireOwnLicence(tx, input.licence);
  const open = await requireOpenAction(tx, input.licence, input.action);
  const action = await close(tx, open.action, "rejected");
  tx.announce({ licence: input.licence, action: action.action, act: action.act });
  return action;
};

/** An override changes no licence: the late entry that uses it does. */
async function carriedOut(tx: Transaction, licence: Licence, { action, second }: OpenAction): Promise<Licence> {
  if (action.act === "override") return licence;
  const { reason, legalBasis, requestedBy } = action;
  const moved = changed(tx, licence, action.act, { reason, legalBasis, requestedBy }, { "second-officer": second });
  if (action.act !== "amend" || action.amendment === undefined) return moved;
  const content = action.commitments.content === undefined ? undefined : requiredEvidence(tx, "content");
  return amended(tx, moved, action.amendment, content);
}

/** A requested act, and that another officer decides on it. */
interface OpenAction {
  readonly action: LicenceAction;
  readonly second: SecondOfficer;
}

async function requireOpenAction(tx: Transaction, licence: string, id: string): Promise<OpenAction> {
  const action = await requireRecord(tx, LICENCE_ACTION_RECORDS, actionReference(licence, id));
  if (action.status !== "requested") {
    throw new LicetError("ACTION_NOT_OPEN", `${id} on ${licence} is ${action.status} already.`, {
      licence,
      action: id,
      status: action.status,
    });
  }
  return { action, second: requireSecondOfficer(tx, [action.requestedBy], `decide on ${id}`) };
}

async function close(tx: Transaction, action: LicenceAction, status: "confirmed" | "rejected"): Promise<LicenceAction> {
  const closed: LicenceAction = { ...action, status, decidedBy: tx.caller.officer, decidedAt: tx.time };
  await updateRecord(tx, LICENCE_ACTION_RECORDS, actionReference(action.licence, action.action), closed);
  return closed;
}
