// SPDX-License-Identifier: Apache-2.0
import { type JsonValue, recordProblem } from "@licet/domain";
import type { z } from "zod";
import { readRecord, type RecordKind } from "../fabric/records";
import type { Transaction } from "../fabric/transaction";

/**
 * Why a record that was read, as its owner has proven it, is given to nobody, by the domain's rule for its type.
 * @param beside kinds of the records that the rule holds it against
 * @returns the end of a sentence about it; undefined where it is given.
 * @throws {LicetError} LEDGER_DATA_INVALID where one that it is held against cannot be read.
 */
export function problemOf<S extends z.ZodType>(
  tx: Transaction,
  kind: RecordKind<S>,
  id: string,
  record: z.output<S>,
  beside: readonly RecordKind[] = [],
): Promise<string | undefined> {
  return recordProblem(
    kind.type,
    record as JsonValue,
    { id, owner: kind.ownerOf(id) },
    {
      members: tx.members,
      record: async (type, reference) => {
        const other = beside.find((each) => each.type === type);
        if (other === undefined) throw new TypeError(`${kind.type} is held against ${type}, which nobody reads here`);
        return (await readRecord(tx, other, reference)) as JsonValue | undefined;
      },
      hash: (organisation, key) => hashAt(tx, organisation, key),
    },
  );
}

/** Hash of what lies under a key of an organisation's collection. Fabric knows collections of members only. */
export async function hashAt(tx: Transaction, organisation: string, key: string): Promise<string | undefined> {
  return tx.members.has(organisation) ? tx.privateState.hash(organisation, key) : undefined;
}
