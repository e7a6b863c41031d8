// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from "@licet/domain";
import { type Kysely, sql } from "kysely";
import type { PartState } from "../../database/ledger/tables.js";
import type { Tables } from "../../database/tables.js";
import type { ReadModelCaller } from "./caller.js";
import { isFor, type NextAct, nextActs } from "./next-acts.js";
import type { FoundRecord } from "./select.js";

/** How many of a record's last changes a row shows. */
const CHANGES_SHOWN = 2;

type Fields = Readonly<Record<string, JsonValue | undefined>>;

/** A confidential part of a record, as far as the caller may read it. */
export type PartShown =
  | { readonly state: "disclosed"; readonly content: JsonValue }
  | { readonly state: "not-disclosed" | "pending" | "unread" | "gone" };

/** A change of a record, as an event of the ledger tells of it. */
export interface ChangeShown {
  readonly event: string;
  readonly at: string | null;
  readonly by: string;
  readonly block: number;
  readonly transaction: string;
}

/** A record as lists show it. */
export interface Row {
  readonly type: string;
  readonly id: string;
  readonly owner: string;
  /** Status as it is now. */
  readonly status: string | null;
  readonly dueAt: string | null;
  readonly overdue: boolean;
  readonly changedAt: string | null;
  readonly createdAt: string | null;
  readonly block: number;
  readonly transaction: string;
  readonly record: Fields;
  readonly parts: Readonly<Record<string, PartShown>>;
  readonly beside: Readonly<Record<string, Fields>>;
  readonly lastChanges: readonly ChangeShown[];
  readonly next: readonly (NextAct & { readonly yours: boolean })[];
}

/** Types of records that rows of a type show beside themselves. */
export type BesideOf = (type: string) => readonly string[];

interface RowSource {
  readonly type: string;
  readonly id: string;
  readonly content: Fields;
  readonly part_kind: string | null;
  readonly part_id: string | null;
}

interface PartRow {
  readonly kind: string;
  readonly id: string;
  readonly part: string;
  readonly state: PartState;
  readonly content: JsonValue | null;
}

/** Puts to records what else a row shows: what stands beside them, parts, changes, and who has the ball. */
export async function rowsOf(
  db: Kysely<Tables>,
  caller: ReadModelCaller,
  found: readonly FoundRecord[],
  besideOf: BesideOf,
): Promise<Row[]> {
  if (found.length === 0) return [];
  const beside = await recordsBeside(db, found, besideOf);
  const parts = await partsOf(db, [...found, ...[...beside.values()].flat()]);
  const changes = await changesOf(db, found, besideOf);
  return found.map((record) => {
    const others = beside.get(record.id) ?? [];
    const { type, id, owner, status, written, content } = record;
    return {
      type,
      id,
      owner,
      status,
      dueAt: record.due_at?.toISOString() ?? null,
      overdue: record.lapsed,
      changedAt: record.changed_at?.toISOString() ?? null,
      createdAt: record.created_at?.toISOString() ?? null,
      block: record.block,
      transaction: record.transaction_id,
      record: content,
      parts: Object.assign({}, ...[record, ...others].map((each) => partsShown(each, parts))) as Row["parts"],
      beside: Object.fromEntries(others.map((other) => [other.type, other.content])),
      lastChanges: changes.get(id) ?? [],
      next: nextActs(type, { owner, status, written, content }).map((next) => ({
        ...next,
        yours: isFor(caller, next),
      })),
    };
  });
}

/** Records of the same reference, of the types that lists show beside. */
async function recordsBeside(
  db: Kysely<Tables>,
  found: readonly FoundRecord[],
  besideOf: BesideOf,
): Promise<Map<string, RowSource[]>> {
  const types = [...new Set(found.flatMap(({ type }) => besideOf(type)))];
  const ids = found.filter(({ type }) => besideOf(type).length > 0).map(({ id }) => id);
  if (types.length === 0) return new Map();
  const { rows } = await sql<RowSource>`select r.type, r.id, r.content, r.part_kind, r.part_id from ledger.record r
    where r.type = any(${types}::text[]) and r.id = any(${ids}::text[])`.execute(db);
  return grouped(rows, ({ id }) => id);
}

async function partsOf(db: Kysely<Tables>, records: readonly RowSource[]): Promise<Map<string, PartRow>> {
  const named = records.filter(({ part_kind }) => part_kind !== null);
  if (named.length === 0) return new Map();
  const kinds = named.map(({ part_kind }) => part_kind);
  const ids = named.map(({ part_id }) => part_id);
  // Rows of other organisations, and those that are not for the caller, are not there: row-level security sees to it.
  const { rows } = await sql<PartRow>`select p.kind, p.id, p.part, p.state, p.content from ledger.part p
    where (p.kind, p.id) in (select * from unnest(${kinds}::text[], ${ids}::text[]))`.execute(db);
  return new Map(rows.map((row) => [partName(row.kind, row.id, row.part), row]));
}

function partName(kind: string | null, id: string | null, part: string): string {
  return JSON.stringify([kind, id, part]);
}

/** Each part that a record is committed to: its commitment is public, so that there is such a part is no secret. */
function partsShown({ content, part_kind, part_id }: RowSource, parts: ReadonlyMap<string, PartRow>): Row["parts"] {
  const commitments = part_kind === null ? {} : (content["commitments"] ?? {});
  return Object.fromEntries(
    Object.keys(commitments).map((part) => [part, partShown(parts.get(partName(part_kind, part_id, part)))]),
  );
}

function partShown(row: PartRow | undefined): PartShown {
  if (row?.state === "held" && row.content !== null) return { state: "disclosed", content: row.content };
  // Only the hash is known: the organisation's peer is another gateway's.
  if (row === undefined || row.state === "hashed" || row.state === "held") return { state: "not-disclosed" };
  return { state: row.state };
}

interface ChangeRow {
  readonly subject: string;
  readonly name: string;
  readonly at: Date | null;
  readonly creator: string;
  readonly block: number;
  readonly transaction_id: string;
}

/** The last changes of each record and of what stands beside it, by the record's reference. */
async function changesOf(
  db: Kysely<Tables>,
  found: readonly FoundRecord[],
  besideOf: BesideOf,
): Promise<Map<string, ChangeShown[]>> {
  const subjects = found.flatMap(({ type, id }) => [type, ...besideOf(type)].map((each) => `${each}/${id}`));
  const { rows } = await sql<ChangeRow>`select s.subject, e.name, e.at, e.creator, e.block, e.transaction_id
    from unnest(${subjects}::text[]) s (subject) cross join lateral (
      select block, transaction from ledger.event_subject of_subject where of_subject.subject = s.subject
      order by block desc, transaction desc limit ${CHANGES_SHOWN}) c
    join ledger.event e on e.block = c.block and e.transaction = c.transaction
    order by e.block desc, e.transaction desc`.execute(db);
  const byId = grouped(rows, ({ subject }) => subject.slice(subject.indexOf("/") + 1));
  return new Map([...byId].map(([id, changes]) => [id, shownChanges(changes)]));
}

/** A transaction that changed both a record and what stands beside it is one change. */
function shownChanges(changes: readonly ChangeRow[]): ChangeShown[] {
  const byTransaction = new Map(changes.map((change) => [change.transaction_id, change]));
  return [...byTransaction.values()].slice(0, CHANGES_SHOWN).map(({ name, at, creator, block, transaction_id }) => ({
    event: name,
    at: at?.toISOString() ?? null,
    by: creator,
    block,
    transaction: transaction_id,
  }));
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
