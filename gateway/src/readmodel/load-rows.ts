// SPDX-License-Identifier: Apache-2.0
import type { MspId, PartRef } from "@licet/domain";
import { type Kysely, sql } from "kysely";
import type { JoinedWrite, TransactionEvent } from "../blocks/ledger-event.js";
import type { RecordTable } from "../database/ledger/tables.js";
import type { Tables } from "../database/tables.js";
import { type PartsUnder, type RecordRow, WorkingSet } from "./working-set.js";

/** A transaction whose private writes are joined with what the served organisations hold. */
export type Joined = TransactionEvent<JoinedWrite>;

/** A part that one organisation has, or is to have. */
export interface PartHeld {
  readonly organisation: MspId;
  readonly ref: PartRef;
}

/** What is known from earlier batches of whatever transactions can touch. */
export async function loadFor(db: Kysely<Tables>, events: readonly Joined[]): Promise<WorkingSet> {
  const set = new WorkingSet();
  const parts = events.flatMap(({ privateWrites }) => privateWrites.flatMap(partHeld));
  for (const row of await recordsNamed(db, events)) set.holdRecord(row);
  await loadParts(db, set, parts);
  return set;
}

/** Takes parts and the records that they are of into a set. */
export async function loadParts(db: Kysely<Tables>, set: WorkingSet, parts: readonly PartHeld[]): Promise<void> {
  if (parts.length === 0) return;
  for (const row of await recordsOfParts(
    db,
    parts.map(({ ref }) => ref),
  ))
    set.holdRecord(row);
  const { rows } = await sql<{
    readonly organisation: MspId;
    readonly kind: PartRef["kind"];
    readonly id: string;
    readonly part: PartRef["part"];
    readonly parties: readonly string[];
    readonly parties_beside: readonly string[];
  }>`select p.organisation, p.kind, p.id, p.part, p.parties, p.parties_beside from ledger.part p
    where (p.organisation, p.kind, p.id) in (select * from unnest(${parts.map(({ organisation }) => organisation)}::text[],
      ${parts.map(({ ref }) => ref.kind)}::text[], ${parts.map(({ ref }) => ref.id)}::text[]))`.execute(db);
  for (const { organisation, kind, id, part, parties, parties_beside: partiesBeside } of rows)
    set.holdPart({ organisation, ref: { kind, id, part }, parties, partiesBeside, written: undefined });
}

/** Records that rely on something, by its keys as `relies_on` names them. */
export async function recordsRelyingOn(db: Kysely<Tables>, keys: readonly string[]): Promise<readonly RecordRow[]> {
  if (keys.length === 0) return [];
  // The index knows only records that rely on something, and the planner has to be told so.
  const { rows } = await sql<RecordTable>`select r.* from ledger.record r
    where r.relies_on <> '{}' and r.relies_on && ${keys}::text[]`.execute(db);
  return rows.map(rowOf);
}

function partHeld({ part: ref, organisation }: JoinedWrite): PartHeld[] {
  return ref === undefined || organisation === undefined ? [] : [{ organisation, ref }];
}

/** Records at addresses that are written to, and those whose proofs are. */
async function recordsNamed(db: Kysely<Tables>, events: readonly Joined[]): Promise<readonly RecordRow[]> {
  const addresses = events.flatMap(({ writes }) =>
    writes.flatMap(({ composite }) => (composite?.attributes.length === 1 ? [composite] : [])),
  );
  const proofs = events.flatMap(({ privateWrites }) => privateWrites);
  if (addresses.length + proofs.length === 0) return [];
  const types = addresses.map(({ type }) => type);
  const at = addresses.map(({ attributes }) => attributes[0] ?? "");
  const owners = proofs.map(({ organisation }) => organisation ?? "");
  const { rows } = await sql<RecordTable>`select r.* from ledger.record r
      join unnest(${types}::text[], ${at}::text[]) named (type, address)
        on r.type = named.type and r.address = named.address
      where r.proof is not null
    union all select r.* from ledger.record r
      join unnest(${owners}::text[], ${proofs.map(({ keyHash }) => keyHash)}::text[]) named (owner, proof)
        on r.owner = named.owner and r.proof = named.proof`.execute(db);
  return rows.map(rowOf);
}

async function recordsOfParts(db: Kysely<Tables>, parts: readonly PartsUnder[]): Promise<readonly RecordRow[]> {
  const { rows } = await sql<RecordTable>`select r.* from ledger.record r where (r.part_kind, r.part_id) in
    (select * from unnest(${parts.map(({ kind }) => kind)}::text[], ${parts.map(({ id }) => id)}::text[]))`.execute(db);
  return rows.map(rowOf);
}

/** A record's row as this project's code names its columns. */
function rowOf(row: RecordTable): RecordRow {
  const { type, id, owner, address, proof, head, status, doubt, problem, standing, block, transaction } = row;
  const parts =
    row.part_kind === null || row.part_id === null
      ? undefined
      : ({ kind: row.part_kind, id: row.part_id } as PartsUnder);
  return {
    type,
    id,
    owner,
    address,
    proof,
    head,
    content: row.content,
    status,
    dueAt: row.due_at?.toISOString() ?? null,
    parts,
    doubt,
    problem,
    standing,
    reliesOn: row.relies_on as unknown as readonly string[],
    block,
    transaction,
    transactionId: row.transaction_id,
    changedAt: row.changed_at,
    createdBlock: row.created_block,
    createdAt: row.created_at,
  };
}
