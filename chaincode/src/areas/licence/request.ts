// SPDX-License-Identifier: Apache-2.0
import {
  actionReference,
  amountOnLine,
  commitmentOf,
  type Licence,
  type LICENCE_REQUEST_AMENDMENT,
  type LICENCE_REQUEST_CANCELLATION,
  type LICENCE_REQUEST_OVERRIDE,
  type LICENCE_REQUEST_REINSTATEMENT,
  type LICENCE_REQUEST_REVOCATION,
  LICENCE_TRANSITIONS,
  type LicenceAct,
  type LicenceAction,
  ownerOfLicence,
  requireAction,
} from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { writePart } from "../../fabric/parts";
import { createRecord } from "../../fabric/lists";
import type { Transaction } from "../../fabric/transaction";
import { requireAmendable } from "./amend";
import { requireOwnLicence } from "./change";
import { LICENCE_ACTION_RECORDS } from "../../rules/licence/acts";
import { isGranted, notGranted } from "../../rules/write-off/grant";
import { readLine } from "../../rules/licence/line";

/** How many characters of the transaction's id name a requested act: 64 bits. */
const ACTION_ID_LENGTH = 16;

type Reasons = Pick<LicenceAction, "licence" | "reason" | "legalBasis">;

/** `licence:RequestReinstatement`. */
export const requestReinstatement: Handler<typeof LICENCE_REQUEST_REINSTATEMENT> = (tx, input) =>
  requestMove(tx, input, "reinstate");

/** `licence:RequestRevocation`. */
export const requestRevocation: Handler<typeof LICENCE_REQUEST_REVOCATION> = (tx, input) =>
  requestMove(tx, input, "revoke");

/** `licence:RequestCancellation`. */
export const requestCancellation: Handler<typeof LICENCE_REQUEST_CANCELLATION> = (tx, input) =>
  requestMove(tx, input, "cancel");

/** `licence:RequestAmendment`. What is asked for is checked now, so that nobody waits for a confirmation that cannot come. */
export const requestAmendment: Handler<typeof LICENCE_REQUEST_AMENDMENT> = async (tx, input) => {
  const licence = await requireOwnLicence(tx, input.licence);
  requireAllowed(licence, "amend");
  const content = tx.parts["content"];
  await requireAmendable(tx, licence, input.amendment, content);
  const action = newAction(tx, input, "amend");
  if (content !== undefined) {
    const id = actionReference(action.licence, action.action);
    await writePart(tx, ownerOfLicence(action.licence), { kind: "licence", id, part: "content" }, content);
  }
  return request(tx, {
    ...action,
    amendment: input.amendment,
    commitments: content === undefined ? {} : { content: commitmentOf(content) },
  });
};

/** `licence:RequestOverride`. */
export const requestOverride: Handler<typeof LICENCE_REQUEST_OVERRIDE> = async (tx, input) => {
  const licence = await requireOwnLicence(tx, input.licence);
  const state = input.state ?? licence.authority;
  if (!isGranted(licence, state)) throw notGranted(licence, state);
  const line = await readLine(tx, input.licence, input.line);
  const amount = amountOnLine(input.quantity, line).toString();
  return request(tx, {
    ...newAction(tx, input, "override"),
    override: { line: input.line, unit: line.unit, amount, state },
  });
};

async function requestMove(
  tx: Transaction,
  input: Reasons,
  act: "reinstate" | "revoke" | "cancel",
): Promise<LicenceAction> {
  requireAllowed(await requireOwnLicence(tx, input.licence), act);
  return request(tx, newAction(tx, input, act));
}

/** The first officer may be any licensing officer; the role that may take the act is asked of the second. */
function requireAllowed({ number, status }: Licence, act: LicenceAct): void {
  requireAction(LICENCE_TRANSITIONS, { subject: `Licence ${number}`, from: status, action: act });
}

function newAction(tx: Transaction, input: Reasons, act: LicenceAction["act"]): LicenceAction {
  return {
    licence: input.licence,
    action: `A-${tx.id.slice(0, ACTION_ID_LENGTH)}`,
    act,
    status: "requested",
    reason: input.reason,
    legalBasis: input.legalBasis,
    requestedBy: tx.caller.officer,
    requestedAt: tx.time,
    commitments: {},
  };
}

async function request(tx: Transaction, action: LicenceAction): Promise<LicenceAction> {
  await createRecord(tx, LICENCE_ACTION_RECORDS, actionReference(action.licence, action.action), action);
  tx.announce({ licence: action.licence, action: action.action, act: action.act, reason: action.reason });
  return action;
}
