// SPDX-License-Identifier: Apache-2.0
import { type Kysely, sql } from "kysely";
import type { Tables } from "../../database/tables.js";
import { changedSubjects } from "./changes.js";
import type { LedgerItem } from "./live-item.js";

/** A check whose block its peer did not say is held to be as old as this: rather told too much than too little. */
const BLOCK_UNKNOWN_MINUTES = 15;

/**
 * Notes down for everybody who checked what an event has changed since: one notice for each person and event, of their latest check. An
 * event of the block that the answer names counts as later: the answer may have been computed just before it.
 */
export async function noteChanges(db: Kysely<Tables>, events: readonly LedgerItem[]): Promise<void> {
  for (const { name, payload, subjects, position, at } of events) {
    const changed = changedSubjects(name, payload, subjects);
    if (changed.length === 0) continue;
    await sql`
      INSERT INTO kept.notice (organisation, person, office, "check", block, transaction, name, subjects)
      SELECT DISTINCT ON (organisation, person) organisation, person, office, id, ${position.block}::bigint,
        ${position.transaction}::integer, ${name}::text,
        ARRAY(SELECT unnest(subjects) INTERSECT SELECT unnest(${changed}::text[]) ORDER BY 1)
      FROM kept."check"
      WHERE subjects && ${changed}::text[] AND (
        block <= ${position.block}::bigint
        OR block IS NULL AND ${at}::timestamptz >= at - make_interval(mins => ${BLOCK_UNKNOWN_MINUTES}::integer)
      )
      ORDER BY organisation, person, at DESC, id
      ON CONFLICT DO NOTHING`.execute(db);
  }
}
