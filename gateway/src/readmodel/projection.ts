// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import { type Beside, concernedBy, type Membership, type SaltedPart } from "@licet/domain";
import type { Kysely } from "kysely";
import type { JoinedEvent } from "../blocks/join-parts.js";
import type { Tables } from "../database/tables.js";
import { look, privateKey, recordKey } from "./authentic.js";
import { BatchedBeside } from "./batched-beside.js";
import { findableIn } from "./facets.js";
import { type Joined, loadFor, loadParts, type PartHeld, recordsRelyingOn } from "./load-rows.js";
import { isCommitted, projectParts, putPart } from "./part-rows.js";
import { doubtsOf, doubtText } from "./doubts.js";
import { ENTRIES_UNDER, type ProvenChanges, provenChanges, type ProvenRecord } from "./proven.js";
import { goesOn } from "./settle-entries.js";
import { standingOf } from "./standing.js";
import { type RecordRow, type RowPosition, WorkingSet } from "./working-set.js";
import { writeRows } from "./write-rows.js";

/** Brings the projection forward, within the transaction of the database that the checkpoint is written in. */
export class Projection {
  readonly #db: Kysely<Tables>;
  readonly #members: Membership;

  constructor(db: Kysely<Tables>, members: Membership) {
    this.#db = db;
    this.#members = members;
  }

  /**
   * Takes events up in their order, each as the ones before it leave the rows, with a number of statements that does not depend on
   * theirs. What is invalid, or configures the channel, changes nothing here.
   */
  async take(events: readonly JoinedEvent[]): Promise<void> {
    const transactions = events.filter((event) => event.kind === "transaction");
    if (transactions.length === 0) return;
    const set = await loadFor(this.#db, transactions);
    for (const event of transactions) takeOne(set, event);
    await this.#lookAgain(set);
    await writeRows(this.#db, set);
  }

  /**
   * Looks at what was written, and at what relies on something that changed, as it all stands at the end; and so on where a record
   * counts no more by that, or does again, as far as others rely on it.
   */
  async #lookAgain(set: WorkingSet): Promise<void> {
    const beside = new BatchedBeside(this.#db, set, this.#members);
    let [changed, keys] = [set.changed, set.written.map(({ type, id }) => recordKey(type, id))];
    while (changed.length > 0) {
      for (const row of await recordsRelyingOn(this.#db, changed)) set.holdRecord(row);
      const looked = [...new Set([...keys, ...set.relyingOn(changed)])];
      const altered = await Promise.all(looked.map((key) => lookAt(set, key, beside)));
      [changed, keys] = [looked.filter((_, index) => altered[index]), []];
    }
  }
}

/** @returns whether it counts no more, or does again. */
async function lookAt(set: WorkingSet, key: string, beside: Beside): Promise<boolean> {
  const before = set.recordOf(key);
  if (before === undefined) return false;
  const { type, id, owner, content } = before;
  const { problem = null, standing = null, reliesOn } = await look({ type, id, owner, record: content }, beside);
  const isSame = isDeepStrictEqual({ problem, standing, reliesOn }, pick(before));
  if (!isSame) set.markRecord(type, id, { problem, standing, reliesOn });
  return (problem === null) !== (before.problem === null);
}

function pick({ problem, standing, reliesOn }: RecordRow): Pick<RecordRow, "problem" | "standing" | "reliesOn"> {
  return { problem, standing, reliesOn };
}

/** Takes one event up, as far as the rows in memory go. */
function takeOne(set: WorkingSet, event: Joined): void {
  const { written, doubts } = provenChanges(event, set);
  for (const { organisation, keyHash, valueHash } of event.privateWrites) {
    if (organisation !== undefined) set.writeHash(organisation, keyHash, valueHash);
  }
  takeRecords(set, event, { written, doubts });
  const keys = written.map(({ type, id }) => recordKey(type, id));
  set.noteChanged([
    ...keys,
    ...doubts.map(({ record: { type, id } }) => recordKey(type, id)),
    ...event.privateWrites.map(({ organisation = "", keyHash }) => privateKey(organisation, keyHash)),
  ]);
  for (const record of written) makeFindable(set, record);
  const parts = projectParts(set, event);
  const subjects = [...new Set([...keys, ...parts])];
  // An event counts where it is of records that are proven: anybody may announce anything.
  if (event.announced?.state === "known" && subjects.length > 0) set.writeEvent({ event, subjects });
}

function takeRecords(set: WorkingSet, event: Joined, { written, doubts }: ProvenChanges): void {
  // What is doubted is the record as it was; one that the same transaction proves anew takes its place.
  for (const { record, doubts: changed } of doubts) {
    const before = doubtsOf(set.record(record.type, record.id)?.doubt ?? null);
    set.markRecord(record.type, record.id, { doubt: doubtText({ ...before, ...changed }) });
  }
  for (const record of written) {
    const before = set.record(record.type, record.id);
    if (record.type in ENTRIES_UNDER && !goesOn(record, before?.content, written)) set.noteBroken(record);
    set.writeRecord(rowOf(event, record, before));
  }
}

function rowOf(event: Joined, written: ProvenRecord, before: RecordRow | undefined): RecordRow {
  const { type, id, owner, address, proof, head, record, parts, isNew } = written;
  const { status, dueAt } = standingOf(type, record);
  const at = { block: Number(event.at.block), transaction: event.at.transaction };
  const changedAt = event.timestamp ?? null;
  const kept = isNew ? undefined : before;
  return {
    type,
    id,
    owner,
    address,
    proof,
    head,
    content: record,
    status,
    dueAt,
    parts,
    // A record that is written is legible; that proves it no more than before.
    doubt: doubtText({ ...doubtsOf(kept?.doubt ?? null), illegible: false }),
    problem: null,
    standing: null,
    reliesOn: [],
    ...at,
    transactionId: event.transactionId,
    changedAt,
    createdBlock: kept?.createdBlock ?? at.block,
    createdAt: kept === undefined ? changedAt : kept.createdAt,
  };
}

function makeFindable(set: WorkingSet, { type, id, record, replaces }: ProvenRecord): void {
  const found = findableIn(record);
  const facets = [{ name: "reference" as const, value: id }, ...found.facets];
  set.writeFindable({ type, id, organisation: null, part: null, facets, words: found.words, replaces });
  const concerned = concernedBy(type, record, id);
  if (concerned === undefined) return;
  set.writeConcerns({ ...concerned, source: recordKey(type, id), replaces });
}

/** A part that came after its block. */
export interface LatePart extends PartHeld, RowPosition {
  readonly held: SaltedPart;
  readonly valueHash: string;
}

/** Takes up a part that came after its block, where its record is committed to it. */
export async function takeLatePart(db: Kysely<Tables>, { organisation, ref, held, ...at }: LatePart): Promise<void> {
  const set = new WorkingSet();
  await loadParts(db, set, [{ organisation, ref }]);
  const owner = set.ownerOf(ref);
  if (owner === undefined || !isCommitted(owner, ref.part, held)) return;
  putPart(set, owner, { organisation, ref }, { ...at, state: "held", content: held.content });
  await writeRows(db, set);
}
