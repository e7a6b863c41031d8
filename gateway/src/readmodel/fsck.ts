// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, hashOf, hashOfText, type JsonValue, partKey, type PartRef, PartReference } from "@licet/domain";
import { type Kysely, sql } from "kysely";
import { readJson } from "../application/read-json.js";
import { BlockError, decodeBlock } from "../blocks/decode-block.js";
import { joinParts } from "../blocks/join-parts.js";
import type { Checkpoint, LedgerEvent } from "../blocks/ledger-event.js";
import type { Database } from "../database/database.js";
import type { Tables } from "../database/tables.js";
import { LedgerError } from "../ports/ledger-error.js";
import type { Ledger, LedgerIdentity } from "../ports/ledger.js";
import type { HeldParts } from "../ports/parts.js";
import { inBatches, mapInOrder } from "./batches.js";
import { changesMembers, readMembership } from "./members.js";
import { Projection } from "./projection.js";
import { BATCH_MAX } from "./projector.js";

/** Where two sources say different things, and what. */
export interface Difference {
  readonly between: "read model and blocks" | "ledger and blocks" | "private data and blocks";
  /** Table or record, and which one. */
  readonly subject: string;
  readonly sentence: string;
}

/** What a check needs. */
export interface FsckOptions {
  /** The gateway's database. */
  readonly readModel: Database;
  /** An empty database, in which everything is built again from the blocks. */
  readonly scratch: Database;
  readonly ledger: Pick<Ledger, "blocks" | "evaluate" | "height">;
  readonly identity: LedgerIdentity;
  readonly chaincodeName: string;
  readonly parts: readonly HeldParts[];
  /** Told how far it is: blocks built again, of how many. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** What a check found. */
export interface Checked {
  /** The first difference, where there is one. */
  readonly difference: Difference | undefined;
  readonly blocks: number;
  /** Blocks that the read model has not taken up yet. */
  readonly behind: number;
  readonly records: number;
  readonly parts: number;
}

/** Tables of the projection that are compared row by row. */
const TABLES = ["record", "part", "private_hash", "concern", "facet", "words", "event", "event_subject"] as const;

const ROWS_AT_A_TIME = 1_000;
const READS_AT_A_TIME = 8;

/**
 * Builds the projection again from the blocks and compares: the read model row by row, the ledger record by record, the private data of
 * each organisation served part by part. Nobody may write meanwhile.
 * @throws {LedgerError} where the peers do not answer.
 * @throws {BlockError} where the blocks do not follow one another.
 */
export async function fsck(options: FsckOptions): Promise<Checked> {
  const { ledger, identity, readModel, scratch } = options;
  const height = await ledger.height(identity);
  const last = { block: height - 1n, transaction: Number.MAX_SAFE_INTEGER };
  const projected = await checkpointOf(readModel);
  const behind = Number(last.block - (projected?.block ?? -1n));
  const rebuilt = projected === undefined ? undefined : await rebuild(options, undefined, projected, height);
  const inReadModel = projected === undefined ? undefined : await firstRowDiffering(readModel, scratch);
  await rebuild(options, rebuilt, last, height);
  const [records, parts] = await countsOf(scratch);
  const difference = inReadModel ?? (await firstRecordDiffering(options)) ?? (await firstPartDiffering(options));
  return { difference, blocks: Number(height), behind, records, parts };
}

async function checkpointOf(database: Database): Promise<Checkpoint | undefined> {
  const row = await database.asGateway((db) =>
    db.selectFrom("ledger.projection").selectAll().executeTakeFirstOrThrow(),
  );
  if (row.block === null || row.transaction === null) return undefined;
  return { block: BigInt(row.block), transaction: row.transaction };
}

/** Builds on behind a checkpoint up to another, the last transaction included. @returns where it ended */
async function rebuild(
  options: FsckOptions,
  after: Checkpoint | undefined,
  upTo: Checkpoint,
  height: bigint,
): Promise<Checkpoint | undefined> {
  const { scratch, ledger, identity, parts, onProgress } = options;
  const members = await readMembership(ledger, identity);
  let end = after;
  const source = eventsOf(options, after?.block ?? 0n, upTo.block);
  for await (const events of inBatches(source, BATCH_MAX, changesMembers)) {
    const behind = events.filter(({ at }) => (after === undefined || isBehind(at, after)) && !isBehind(at, upTo));
    const joined = await mapInOrder(behind, READS_AT_A_TIME, (event) => joinParts(event, parts));
    await scratch.asGateway((db) => new Projection(db, members).take(joined));
    end = behind.at(-1)?.at ?? end;
    onProgress?.(Number(events.at(-1)?.at.block ?? 0n) + 1, Number(height));
  }
  return end;
}

/** Whether a transaction comes after another. */
function isBehind(one: Checkpoint, other: Checkpoint): boolean {
  return one.block > other.block || (one.block === other.block && one.transaction > other.transaction);
}

/** The events of blocks from one to another: a peer's stream does not end by itself. */
async function* eventsOf(
  { ledger, identity, chaincodeName }: FsckOptions,
  from: bigint,
  to: bigint,
): AsyncIterable<LedgerEvent> {
  const enough = new AbortController();
  let expected = from;
  try {
    for await (const { number, bytes } of ledger.blocks(identity, from, enough.signal)) {
      if (number < from) continue;
      if (number !== expected) throw new BlockError(`Block ${number} came where block ${expected} was expected.`);
      yield* decodeBlock(bytes, chaincodeName).events;
      if (number === to) return;
      expected += 1n;
    }
  } finally {
    enough.abort();
  }
}

/** The first row that one database has and the other has not, by the order of the rows' text. */
async function firstRowDiffering(readModel: Database, scratch: Database): Promise<Difference | undefined> {
  return readModel.asGateway((left) =>
    scratch.asGateway(async (right) => {
      for (const table of TABLES) {
        const difference = await firstApart(rowsOf(left, table), rowsOf(right, table));
        if (difference === undefined) continue;
        const [row, side] = difference;
        return {
          between: "read model and blocks",
          subject: `ledger.${table}`,
          sentence: `${side === "left" ? "Only the read model has" : "Only the blocks give"} this row: ${row.slice(0, ROW_CHARACTERS_MAX)}`,
        };
      }
      return undefined;
    }),
  );
}

/** Merges two ordered streams; the first item that only one of them has, and which. */
async function firstApart(
  left: AsyncIterator<string>,
  right: AsyncIterator<string>,
): Promise<readonly [string, "left" | "right"] | undefined> {
  try {
    for (;;) {
      const [one, other] = [await left.next(), await right.next()];
      if (one.done === true && other.done === true) return undefined;
      if (one.done === true) return [String(other.value), "right"];
      if (other.done === true) return [one.value, "left"];
      if (one.value !== other.value) return one.value < other.value ? [one.value, "left"] : [other.value, "right"];
    }
  } finally {
    await left.return?.();
    await right.return?.();
  }
}

/** A table's rows as JSON texts in the order of their characters. They are sorted once, and fetched from there page by page. */
async function* rowsOf(db: Kysely<Tables>, table: (typeof TABLES)[number]): AsyncGenerator<string> {
  await sql`select set_config('timezone', 'UTC', true)`.execute(db);
  await sql`declare fsck_rows no scroll cursor for
    select row from (select to_jsonb(t)::text collate "C" as row from ${sql.table(`ledger.${table}`)} t) r order by row`.execute(
    db,
  );
  for (;;) {
    const page = await sql<{ row: string }>`fetch ${sql.raw(ROWS_AT_A_TIME.toString())} from fsck_rows`.execute(db);
    for (const { row } of page.rows) yield row;
    if (page.rows.length < ROWS_AT_A_TIME) break;
  }
  await sql`close fsck_rows`.execute(db);
}

async function countsOf(database: Database): Promise<readonly [records: number, parts: number]> {
  return database.asGateway(async (db) => {
    const count = async (table: "ledger.record" | "ledger.part"): Promise<number> =>
      (
        await db
          .selectFrom(table)
          .select(({ fn }) => fn.countAll<number>().as("count"))
          .executeTakeFirstOrThrow()
      ).count;
    return [await count("ledger.record"), await count("ledger.part")];
  });
}

/** The first record that the ledger does not give as the blocks do. Entries of chains hang under records by their hashes. */
async function firstRecordDiffering({ scratch, ledger, identity }: FsckOptions): Promise<Difference | undefined> {
  const rows = await scratch.asGateway((db) => recordsOf(db));
  const differences = await mapInOrder(rows, READS_AT_A_TIME, async ({ type, id, address, content }) => {
    const subject = `${type} ${id}`;
    const given = await recordAt(ledger, identity, type, id);
    if (given === undefined) return { between: LEDGER, subject, sentence: "The ledger does not give it." };
    if (given.address !== address)
      return { between: LEDGER, subject, sentence: `The ledger has it at ${given.address}.` };
    if (canonicalJson(given.record) === canonicalJson(content)) return undefined;
    return {
      between: LEDGER,
      subject,
      sentence: `The ledger says ${textOf(given.record)}, the blocks ${textOf(content)}.`,
    };
  });
  return differences.find((difference) => difference !== undefined);
}

const LEDGER = "ledger and blocks" as const;
const NOT_HELD = "The organisation's peer does not have it, or nobody of it is known here who may read it.";
const PRIVATE = "private data and blocks" as const;

/** Longest text of a row or a record that is shown, in characters. */
const ROW_CHARACTERS_MAX = 400;

function textOf(value: JsonValue): string {
  return canonicalJson(value).slice(0, ROW_CHARACTERS_MAX);
}

function recordsOf(db: Kysely<Tables>) {
  return db
    .selectFrom("ledger.record")
    .select(["type", "id", "address", "content"])
    .where("proof", "is not", null)
    .where("doubt", "is", null)
    .orderBy("type")
    .orderBy("id")
    .execute();
}

interface GivenRecord {
  readonly address: string;
  readonly record: JsonValue;
}

/**
 * A record as the peer gives it now; undefined where it gives none.
 * @throws {LedgerError}
 */
async function recordAt(
  ledger: Pick<Ledger, "evaluate">,
  identity: LedgerIdentity,
  type: string,
  id: string,
): Promise<GivenRecord | undefined> {
  try {
    const argument = JSON.stringify({ type, id });
    const answer = await ledger.evaluate({ identity, transaction: "sharing:ReadRecord", arguments: [argument] });
    return readJson<GivenRecord>(answer);
  } catch (error) {
    if (error instanceof LedgerError && error.refusal !== undefined) return undefined;
    throw error;
  }
}

/** The first confidential part that an organisation's peer does not hold as the blocks' hashes say. */
async function firstPartDiffering({ scratch, parts }: FsckOptions): Promise<Difference | undefined> {
  for (const holder of parts) {
    const rows = await scratch.asGateway((db) =>
      db
        .selectFrom("ledger.part")
        .select(["kind", "id", "part"])
        .where("organisation", "=", holder.organisation)
        .where("state", "!=", "gone")
        .orderBy("kind")
        .orderBy("id")
        .orderBy("part")
        .execute(),
    );
    const differences = await mapInOrder(rows, READS_AT_A_TIME, (row) =>
      partDifference(scratch, holder, PartReference.parse(row)),
    );
    const first = differences.find((difference) => difference !== undefined);
    if (first !== undefined) return first;
  }
  return undefined;
}

async function partDifference(scratch: Database, holder: HeldParts, ref: PartRef): Promise<Difference | undefined> {
  const { organisation } = holder;
  const subject = `${ref.part} of ${ref.kind} ${ref.id} at ${organisation}`;
  const expected = await scratch.asGateway((db) =>
    db
      .selectFrom("ledger.private_hash")
      .select("value_hash")
      .where("organisation", "=", organisation)
      .where("key_hash", "=", hashOfText(partKey(ref.kind, ref.id, ref.part)))
      .executeTakeFirst(),
  );
  const held = await holder.read(ref);
  if (held === undefined) return { between: PRIVATE, subject, sentence: NOT_HELD };
  if (hashOf({ ...held }) === expected?.value_hash) return undefined;
  return { between: PRIVATE, subject, sentence: "What the organisation's peer has is not what the block's hash says." };
}
