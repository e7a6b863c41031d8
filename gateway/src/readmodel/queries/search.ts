// SPDX-License-Identifier: Apache-2.0
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "../../database/tables.js";
import { facetValue } from "../facets.js";
import { referencesLike, wordsWanted } from "./filters.js";
import type { ListName } from "./lists.js";
import { LEADS, SEARCHED_MARKS } from "./searched.js";
import { wordsOf } from "./words.js";

/** Records that one search looks at, at most: whoever gets more is told to use a list. */
export const FOUND_MAX = 1_000;

/** Shortest word that is looked for: one letter would find everything. */
const WORD_CHARACTERS_MIN = 2;

/** What a record was found by. */
export type MatchedBy = "reference" | "words" | (typeof SEARCHED_MARKS)[number];

/** References in one list, each with what it was found by. */
export type Leads = ReadonlyMap<ListName, ReadonlyMap<string, ReadonlySet<MatchedBy>>>;

/** What the one box finds. */
export interface Found {
  readonly leads: Leads;
  /** Whether there are more than were looked at. */
  readonly more: boolean;
}

interface Match {
  readonly type: string;
  readonly id: string;
  readonly by: MatchedBy;
}

/** Looks for a text as a reference, as a mark of goods or parties, and as words. */
export async function findAnywhere(db: Kysely<Tables>, text: string): Promise<Found> {
  const types = Object.keys(LEADS);
  const looked = [references(types, text), marks(types, text), ...words(types, text)];
  const { rows } = await sql<Match>`select distinct type, id, by from (${sql.join(looked, sql` union all `)}) found
    limit ${FOUND_MAX + 1}`.execute(db);
  return { leads: leadsOf(rows.slice(0, FOUND_MAX)), more: rows.length > FOUND_MAX };
}

function references(types: readonly string[], text: string): RawBuilder<unknown> {
  const each = types.map(
    (type) => sql`(select ${type} as type, found.id, 'reference' as by from (${referencesLike([type], text)}) found (id)
      limit ${FOUND_MAX + 1})`,
  );
  return sql.join(each, sql` union all `);
}

function marks(types: readonly string[], text: string): RawBuilder<unknown> {
  return sql`(select f.type, f.id, f.name as by from ledger.facet f
    where f.name = any(${SEARCHED_MARKS}::text[]) and f.value = ${facetValue(text)} and f.type = any(${types}::text[])
    limit ${FOUND_MAX + 1})`;
}

function words(types: readonly string[], text: string): RawBuilder<unknown>[] {
  if (!wordsOf(text).some((word) => word.length >= WORD_CHARACTERS_MIN)) return [];
  return [
    sql`(select found.type, found.id, 'words' as by
      from ledger.words_found(${wordsWanted(text)}, ${types}::text[], ${FOUND_MAX + 1}) found)`,
  ];
}

function leadsOf(matches: readonly Match[]): Leads {
  const leads = new Map<ListName, Map<string, Set<MatchedBy>>>();
  for (const { type, id, by } of matches) {
    const lead = LEADS[type];
    if (lead === undefined) continue;
    const reference = lead.until === undefined ? id : (id.split(lead.until)[0] ?? id);
    const inList = leads.get(lead.list) ?? new Map<string, Set<MatchedBy>>();
    inList.set(reference, (inList.get(reference) ?? new Set()).add(by));
    leads.set(lead.list, inList);
  }
  return leads;
}
