// SPDX-License-Identifier: Apache-2.0
import type { FileKind, JsonValue, MspId, PartKind, PartName, PartRef } from "@licet/domain";
import { type Kysely, type Selectable, sql } from "kysely";
import type { DocumentLogTable, DocumentTable } from "../../database/kept/document-tables.js";
import type { Tables } from "../../database/tables.js";
import type { Document, DocumentAct, DocumentContent, DocumentSubject } from "./document.js";

type Sql = Kysely<Tables>;

/** A line for the log. */
export interface LogEntry {
  readonly organisation: MspId;
  readonly document: string;
  readonly at: Date;
  readonly person: string;
  readonly act: DocumentAct;
  readonly route: string;
  readonly facts: Readonly<Record<string, JsonValue>>;
}

/** A line of the log, with its number. */
export type LogLine = Omit<LogEntry, "act"> & { readonly number: number; readonly act: string };

const COLUMNS = [
  "organisation",
  "id",
  "sha256",
  "kind",
  "media_type",
  "bytes",
  "name",
  "scan",
  "stored_by",
  "stored_at",
  "received_from",
  "preserved",
  "object",
  "key_id",
  "wrapped_key",
  "gone_because",
] as const;

/** An organisation's document by its id; undefined where there is none. */
export async function findDocument(db: Sql, organisation: MspId, id: string): Promise<Document | undefined> {
  const row = await db
    .selectFrom("kept.document")
    .select(COLUMNS)
    .select(sql<string>`retain_until::text`.as("until"))
    .where("organisation", "=", organisation)
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? undefined : documentOf(row);
}

/**
 * Enters a document, or gives one its content back that was deleted.
 * @returns whether it did: not where the organisation keeps the file already.
 */
export async function enterDocument(
  db: Sql,
  document: Document & { readonly content: DocumentContent },
): Promise<boolean> {
  const { organisation, id, content } = document;
  const values = {
    kind: document.kind,
    media_type: document.mediaType,
    bytes: document.bytes,
    name: document.name ?? null,
    scan: document.scan,
    stored_by: document.storedBy,
    stored_at: document.storedAt,
    received_from: document.receivedFrom ?? null,
    retain_until: document.retainUntil,
    preserved: document.preserved,
    object: content.object,
    key_id: content.keyId,
    wrapped_key: content.wrapped,
    gone_because: null,
  };
  const entered = await db
    .insertInto("kept.document")
    .values({ organisation, id, sha256: document.sha256, ...values })
    .onConflict((conflict) =>
      conflict.columns(["organisation", "id"]).doUpdateSet(values).where("kept.document.object", "is", null),
    )
    .executeTakeFirst();
  return entered.numInsertedOrUpdatedRows === 1n;
}

/** Forgets where a document's content lies, and its key. @returns whether it was there */
export async function forgetContent(db: Sql, document: Document, because: string): Promise<boolean> {
  const { organisation, id, content } = document;
  if (content === undefined) return false;
  const changed = await db
    .updateTable("kept.document")
    .set({ object: null, key_id: null, wrapped_key: null, gone_because: because })
    .where("organisation", "=", organisation)
    .where("id", "=", id)
    .where("object", "=", content.object)
    .where("preserved", "=", false)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/** Marks whether a document is preserved. */
export async function setPreserved(db: Sql, { organisation, id }: Document, preserved: boolean): Promise<void> {
  await db
    .updateTable("kept.document")
    .set({ preserved })
    .where("organisation", "=", organisation)
    .where("id", "=", id)
    .execute();
}

/** Puts another wrapping of the same key in a document's row. */
export async function setWrappedKey(db: Sql, { organisation, id }: Document, content: DocumentContent): Promise<void> {
  await db
    .updateTable("kept.document")
    .set({ key_id: content.keyId, wrapped_key: content.wrapped })
    .where("organisation", "=", organisation)
    .where("id", "=", id)
    .where("object", "=", content.object)
    .execute();
}

/** The parts that a document goes with, the oldest first. */
export async function subjectsOf(db: Sql, organisation: MspId, id: string): Promise<DocumentSubject[]> {
  const rows = await db
    .selectFrom("kept.document_subject")
    .select(["record", "record_id", "part", "added_by", "foreseen"])
    .where("organisation", "=", organisation)
    .where("document", "=", id)
    .orderBy("added_at")
    .orderBy("record")
    .orderBy("record_id")
    .orderBy("part")
    .execute();
  return rows.map((row) => ({
    ref: { kind: row.record as PartKind, id: row.record_id, part: row.part as PartName },
    addedBy: row.added_by,
    foreseen: row.foreseen,
  }));
}

/** Says that a document goes with a part. What was foreseen stands once whoever foresaw it holds the part. */
export async function addSubject(db: Sql, document: Document, subject: DocumentSubject, at: Date): Promise<void> {
  const { ref, addedBy, foreseen } = subject;
  await db
    .insertInto("kept.document_subject")
    .values({
      organisation: document.organisation,
      document: document.id,
      record: ref.kind,
      record_id: ref.id,
      part: ref.part,
      added_by: addedBy,
      added_at: at,
      foreseen,
    })
    .onConflict((conflict) => conflict.columns(["organisation", "record", "record_id", "part", "document"]).doNothing())
    .execute();
  if (foreseen) return;
  await db
    .updateTable("kept.document_subject")
    .set({ foreseen: false })
    .where("organisation", "=", document.organisation)
    .where("document", "=", document.id)
    .where("record", "=", ref.kind)
    .where("record_id", "=", ref.id)
    .where("part", "=", ref.part)
    .where("added_by", "=", addedBy)
    .where("foreseen", "=", true)
    .execute();
}

/** Which documents of a part are listed. */
export interface ListRequest {
  readonly ref: PartRef;
  readonly person: string;
  /** Hashes that the part names: what was foreseen and is named is everybody's who reads the part. */
  readonly named: readonly string[];
  readonly pageSize: number;
  /** Id that the page before ended with; empty for the first page. */
  readonly after: string;
}

/** A page of an organisation's documents that go with a part, by id. */
export async function listDocuments(db: Sql, organisation: MspId, request: ListRequest): Promise<Document[]> {
  const { ref, person, named, pageSize, after } = request;
  const rows = await db
    .selectFrom("kept.document_subject as subject")
    .innerJoin("kept.document as document", (join) =>
      join.onRef("document.organisation", "=", "subject.organisation").onRef("document.id", "=", "subject.document"),
    )
    .select(COLUMNS.map((column) => `document.${column}` as const))
    .select(sql<string>`document.retain_until::text`.as("until"))
    .where("subject.organisation", "=", organisation)
    .where("subject.record", "=", ref.kind)
    .where("subject.record_id", "=", ref.id)
    .where("subject.part", "=", ref.part)
    .where("document.id", ">", after)
    .where((where) =>
      where.or([
        where("subject.foreseen", "=", false),
        where("subject.added_by", "=", person),
        ...(named.length === 0 ? [] : [where("document.sha256", "in", [...named])]),
      ]),
    )
    .orderBy("document.id")
    .limit(pageSize)
    .execute();
  return rows.map(documentOf);
}

/** The transaction by which an organisation came to hold a part as it is, as far as the projection has come. */
export interface Recorded {
  readonly block: number;
  readonly transaction: string;
}

/** What is projected of a part that the caller sees; undefined where that is nothing so far. */
export async function recordedIn(db: Sql, organisation: MspId, ref: PartRef): Promise<Recorded | undefined> {
  return db
    .selectFrom("ledger.part as part")
    .innerJoin("ledger.event as event", (join) =>
      join.onRef("event.block", "=", "part.block").onRef("event.transaction", "=", "part.transaction"),
    )
    .select(["part.block", "event.transaction_id as transaction"])
    .where("part.organisation", "=", organisation)
    .where("part.kind", "=", ref.kind)
    .where("part.id", "=", ref.id)
    .where("part.part", "=", ref.part)
    .where("part.state", "=", "held")
    .executeTakeFirst();
}

/** Appends to the log. */
export async function appendLog(db: Sql, { facts, ...entry }: LogEntry): Promise<void> {
  await db
    .insertInto("kept.document_log")
    .values({ ...entry, facts: JSON.stringify(facts) })
    .execute();
}

/** A page of an organisation's log, the newest first, before a number. */
export async function readLog(
  db: Sql,
  organisation: MspId,
  request: { readonly document: string | undefined; readonly pageSize: number; readonly before: number },
): Promise<LogLine[]> {
  const { document, pageSize, before } = request;
  const rows: Selectable<DocumentLogTable>[] = await db
    .selectFrom("kept.document_log")
    .selectAll()
    .where("organisation", "=", organisation)
    .where("number", "<", before)
    .$if(document !== undefined, (query) => query.where("document", "=", document ?? ""))
    .orderBy("number", "desc")
    .limit(pageSize)
    .execute();
  return rows.map(({ facts, ...row }) => ({ ...row, facts: facts as LogEntry["facts"] }));
}

type Row = Pick<Selectable<DocumentTable>, (typeof COLUMNS)[number]> & { readonly until: string };

function documentOf(row: Row): Document {
  return {
    id: row.id,
    organisation: row.organisation,
    sha256: row.sha256,
    kind: row.kind satisfies FileKind,
    mediaType: row.media_type,
    bytes: row.bytes,
    name: row.name ?? undefined,
    scan: row.scan,
    storedBy: row.stored_by,
    storedAt: row.stored_at,
    receivedFrom: row.received_from ?? undefined,
    retainUntil: row.until,
    preserved: row.preserved,
    content: contentOf(row),
    goneBecause: row.gone_because ?? undefined,
  };
}

function contentOf({ object, key_id: keyId, wrapped_key: wrapped }: Row): DocumentContent | undefined {
  return object === null || keyId === null || wrapped === null ? undefined : { object, keyId, wrapped };
}
