// SPDX-License-Identifier: Apache-2.0
import { type Kysely, type RawBuilder, type Selectable, type SelectQueryBuilder, type SqlBool, sql } from "kysely";
import type { Disposition, JsonValue, MspId } from "@licet/domain";
import type { CheckTable, NoticeTable } from "../../database/kept/live-tables.js";
import type { Tables } from "../../database/tables.js";
import { CHECK_CHANGED } from "./event-filter.js";
import type { LedgerItem, LiveItem, NoticeItem } from "./live-item.js";
import { comparePositions, type Position } from "./position.js";
import { subjectsOfEvent } from "./subjects-of-event.js";

/** Which events are read: those behind the first position, up to the second. */
export interface Span {
  readonly after: Position;
  readonly through: Position;
}

type Sql = Kysely<Tables>;

/** Rows whose position lies in a span. */
function within({ after, through }: Span): RawBuilder<SqlBool> {
  return sql<SqlBool>`(block, transaction) > (${after.block}::bigint, ${after.transaction}::integer)
    and (block, transaction) <= (${through.block}::bigint, ${through.transaction}::integer)`;
}

/** Events of the ledger in a span, in order. */
export async function readEvents(db: Sql, span: Span, limit: number, names?: readonly string[]): Promise<LedgerItem[]> {
  if (names?.length === 0) return [];
  let query = db.selectFrom("ledger.event").selectAll().where(within(span));
  if (names !== undefined) query = query.where("name", "in", [...names]);
  const rows = await query.orderBy("block").orderBy("transaction").limit(limit).execute();
  return rows.map((row) => {
    const payload = row.payload as unknown as JsonValue;
    return {
      kind: "ledger",
      position: { block: row.block, transaction: row.transaction },
      name: row.name,
      subjects: subjectsOfEvent(row.subjects),
      transactionId: row.transaction_id,
      at: row.at,
      organisation: row.creator,
      version: row.version,
      payload,
    };
  });
}

/** What is read of a notice and its check. */
interface NoticeRow extends Pick<
  Selectable<NoticeTable>,
  "id" | "organisation" | "person" | "office" | "block" | "transaction" | "name" | "subjects" | "at" | "read_at"
> {
  readonly check_id: string;
  readonly checked_at: Date;
  readonly checked_block: number | null;
  readonly disposition: Disposition;
  readonly codes: string[];
}

/** Tables of a query of notices. */
type NoticesTables = Tables & { readonly notice: NoticeTable; readonly checked: CheckTable };

type NoticesQuery = SelectQueryBuilder<NoticesTables, "notice" | "checked", NoticeRow>;

/** Notices with the checks that they are about, newest last; what narrows them is the caller's to say. */
export function noticesWithChecks(db: Sql): NoticesQuery {
  return db
    .selectFrom("kept.notice as notice")
    .innerJoin("kept.check as checked", "checked.id", "notice.check")
    .select([
      "notice.id",
      "notice.organisation",
      "notice.person",
      "notice.office",
      "notice.block",
      "notice.transaction",
      "notice.name",
      "notice.subjects",
      "notice.at",
      "notice.read_at",
      "checked.id as check_id",
      "checked.at as checked_at",
      "checked.block as checked_block",
      "checked.disposition",
      "checked.codes",
    ]);
}

/** A notice as it is told. */
export function noticeItem(row: NoticeRow): NoticeItem {
  return {
    kind: "notice",
    id: row.id,
    position: { block: row.block, transaction: row.transaction },
    name: CHECK_CHANGED,
    subjects: row.subjects,
    organisation: row.organisation,
    person: row.person,
    office: row.office,
    check: {
      id: row.check_id,
      at: row.checked_at,
      block: row.checked_block,
      disposition: row.disposition,
      codes: row.codes,
    },
    change: row.name,
    at: row.at,
    readAt: row.read_at,
  };
}

/** Notices of the span, of one organisation or of all. */
export async function readNotices(db: Sql, { after, through }: Span, organisation?: MspId): Promise<NoticeItem[]> {
  let query = noticesWithChecks(db)
    .where(sql<SqlBool>`(notice.block, notice.transaction) > (${after.block}::bigint, ${after.transaction}::integer)`)
    .where(
      sql<SqlBool>`(notice.block, notice.transaction) <= (${through.block}::bigint, ${through.transaction}::integer)`,
    );
  if (organisation !== undefined) query = query.where("notice.organisation", "=", organisation);
  const rows = await query.orderBy("notice.block").orderBy("notice.transaction").orderBy("notice.id").execute();
  return rows.map(noticeItem);
}

/** Both kinds in the order in which they are told: a notice before the event of its position, so that whoever goes on behind that event has had it. */
export function inOrder(items: readonly LiveItem[]): LiveItem[] {
  return [...items].sort((a, b) => comparePositions(a.position, b.position) || rank(a) - rank(b));
}

function rank({ kind }: LiveItem): number {
  return kind === "notice" ? 0 : 1;
}
