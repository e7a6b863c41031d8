// SPDX-License-Identifier: Apache-2.0
import {
  effectiveStatus,
  type LICENCE_LIST,
  type LICENCE_LIST_ACTIONS,
  type LICENCE_LIST_APPLICATIONS,
  type LICENCE_READ,
  type LICENCE_READ_APPLICATION,
  type LicenceStatus,
  LicetError,
  ownerOfLicence,
  viewOf,
} from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { pageOfList, pageOfRegisters } from "../../fabric/lists";
import { requireRecord } from "../../fabric/records";
import { transactionDay } from "../../rules/time";
import type { Transaction } from "../../fabric/transaction";
import { APPLICATION_RECORDS, LICENCE_ACTION_RECORDS } from "../../rules/licence/acts";
import { LICENCE_RECORDS } from "../../rules/licence/records";
import { requireUsableLicence } from "../../rules/licence/usable";
import { readLine } from "../../rules/licence/line";

/** `licence:Read`. */
export const readLicence: Handler<typeof LICENCE_READ> = async (tx, input) => {
  const licence = await requireRecord(tx, LICENCE_RECORDS, input.licence);
  const lines = [];
  for (const { line } of licence.lines) lines.push(await readLine(tx, licence.number, line));
  const status = effectiveStatus(licence, lines, transactionDay(tx));
  const reasons = await reasonsAgainst(tx, licence.number, status);
  return { licence, effectiveStatus: status, usable: reasons.length === 0, reasons, lines: lines.map(viewOf) };
};

async function reasonsAgainst(
  tx: Transaction,
  number: string,
  status: LicenceStatus,
): Promise<{ code: string; sentence: string }[]> {
  try {
    await requireUsableLicence(tx, number);
  } catch (error) {
    if (!(error instanceof LicetError)) throw error;
    return [{ code: error.code, sentence: error.sentence }];
  }
  if (status !== "exhausted") return [];
  return [{ code: "LICENCE_QUANTITY_EXCEEDED", sentence: `No line of licence ${number} has anything left.` }];
}

/** `licence:List`. */
export const listLicences: Handler<typeof LICENCE_LIST> = (tx, input) =>
  pageOfRegisters(tx, LICENCE_RECORDS, input.register, input);

/** `licence:ReadApplication`. */
export const readApplication: Handler<typeof LICENCE_READ_APPLICATION> = (tx, input) =>
  requireRecord(tx, APPLICATION_RECORDS, input.application);

/** `licence:ListApplications`. */
export const listApplications: Handler<typeof LICENCE_LIST_APPLICATIONS> = (tx, input) =>
  pageOfRegisters(tx, APPLICATION_RECORDS, input.register, input);

/** `licence:ListActions`. */
export const listActions: Handler<typeof LICENCE_LIST_ACTIONS> = (tx, input) =>
  pageOfList(tx, LICENCE_ACTION_RECORDS, ownerOfLicence(input.licence), input.licence, input);
