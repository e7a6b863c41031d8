// SPDX-License-Identifier: Apache-2.0
import type { JsonValue, MspId } from "@licet/domain";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "../../database/tables.js";
import { type Order, orderBy, type Placed, placeConditions } from "./position.js";
import { hasLapsed, statusNow } from "./status-now.js";

/** Records of one type that meet conditions on `ledger.record r`, and tests, each of which takes a look into another table. */
export interface Source {
  readonly type: string;
  readonly conditions: readonly RawBuilder<unknown>[];
  readonly tests?: readonly RawBuilder<unknown>[];
}

/** A record as a query finds it. */
export interface FoundRecord extends Placed {
  readonly owner: MspId;
  readonly content: Readonly<Record<string, JsonValue | undefined>>;
  readonly written: string | null;
  /** Status as it is now. */
  readonly status: string | null;
  readonly lapsed: boolean;
  readonly due_at: Date | null;
  readonly part_kind: string | null;
  readonly part_id: string | null;
  readonly transaction_id: string;
  readonly changed_at: Date | null;
  readonly created_at: Date | null;
}

/** Which records of which sources, in which order, after which place. */
export interface Selection {
  readonly sources: readonly Source[];
  readonly order: Order;
  readonly after: readonly (string | number)[] | undefined;
  readonly limit: number;
  readonly now: Date;
}

/** Records of every source in one order. */
export async function selectRecords(db: Kysely<Tables>, selection: Selection): Promise<readonly FoundRecord[]> {
  const { sources, order, limit } = selection;
  if (sources.length === 0) return [];
  const each = sources.map((source) => sql`(${oneSource(source, selection)})`);
  const found = await sql<FoundRecord>`select * from (${sql.join(each, sql` union all `)}) r
    order by ${orderBy(order)} limit ${limit}`.execute(db);
  return found.rows;
}

function oneSource(
  { type, conditions, tests = [] }: Source,
  { order, after, limit, now }: Selection,
): RawBuilder<unknown> {
  const all = [...conditions, ...placeConditions(order, after), ...tests];
  return sql`select r.type, r.id, r.owner, r.content, ${statusNow(type, now)} as status, r.due_at,
      r.status as written, ${hasLapsed(type, now)} as lapsed,
      (extract(epoch from r.due_at) * 1000000)::bigint as due_us, r.part_kind, r.part_id, r.block, r.transaction,
      r.transaction_id, r.changed_at, r.created_at
    from (select * from ledger.record r where ${sql.join(all, sql` and `)} order by ${orderBy(order)} limit ${limit}) r`;
}

/** How many records there are, counted up to a limit. */
export async function countRecords(db: Kysely<Tables>, sources: readonly Source[], max: number): Promise<number> {
  if (sources.length === 0) return 0;
  const each = sources.map(
    ({ conditions, tests = [] }) =>
      sql`(select 1 from ledger.record r where ${sql.join([...conditions, ...tests], sql` and `)} limit ${max + 1})`,
  );
  const counted = await sql<{ count: number }>`select count(*)::int as count from
    (select 1 from (${sql.join(each, sql` union all `)}) r limit ${max + 1}) counted`.execute(db);
  return counted.rows[0]?.count ?? 0;
}

/** Records of one source that are tested when they are counted; of those that need no test, one more than are counted. */
const TESTED_MAX = 2_000;

/** How many records were counted, and whether there may be more. */
export interface Counted {
  readonly count: number;
  readonly more: boolean;
}

/** Counts records with bounded effort: up to a number, and of those that take a look into another table only among the first. */
export async function countSome(
  db: Kysely<Tables>,
  { sources, order }: Pick<Selection, "sources" | "order">,
  max: number,
): Promise<Counted> {
  if (sources.length === 0) return { count: 0, more: false };
  const each = sources.map(({ conditions, tests = [] }) => {
    const limit = tests.length === 0 ? max + 1 : TESTED_MAX;
    const matches = tests.length === 0 ? sql`true` : sql.join([...tests], sql` and `);
    const all = [...conditions, ...placeConditions(order, undefined)];
    return sql`select count(*) filter (where ${matches}) as matching, count(*) >= ${limit} as more
      from (select r.type, r.id from ledger.record r where ${sql.join(all, sql` and `)}
        ${tests.length === 0 ? sql`` : sql`order by ${orderBy(order)}`} limit ${limit}) r`;
  });
  const { rows } = await sql<Counted>`select sum(matching)::int as count, bool_or(more) as more
    from (${sql.join(each, sql` union all `)}) counted`.execute(db);
  const { count, more } = rows[0] ?? { count: 0, more: false };
  return { count: Math.min(count, max + 1), more: more || count > max };
}
