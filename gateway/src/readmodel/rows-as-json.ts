// SPDX-License-Identifier: Apache-2.0
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "../database/tables.js";

/** Characters that one statement is given at most, unless a single row has more. */
const CHARACTERS_MAX = 4_000_000;

/** Columns that rows come with, and their types in SQL. */
export type Columns = Readonly<Record<string, string>>;

/** A row as JSON gives it to the database. */
export type JsonRow = object;

/**
 * Runs a statement on many rows, as few times as their size allows: one parameter, whatever their number.
 * @param statement given the rows as what stands behind `from`
 */
export async function withRows(
  db: Kysely<Tables>,
  columns: Columns,
  rows: readonly JsonRow[],
  statement: (rows: RawBuilder<unknown>) => RawBuilder<unknown>,
): Promise<void> {
  const shape = sql.raw(
    Object.entries(columns)
      .map(([name, type]) => `"${name}" ${type}`)
      .join(", "),
  );
  for (const json of chunksOf(rows)) await statement(sql`json_to_recordset(${json}::json) as n(${shape})`).execute(db);
}

/**
 * Inserts rows, or gives those that are there these values.
 * @param key columns by which a row is known; with none, every row is new
 */
export function upsertRows(
  db: Kysely<Tables>,
  table: keyof Tables,
  columns: Columns,
  key: readonly string[],
  rows: readonly JsonRow[],
): Promise<void> {
  const names = Object.keys(columns);
  const changed = names
    .filter((name) => !key.includes(name))
    .map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`);
  const conflict =
    key.length === 0
      ? sql``
      : sql`on conflict (${sql.join(key.map((name) => sql.ref(name)))}) do update set ${sql.join(changed)}`;
  const listed = sql.join(names.map((name) => sql.ref(name)));
  return withRows(
    db,
    columns,
    rows,
    (given) => sql`insert into ${sql.table(table)} (${listed}) select ${listed} from ${given} ${conflict}`,
  );
}

function* chunksOf(rows: readonly JsonRow[]): Iterable<string> {
  let chunk: string[] = [];
  let characters = 0;
  for (const row of rows) {
    const json = JSON.stringify(row);
    if (characters > 0 && characters + json.length > CHARACTERS_MAX) {
      yield `[${chunk.join(",")}]`;
      [chunk, characters] = [[], 0];
    }
    chunk.push(json);
    characters += json.length;
  }
  if (chunk.length > 0) yield `[${chunk.join(",")}]`;
}
