// SPDX-License-Identifier: Apache-2.0
import { rolesReading } from "@licet/domain";
import { type Kysely, sql } from "kysely";
import { storableInstant } from "../blocks/storable.js";
import type { Tables } from "../database/tables.js";
import { recordKey } from "./authentic.js";
import { ENTRIES_UNDER } from "./proven.js";
import { settleEntries } from "./settle-entries.js";
import { settleStatuses } from "./settle-statuses.js";
import { type Columns, type JsonRow, upsertRows, withRows } from "./rows-as-json.js";
import { writeFindable } from "./findable-rows.js";
import type { PartRow, RecordRow, RowPosition, WorkingSet } from "./working-set.js";

const RECORD: Columns = {
  type: "text",
  id: "text",
  owner: "text",
  address: "text",
  proof: "text",
  head: "text",
  content: "jsonb",
  status: "text",
  due_at: "timestamptz",
  part_kind: "text",
  part_id: "text",
  doubt: "text",
  problem: "text",
  standing: "text",
  relies_on: "text[]",
  block: "bigint",
  transaction: "integer",
  transaction_id: "text",
  changed_at: "timestamptz",
  created_block: "bigint",
  created_at: "timestamptz",
};

const PART: Columns = {
  organisation: "text",
  kind: "text",
  id: "text",
  part: "text",
  state: "text",
  value_hash: "text",
  readers: "text[]",
  own_readers: "text[]",
  parties: "text[]",
  parties_beside: "text[]",
  content: "jsonb",
  block: "bigint",
  transaction: "integer",
};

const PRIVATE_HASH: Columns = { organisation: "text", key_hash: "text", value_hash: "text" };

const CONCERN: Columns = {
  source: "text",
  kind: "text",
  id: "text",
  party: "text",
  until: "timestamptz",
  besides: "text[]",
};

const EVENT: Columns = {
  block: "bigint",
  transaction: "integer",
  transaction_id: "text",
  at: "timestamptz",
  creator: "text",
  name: "text",
  version: "integer",
  payload: "jsonb",
  subjects: "text[]",
};

const EVENT_SUBJECT: Columns = { subject: "text", block: "bigint", transaction: "integer" };

/** Writes what a batch has changed, a few statements for each table. */
export async function writeRows(db: Kysely<Tables>, set: WorkingSet): Promise<void> {
  await writeRecords(db, set);
  await writeHashes(db, set);
  await writeParts(db, set.parts);
  await writeFindable(db, set.findable);
  await settleEntries(
    db,
    set.unsettled.filter(({ type }) => type in ENTRIES_UNDER),
  );
  await writeConcerns(db, set);
  const events = eventRows(set);
  await upsertRows(db, "ledger.event", EVENT, [], events);
  const changed = events.flatMap(({ subjects, block, transaction }) =>
    subjects.map((subject) => ({ subject, block, transaction })),
  );
  await upsertRows(db, "ledger.event_subject", EVENT_SUBJECT, [], changed);
}

async function writeRecords(db: Kysely<Tables>, set: WorkingSet): Promise<void> {
  // An address that one record has left may be another's by now: no two have it at any moment.
  await withRows(
    db,
    { type: "text", id: "text" },
    set.moved.map(({ type, id }) => ({ type, id })),
    (rows) => sql`delete from ledger.record r using ${rows} where r.type = n.type and r.id = n.id`,
  );
  await upsertRows(db, "ledger.record", RECORD, ["type", "id"], set.written.map(recordRow));
  await withRows(
    db,
    { type: "text", id: "text", doubt: "text", problem: "text", standing: "text", relies_on: "text[]" },
    set.marked.map(({ type, id, doubt, problem, standing, reliesOn }) => ({
      type,
      id,
      doubt,
      problem,
      standing,
      relies_on: reliesOn,
    })),
    (
      rows,
    ) => sql`update ledger.record r set doubt = n.doubt, problem = n.problem, standing = n.standing, relies_on = n.relies_on
      from ${rows} where r.type = n.type and r.id = n.id`,
  );
  await settleStatuses(db, [...set.written, ...set.marked]);
}

function recordRow(row: RecordRow): JsonRow {
  const { type, id, owner, address, proof, head, content, status, doubt, problem, standing, block, transaction } = row;
  return {
    type,
    id,
    owner,
    address,
    proof,
    head,
    content,
    status,
    due_at: row.dueAt,
    part_kind: row.parts?.kind ?? null,
    part_id: row.parts?.id ?? null,
    doubt,
    problem,
    standing,
    relies_on: row.reliesOn,
    block,
    transaction,
    transaction_id: row.transactionId,
    changed_at: row.changedAt,
    created_block: row.createdBlock,
    created_at: row.createdAt,
  };
}

async function writeHashes(db: Kysely<Tables>, { hashes }: WorkingSet): Promise<void> {
  const rows = hashes.map(({ organisation, keyHash, valueHash }) => ({
    organisation,
    key_hash: keyHash,
    value_hash: valueHash,
  }));
  await withRows(
    db,
    PRIVATE_HASH,
    rows.filter(({ value_hash }) => value_hash === undefined),
    (given) => sql`delete from ledger.private_hash h using ${given}
      where h.organisation = n.organisation and h.key_hash = n.key_hash`,
  );
  const there = rows.filter(({ value_hash }) => value_hash !== undefined);
  await upsertRows(db, "ledger.private_hash", PRIVATE_HASH, ["organisation", "key_hash"], there);
}

/** Writes parts, those first whose content is another one. */
export async function writeParts(db: Kysely<Tables>, parts: readonly PartRow[]): Promise<void> {
  const written = parts.flatMap(partRow);
  await upsertRows(db, "ledger.part", PART, ["organisation", "kind", "id", "part"], written);
  await withRows(
    db,
    { organisation: "text", kind: "text", id: "text", part: "text", parties_beside: "text[]" },
    parts.flatMap(({ organisation, ref, partiesBeside, written: content }) =>
      content === undefined ? [{ organisation, ...ref, parties_beside: partiesBeside }] : [],
    ),
    (rows) => sql`update ledger.part p set parties_beside = n.parties_beside from ${rows}
      where p.organisation = n.organisation and p.kind = n.kind and p.id = n.id and p.part = n.part`,
  );
}

function partRow({ organisation, ref, parties, partiesBeside, written }: PartRow): JsonRow[] {
  if (written === undefined) return [];
  const { state, valueHash, content, block, transaction } = written;
  return [
    {
      organisation,
      kind: ref.kind,
      id: ref.id,
      part: ref.part,
      state,
      value_hash: valueHash,
      readers: rolesReading(ref, "each"),
      own_readers: rolesReading(ref, "own"),
      parties,
      parties_beside: partiesBeside,
      content,
      block,
      transaction,
    },
  ];
}

async function writeConcerns(db: Kysely<Tables>, { concerns }: WorkingSet): Promise<void> {
  await withRows(
    db,
    { source: "text" },
    concerns.filter(({ replaces }) => replaces).map(({ source }) => ({ source })),
    (rows) => sql`delete from ledger.concern c using ${rows} where c.source = n.source`,
  );
  const rows = concerns.flatMap(({ source, kind, id, parties, besides = [] }) => {
    const needed = besides.map((each) => recordKey(each.type, each.id));
    return parties.map(({ party, until }) => ({
      source,
      kind,
      id,
      party,
      until: until && storableInstant(until),
      besides: needed,
    }));
  });
  await upsertRows(db, "ledger.concern", CONCERN, [], rows);
}

interface EventJson extends RowPosition {
  readonly subjects: readonly string[];
}

function eventRows({ events }: WorkingSet): EventJson[] {
  return events.flatMap(({ event: { at, announced, timestamp, transactionId, creator }, subjects }) =>
    announced?.state !== "known"
      ? []
      : [
          {
            block: Number(at.block),
            transaction: at.transaction,
            transaction_id: transactionId,
            at: timestamp,
            creator,
            name: announced.name,
            version: announced.version,
            payload: announced.payload,
            subjects,
          },
        ],
  );
}
