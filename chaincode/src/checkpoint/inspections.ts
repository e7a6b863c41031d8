// SPDX-License-Identifier: Apache-2.0
import { Inspection } from "../domain/checkpoint/schemas";
import type { CustodyHead } from "../domain/custody/schemas";
import type { SealStateName } from "../domain/custody/transitions";
import { LicetError } from "../domain/errors/licet-error";
import { ownerOfReference } from "../domain/shared/ownership";
import { readRecord, recordKey, recordKind } from "../ledger/records";
import type { Transaction } from "../ledger/transaction";

/** How many inspections are looked at on one consignment. */
export const INSPECTIONS_MAX = 1_000;

const SEPARATOR = "#";

/** Inspections, listed by consignment; each belongs to the state whose officer made it. */
export const INSPECTION_RECORDS = recordKind({
  type: "inspection",
  title: "Inspection",
  schema: Inspection,
  attributes: (id) => id.split(SEPARATOR),
  ownerOf: (id) => ownerOfReference(id.slice(id.indexOf(SEPARATOR) + 1)),
});

/** Reference of an inspection within its consignment. */
export function inspectionReference(consignment: string, inspection: string): string {
  return `${consignment}${SEPARATOR}${inspection}`;
}

/**
 * State of a consignment's seals with what inspections found: seals that an inspection saw broken, or found not to conform, count as
 * broken until they are replaced, although only the custodian's organisation can write that into the head.
 */
export async function sealStateFound(tx: Transaction, head: CustodyHead): Promise<SealStateName> {
  if (head.sealState === "broken") return "broken";
  const items = await tx.state.scan({ type: INSPECTION_RECORDS.type, attributes: [head.consignment] }, INSPECTIONS_MAX);
  for (const { key, value } of items) {
    const inspection = await sealedInspection(tx, head.consignment, key, value);
    const found = inspection !== undefined && (inspection.sealState === "broken" || !inspection.sealsConform);
    if (found && inspection.custodySequence >= head.resealedSequence) return "broken";
  }
  return head.sealState;
}

/** What looks like an inspection and was not endorsed by the state it names does not count. */
async function sealedInspection(
  tx: Transaction,
  consignment: string,
  key: string,
  value: string,
): Promise<Inspection | undefined> {
  try {
    const parsed = Inspection.safeParse(JSON.parse(value));
    if (!parsed.success) return undefined;
    const id = inspectionReference(consignment, parsed.data.id);
    return recordKey(INSPECTION_RECORDS, id) === key ? await readRecord(tx, INSPECTION_RECORDS, id) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof LicetError) return undefined;
    throw error;
  }
}
