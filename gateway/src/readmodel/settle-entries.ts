// SPDX-License-Identifier: Apache-2.0
import type { ChainLink, EntryLinks, JsonValue } from "@licet/domain";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../database/tables.js";
import { ENTRIES_UNDER, type ProvenRecord } from "./proven.js";
import { withRows } from "./rows-as-json.js";

/** Why an entry counts no more, as the end of a sentence. */
const HANGS_LOOSE = "hangs under no record that counts";

/** A record under which entries hang. */
interface Head {
  readonly type: string;
  readonly id: string;
}

/**
 * Whether a head goes on from where it stood: its new entries lead to the entry that was its last one. Where they do not, entries that it
 * led to before may hang loose, or others may hang under it again.
 */
export function goesOn(head: ProvenRecord, before: JsonValue | undefined, entries: readonly ProvenRecord[]): boolean {
  if (before === undefined) return true;
  const own = entries.filter(({ type, head: under }) => type === ENTRIES_UNDER[head.type] && under === head.id);
  const oldest = own.at(-1)?.record as unknown as EntryLinks | undefined;
  return (oldest === undefined ? lastOf(head.record) : oldest.previous)?.hash === lastOf(before)?.hash;
}

function lastOf(head: JsonValue): ChainLink | undefined {
  return (head as unknown as { readonly trail: readonly ChainLink[] }).trail[0];
}

/**
 * Entries of a chain count as long as the record does whose trail leads to them: the ledger reads them by it and not otherwise.
 * @param heads those that counted or count no more, or that do not go on from where they stood.
 */
export async function settleEntries(db: Kysely<Tables>, heads: readonly Head[]): Promise<void> {
  const rows = heads.map(({ type, id }) => ({ type, id, entries: ENTRIES_UNDER[type] }));
  await withRows(
    db,
    { type: "text", id: "text", entries: "text" },
    rows,
    (given) => sql`with recursive head as (
        select n.entries, n.id, r.content->'trail'->0 as last from ${given}
        join ledger.record r on r.type = n.type and r.id = n.id and r.doubt is null and r.problem is null
      ), chain as (
        select h.id as head, e.type, e.id, e.content->'previous' as previous from head h join ledger.record e
          on e.type = h.entries and e.id = h.id || ':' || (h.last->>'sequence') || ':' || (h.last->>'txId') and e.address = h.last->>'hash'
        union all select c.head, e.type, e.id, e.content->'previous' from chain c join ledger.record e
          on e.type = c.type and e.id = c.head || ':' || (c.previous->>'sequence') || ':' || (c.previous->>'txId') and e.address = c.previous->>'hash'
      ), settled as (
        select e.type, e.id, case when c.id is null then ${HANGS_LOOSE} end as problem from ${given}
        join ledger.record e on e.type = n.entries and e.head = n.id
        left join chain c on c.type = e.type and c.id = e.id
      )
      update ledger.record e set problem = s.problem from settled s
        where e.type = s.type and e.id = s.id and e.problem is distinct from s.problem`,
  );
}
