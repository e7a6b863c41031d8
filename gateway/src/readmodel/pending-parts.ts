// SPDX-License-Identifier: Apache-2.0
import { hashOf, type PartRef, PartReference } from "@licet/domain";
import { sql } from "kysely";
import { attempt } from "../blocks/attempt.js";
import type { Database } from "../database/database.js";
import type { PartTable } from "../database/ledger/tables.js";
import type { HeldParts } from "../ports/parts.js";
import { takeLatePart } from "./projection.js";

/** Pending parts that are asked for at a time. */
export const PENDING_MAX = 100;

type PendingRow = Pick<PartTable, "kind" | "id" | "part" | "value_hash" | "block" | "transaction">;

/** Before every part. */
const FIRST = { block: -1, transaction: -1, kind: "", id: "", part: "" } as const;

/**
 * Parts that an organisation is to hold, and of which nothing had come when their transaction was taken up. Each is asked for in its
 * turn, so that those which never come keep none of the others waiting; those that nobody whom this gateway knows may read are no more
 * asked for.
 */
export class PendingParts {
  readonly #database: Database;
  readonly #parts: HeldParts;
  #after: Omit<PendingRow, "value_hash"> = FIRST;

  constructor(database: Database, parts: HeldParts) {
    this.#database = database;
    this.#parts = parts;
  }

  /** Asks again for what nobody was known to read: whom this gateway knows may be others by now. */
  async askAnew(): Promise<void> {
    await this.#database.asGateway((db) =>
      db
        .updateTable("ledger.part")
        .set({ state: "pending" })
        .where("organisation", "=", this.#parts.organisation)
        .where("state", "=", "unread")
        .execute(),
    );
  }

  /**
   * Fills what the organisation holds by now of the next pending parts, so many at most.
   * @throws {LedgerError}
   */
  async fill(): Promise<void> {
    const pending = await this.#next();
    this.#after = pending.length < PENDING_MAX ? FIRST : (pending.at(-1) ?? FIRST);
    for (const row of pending) await this.#fillOne(row);
  }

  #next(): Promise<PendingRow[]> {
    const { block, transaction, kind, id, part } = this.#after;
    return this.#database.asGateway((db) =>
      db
        .selectFrom("ledger.part")
        .select(["kind", "id", "part", "value_hash", "block", "transaction"])
        .where("organisation", "=", this.#parts.organisation)
        .where("state", "=", "pending")
        .where(sql<boolean>`(block, transaction, kind, id, part) > (${block}, ${transaction}, ${kind}, ${id}, ${part})`)
        .orderBy("block")
        .orderBy("transaction")
        .orderBy("kind")
        .orderBy("id")
        .orderBy("part")
        .limit(PENDING_MAX)
        .execute(),
    );
  }

  async #fillOne({ kind, id, part, value_hash: valueHash, block, transaction }: PendingRow): Promise<void> {
    const { organisation } = this.#parts;
    const ref: PartRef = PartReference.parse({ kind, id, part });
    if (this.#parts.isRead?.(ref) === false) return this.#setUnread(ref);
    const held = await this.#parts.read(ref);
    if (held === undefined || valueHash === null || attempt(() => hashOf({ ...held })) !== valueHash) return;
    await this.#database.asGateway((db) =>
      takeLatePart(db, { organisation, ref, held, valueHash, block, transaction }),
    );
  }

  async #setUnread({ kind, id, part }: PartRef): Promise<void> {
    await this.#database.asGateway((db) =>
      db
        .updateTable("ledger.part")
        .set({ state: "unread" })
        .where("organisation", "=", this.#parts.organisation)
        .where("kind", "=", kind)
        .where("id", "=", id)
        .where("part", "=", part)
        .where("state", "=", "pending")
        .execute(),
    );
  }
}
