// SPDX-License-Identifier: Apache-2.0
import {
  type Consignment,
  type ConsignmentReference,
  referenceName,
  referenceReference,
  registerOf,
} from "@licet/domain";
import { createRecord, type PageOf, pageOfRegisters, type RecordPage } from "../../fabric/lists";
import { recordKind } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";

import { readConsignment } from "./records";

const SEPARATOR = "#";

/** Consignments by references that are nobody's alone, listed by register and reference. */
export const CONSIGNMENT_REFERENCE_RECORDS = recordKind("consignment-reference", {
  listedIn: (id) => [registerOf(id), id.slice(id.indexOf(SEPARATOR) + 1)].join(SEPARATOR),
});

/** Enters a new consignment under its local reference number and its master UCR, in its own register. */
export async function enterReferences(tx: Transaction, { id, mucr, declaration }: Consignment): Promise<void> {
  await enter(tx, { consignment: id, kind: "lrn", value: declaration.lrn });
  if (mucr !== undefined) await enter(tx, { consignment: id, kind: "mucr", value: mucr });
}

async function enter(tx: Transaction, reference: ConsignmentReference): Promise<void> {
  await createRecord(
    tx,
    CONSIGNMENT_REFERENCE_RECORDS,
    referenceReference(reference.consignment, reference.kind, reference.value),
    reference,
  );
}

/**
 * One page of the consignments that were entered under a reference, in one register or in every authority's, newest first. A page may
 * hold fewer than asked for: what cannot be relied on is left out.
 * @throws {LicetError} INVALID_INPUT for a bookmark that this list did not give.
 */
export async function consignmentsUnder(
  tx: Transaction,
  { kind, value, register }: Pick<ConsignmentReference, "kind" | "value"> & { readonly register?: string },
  request: PageOf,
): Promise<RecordPage<Consignment>> {
  const nameOf = (code: string): string => [code, referenceName(kind, value)].join(SEPARATOR);
  const page = await pageOfRegisters(tx, CONSIGNMENT_REFERENCE_RECORDS, register, request, nameOf);
  const items: Consignment[] = [];
  for (const { consignment: id } of page.items) {
    const consignment = await readConsignment(tx, id);
    if (consignment !== undefined && says(consignment, kind, value)) items.push(consignment);
  }
  return { items, bookmark: page.bookmark };
}

function says({ mucr, declaration }: Consignment, kind: ConsignmentReference["kind"], value: string): boolean {
  return value === (kind === "mucr" ? mucr : declaration.lrn);
}
