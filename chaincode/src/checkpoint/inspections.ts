// SPDX-License-Identifier: Apache-2.0
import { Inspection } from "../domain/checkpoint/schemas";
import type { CustodyHead } from "../domain/custody/schemas";
import type { SealStateName } from "../domain/custody/transitions";
import { ownerOfReference } from "../domain/shared/ownership";
import { sealedRecord } from "../ledger/pages";
import { recordKind } from "../ledger/records";
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

function referenceOf({ consignment, id }: Inspection): string {
  return inspectionReference(consignment, id);
}

/**
 * State of a consignment's seals with what inspections found: seals that an inspection saw broken, or found not to conform, count as
 * broken until they are replaced, although only the custodian's organisation can write that into the head.
 */
export async function sealStateFound(tx: Transaction, head: CustodyHead): Promise<SealStateName> {
  if (head.sealState === "broken") return "broken";
  const items = await tx.state.scan({ type: INSPECTION_RECORDS.type, attributes: [head.consignment] }, INSPECTIONS_MAX);
  for (const { key, value } of items) {
    const inspection = await sealedRecord(tx, INSPECTION_RECORDS, key, value, referenceOf);
    const found = inspection !== undefined && (inspection.sealState === "broken" || !inspection.sealsConform);
    if (found && inspection.custodySequence >= head.resealedSequence) return "broken";
  }
  return head.sealState;
}
