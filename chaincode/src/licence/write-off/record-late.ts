// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "../../domain/errors/licet-error";
import type { LicenceAction } from "../../domain/licence/schemas";
import type { LICENCE_RECORD_LATE } from "../../domain/licence/write-off-definitions";
import type { Handler } from "../../ledger/handler";
import { readRecord, updateRecord } from "../../ledger/records";
import { requireNotInFuture } from "../../ledger/time";
import type { Transaction } from "../../ledger/transaction";
import { actionReference, LICENCE_ACTION_RECORDS } from "../records";
import { announced } from "./outcome";
import { WriteOff } from "./session";
import { valuesOf } from "./values-part";

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

async function useOverride(tx: Transaction, licence: string, line: number, action: string): Promise<bigint> {
  const reference = actionReference(licence, action);
  const record = await readRecord(tx, LICENCE_ACTION_RECORDS, reference);
  if (record?.act !== "override" || record.status !== "confirmed" || record.override?.line !== line) {
    throw new LicetError(
      "OVERRIDE_NOT_OPEN",
      `${action} is no open override for line ${line.toString()} of ${licence}.`,
      {
        licence,
        line,
        action,
        status: record?.status ?? null,
      },
    );
  }
  const used: LicenceAction = { ...record, status: "used" };
  await updateRecord(tx, LICENCE_ACTION_RECORDS, reference, used);
  return BigInt(record.override.amount);
}
