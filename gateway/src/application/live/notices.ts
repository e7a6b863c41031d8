// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "@licet/domain";
import { sql, type SqlBool } from "kysely";
import type { Database } from "../../database/database.js";
import type { Reader } from "./feed.js";
import { NOTICES_PAGE_MAX } from "./limits.js";
import type { NoticeItem } from "./live-item.js";
import { noticeItem, noticesWithChecks } from "./stored-items.js";

/** Which notices are asked for. */
export interface NoticesAsked {
  readonly unread?: boolean | undefined;
  /** Id of the notice that the page begins behind. */
  readonly before?: string | undefined;
}

/** Notices that something changed since one's own or one's office's checks, newest first. */
export class Notices {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async list(reader: Reader, { unread, before }: NoticesAsked): Promise<{ notices: NoticeItem[]; before?: string }> {
    const rows = await this.#database.asCaller(reader, (db) => {
      let query = noticesWithChecks(db).where(ownOrOffice(reader));
      if (unread === true) query = query.where("notice.read_at", "is", null);
      if (before !== undefined)
        query = query.where(
          sql<SqlBool>`(notice.block, notice.transaction, notice.id) <
            (SELECT block, transaction, id FROM kept.notice WHERE id = ${before}::uuid)`,
        );
      return query
        .orderBy("notice.block", "desc")
        .orderBy("notice.transaction", "desc")
        .orderBy("notice.id", "desc")
        .limit(NOTICES_PAGE_MAX)
        .execute();
    });
    const notices = rows.map(noticeItem);
    const last = rows.length === NOTICES_PAGE_MAX ? notices.at(-1) : undefined;
    return { notices, ...(last === undefined ? {} : { before: last.id }) };
  }

  /**
   * Marks a notice as read.
   * @throws {LicetError} NOT_FOUND.
   */
  async markRead(reader: Reader, id: string): Promise<void> {
    const found = await this.#database.asCaller(reader, async (db) => {
      const seen = await noticesWithChecks(db).where(ownOrOffice(reader)).where("notice.id", "=", id).execute();
      if (seen.length === 0) return false;
      await db
        .updateTable("kept.notice")
        .set({ read_at: sql<Date>`coalesce(read_at, now())` })
        .where("id", "=", id)
        .execute();
      return true;
    });
    if (!found) throw new LicetError("NOT_FOUND", "You have no notice with this id.", { notice: id });
  }
}

function ownOrOffice({ person, office }: Reader) {
  return sql<SqlBool>`(notice.person = ${person} OR notice.office = ${office ?? null}::text)`;
}
