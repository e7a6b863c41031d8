// SPDX-License-Identifier: Apache-2.0
import { type Kysely, sql } from "kysely";
import { WORDS_CONFIGURATION } from "../database/ledger/schema.js";
import type { Tables } from "../database/tables.js";
import { facetValue } from "./facets.js";
import { type Columns, withRows } from "./rows-as-json.js";
import type { FindableRow, FoundIn } from "./working-set.js";

const FOUND_IN = { type: "text", id: "text", organisation: "text", part: "text" } as const satisfies Columns;

/** Rows of facets and words of the same record and part, as what `n` names. */
const SAME = sql`f.type = n.type and f.id = n.id and f.organisation is not distinct from n.organisation
  and f.part is not distinct from n.part`;

/** Writes what records and parts are found by, in the place of what they were found by. */
export async function writeFindable(db: Kysely<Tables>, rows: readonly FindableRow[]): Promise<void> {
  await writeFacets(db, rows);
  await writeWords(db, rows);
}

async function writeFacets(db: Kysely<Tables>, rows: readonly FindableRow[]): Promise<void> {
  const found = rows.map((row) => ({
    row,
    facets: new Map(
      row.facets.map(({ name, value }) => [`${name} ${facetValue(value)}`, { name, value: facetValue(value) }]),
    ),
  }));
  // What stays is left alone: most values do when a record changes.
  await withRows(
    db,
    { ...FOUND_IN, stay: "text[]" },
    found.flatMap(({ row, facets }) => (row.replaces ? [{ ...foundIn(row), stay: [...facets.keys()] }] : [])),
    (given) => sql`delete from ledger.facet f using ${given}
      where ${SAME} and (f.name || ' ' || f.value) <> all(n.stay)`,
  );
  await withRows(
    db,
    { ...FOUND_IN, name: "text", value: "text" },
    found.flatMap(({ row, facets }) => [...facets.values()].map((facet) => ({ ...foundIn(row), ...facet }))),
    (given) => sql`insert into ledger.facet (type, id, organisation, part, name, value)
      select type, id, organisation, part, name, value from ${given} on conflict do nothing`,
  );
}

async function writeWords(db: Kysely<Tables>, rows: readonly FindableRow[]): Promise<void> {
  await withRows(
    db,
    FOUND_IN,
    rows.filter(({ replaces, words }) => replaces && words === "").map(foundIn),
    (given) => sql`delete from ledger.words f using ${given} where ${SAME}`,
  );
  const configuration = sql.lit(WORDS_CONFIGURATION);
  await withRows(
    db,
    { ...FOUND_IN, words: "text" },
    rows.filter(({ words }) => words !== "").map((row) => ({ ...foundIn(row), words: row.words })),
    (given) => sql`insert into ledger.words as w (type, id, organisation, part, words)
      select type, id, organisation, part, to_tsvector(${configuration}::regconfig, words) from ${given}
      on conflict (type, id, organisation, part) do update set words = excluded.words where w.words <> excluded.words`,
  );
}

function foundIn({ type, id, organisation, part }: FoundIn): FoundIn {
  return { type, id, organisation, part };
}
