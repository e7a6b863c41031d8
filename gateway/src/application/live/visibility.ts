// SPDX-License-Identifier: Apache-2.0
import { folded, type MspId } from "@licet/domain";
import { sql } from "kysely";
import type { Database, DatabaseCaller } from "../../database/database.js";
import type { LedgerItem } from "./live-item.js";

/**
 * Events that concern one of the parties, as far as the reader may know it: the channel names the party, or a confidential part that
 * the reader's organisation holds and the reader may read. Row-level security decides on the latter.
 */
export async function concernedItems(
  database: Database,
  reader: DatabaseCaller,
  parties: readonly string[],
  items: readonly LedgerItem[],
): Promise<readonly LedgerItem[]> {
  if (items.length === 0 || parties.length === 0) return [];
  const subjects = [...new Set(items.flatMap((item) => item.subjects))];
  const found = await database.asCaller(reader, async (db) => {
    const { rows } = await sql<{ subject: string }>`
      WITH named AS (
        SELECT subject, split_part(subject, '/', 1) AS type, substr(subject, strpos(subject, '/') + 1) AS id
        FROM unnest(${subjects}::text[]) AS subject
      )
      SELECT subject FROM named WHERE type = 'party' AND id = ANY(${parties}::text[])
      UNION SELECT subject FROM named JOIN ledger.concern c ON c.source = named.subject
        WHERE c.party = ANY(${parties}::text[]) AND (c.until IS NULL OR c.until > now())
      UNION SELECT subject FROM named JOIN ledger.concern c ON c.kind = named.type AND c.id = named.id
        WHERE c.party = ANY(${parties}::text[]) AND (c.until IS NULL OR c.until > now())
      UNION SELECT subject FROM named JOIN ledger.facet f ON f.type = named.type AND f.id = named.id
        WHERE f.name = 'party' AND f.value = ANY(${parties.map((party) => folded(party))}::text[])`.execute(db);
    return new Set(rows.map(({ subject }) => subject));
  });
  return items.filter((item) => item.subjects.some((subject) => found.has(subject)));
}

/** Events that an organisation made, or that are about its records. */
export async function ownItems(
  database: Database,
  organisation: MspId,
  items: readonly LedgerItem[],
): Promise<readonly LedgerItem[]> {
  const others = items.filter((item) => item.organisation !== organisation);
  if (others.length === 0) return items;
  const subjects = [...new Set(others.flatMap((item) => item.subjects))];
  const own = await database.asGateway(async (db) => {
    const { rows } = await sql<{ subject: string }>`
      SELECT subject FROM unnest(${subjects}::text[]) AS subject
      JOIN ledger.record r ON r.type = split_part(subject, '/', 1) AND r.id = substr(subject, strpos(subject, '/') + 1)
      WHERE r.owner = ${organisation}`.execute(db);
    return new Set(rows.map(({ subject }) => subject));
  });
  return items.filter(
    (item) => item.organisation === organisation || item.subjects.some((subject) => own.has(subject)),
  );
}
