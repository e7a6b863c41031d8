// SPDX-License-Identifier: Apache-2.0
import type { MspId } from "@licet/domain";
import type { Kysely } from "kysely";
import type { Tables } from "../../database/tables.js";

type Sql = Kysely<Tables>;

/** A document by organisation and id. */
export interface DocumentAddress {
  readonly organisation: MspId;
  readonly id: string;
}

/** Notes that an object may lie in the store from now on. */
export async function noteObject(db: Sql, name: string, organisation: MspId, at: Date): Promise<void> {
  await db.insertInto("kept.document_object").values({ name, organisation, made_at: at }).execute();
}

/** Notes that an object lies in the store no more. */
export async function forgetObject(db: Sql, name: string): Promise<void> {
  await db.deleteFrom("kept.document_object").where("name", "=", name).execute();
}

/** Objects that were made before a moment and that no document refers to. */
export async function strayObjects(db: Sql, madeBefore: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom("kept.document_object as made")
    .select("made.name")
    .where("made.made_at", "<", madeBefore)
    .where((where) =>
      where.not(where.exists(where.selectFrom("kept.document").select("id").whereRef("object", "=", "made.name"))),
    )
    .orderBy("made.made_at")
    .limit(limit)
    .execute();
  return rows.map(({ name }) => name);
}

/** Documents whose retention ended before a day and that nobody preserves, behind an address. */
export function endedDocuments(
  db: Sql,
  day: string,
  after: DocumentAddress,
  limit: number,
): Promise<DocumentAddress[]> {
  return db
    .selectFrom("kept.document")
    .select(["organisation", "id"])
    .where("object", "is not", null)
    .where("preserved", "=", false)
    .where("retain_until", "<", day)
    .where((where) => where(where.refTuple("organisation", "id"), ">", where.tuple(after.organisation, after.id)))
    .orderBy("organisation")
    .orderBy("id")
    .limit(limit)
    .execute();
}

/** Documents of an organisation whose key is wrapped under another one than the current. */
export function underOldKeys(
  db: Sql,
  organisation: MspId,
  keyId: string,
  after: string,
  limit: number,
): Promise<DocumentAddress[]> {
  return db
    .selectFrom("kept.document")
    .select(["organisation", "id"])
    .where("organisation", "=", organisation)
    .where("key_id", "!=", keyId)
    .where("id", ">", after)
    .orderBy("id")
    .limit(limit)
    .execute();
}
