// SPDX-License-Identifier: Apache-2.0
import { type Kysely, sql } from "kysely";
import type { TransactionEvent } from "../../blocks/ledger-event.js";
import type { Tables } from "../../database/tables.js";
import { type ProvenRecord, provenChanges } from "../proven.js";

/**
 * The records of a transaction's writes that are proven, here or earlier, by the rule that the read model goes by. What the caller is
 * not shown for it is in doubt is not among them.
 */
export async function knownRecords(db: Kysely<Tables>, event: TransactionEvent): Promise<readonly ProvenRecord[]> {
  const addresses = event.writes.flatMap(({ composite }) =>
    composite?.attributes.length === 1 ? [composite.attributes[0] ?? ""] : [],
  );
  const rows = await db
    .selectFrom("ledger.record")
    .select(["type", "id", "owner", "address", "proof", "head"])
    .where(sql<boolean>`address = any(${addresses.filter((address) => !address.includes("\u0000"))}::text[])`)
    .execute();
  const shown = new Map(rows.map((row) => [`${row.type}/${row.address}`, row]));
  const { written } = provenChanges(event, {
    at: (type, address) => shown.get(`${type}/${address}`),
    provenBy: () => undefined,
  });
  // What this transaction made and another one has put into doubt since is not shown as sound.
  return written.filter(({ type, address, proof }) => proof === null || shown.has(`${type}/${address}`));
}
