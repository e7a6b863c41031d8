// SPDX-License-Identifier: Apache-2.0
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "../../database/tables.js";
import { conditionsOf, type ListFilters, type Lookup, lookupsOf } from "./filters.js";
import type { ListDefinition } from "./lists.js";
import type { Source } from "./select.js";

/** Up to how many records a value is looked up first; one that more records have is looked for in each record, in their order. */
const FEW_MAX = 2_000;

/** So few records that what else is asked is looked for in each. */
const ENOUGH = 200;

/** Where the rows of a list are found; the planner cannot know what few have, since it cannot see through row-level security. */
export async function sourcesOfList(
  db: Kysely<Tables>,
  list: ListDefinition,
  filters: ListFilters,
  now: Date,
): Promise<Source[]> {
  let ids: ReadonlySet<string> | undefined;
  const tests: RawBuilder<boolean>[] = [];
  for (const lookup of lookupsOf(list, filters)) {
    const found = ids !== undefined && ids.size <= ENOUGH ? undefined : await few(db, lookup);
    if (found === undefined) tests.push(lookup.test);
    else ids = ids === undefined ? found : new Set([...ids].filter((id) => found.has(id)));
  }
  const narrowed = ids === undefined ? [] : [sql<boolean>`r.id = any(${[...ids]}::text[])`];
  return conditionsOf(list, filters, now).map((conditions) => ({
    type: list.type,
    conditions: [...conditions, ...narrowed],
    tests,
  }));
}

/** References of the records that have something, where they are few; undefined where they are not. */
async function few(db: Kysely<Tables>, { found }: Lookup): Promise<ReadonlySet<string> | undefined> {
  const { rows } = await found(FEW_MAX + 1).execute(db);
  return rows.length > FEW_MAX ? undefined : new Set(rows.map(({ id }) => id));
}
