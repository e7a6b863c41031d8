// SPDX-License-Identifier: Apache-2.0
import { actionReference, type LICENCE_RECORD_LATE, type LicenceAction, LicetError } from "@licet/domain";
import type { Handler } from "../../../fabric/handler";
import { readRecord, updateRecord } from "../../../fabric/records";
import { requireNotInFuture } from "../../../rules/time";
import type { Transaction } from "../../../fabric/transaction";
import { LICENCE_ACTION_RECORDS } from "../../../rules/licence/acts";
import { requireGranted } from "../../../rules/write-off/grant";
import { announced } from "./outcome";
import { WriteOff } from "../../../rules/write-off/session";
import { valuesOf } from "../../../rules/write-off/values-part";

/** `licence:RecordLate`. An override is used up by the entry that it serves. */
export const recordLate: Handler<typeof LICENCE_RECORD_LATE> = async (tx, input) => {
  const { override, lines, ...common } = input;
  requireNotInFuture(tx, `${input.usedOn}T00:00:00Z`);
  const values = valuesOf(tx, lines.length);
  const writeOff = new WriteOff(tx);
  for (const [index, line] of lines.entries()) {
    const granted = override === undefined ? undefined : await useOverride(tx, line.licence, line.line, override);
    await writeOff.late({ ...common, ...line, value: values[index], mayExceedBy: granted });
  }
  return announced(tx, await writeOff.finish());
};

/**
 * Uses an override up.
 * @returns by how much it lets the limit be exceeded.
 * @throws {LicetError} OVERRIDE_NOT_OPEN.
 */
async function useOverride(tx: Transaction, licence: string, line: number, action: string): Promise<bigint> {
  await requireGranted(tx, licence);
  const reference = actionReference(licence, action);
  const record = await readRecord(tx, LICENCE_ACTION_RECORDS, reference);
  if (record?.override === undefined || !isOpenTo(record, line, tx.caller.jurisdiction)) {
    throw notOpen({ licence, line, action }, record);
  }
  const used: LicenceAction = { ...record, status: "used" };
  await updateRecord(tx, LICENCE_ACTION_RECORDS, reference, used);
  return BigInt(record.override.amount);
}

/** Whether an override was confirmed, is not used yet, and is for this line and the customs of this state. */
function isOpenTo({ status, override }: LicenceAction, line: number, state: string | undefined): boolean {
  return status === "confirmed" && override?.line === line && override.state === state;
}

function notOpen(
  asked: { readonly licence: string; readonly line: number; readonly action: string },
  found: LicenceAction | undefined,
): LicetError {
  const { licence, line, action } = asked;
  const sentence = `${action} is no override that is open to you for line ${line.toString()} of ${licence}.`;
  const facts = { status: found?.status ?? null, state: found?.override?.state ?? null };
  return new LicetError("OVERRIDE_NOT_OPEN", sentence, { ...asked, ...facts });
}
