// SPDX-License-Identifier: Apache-2.0
import { concernedBy, type JsonValue, type MspId, partiesInPart, type PartRef, rolesReading } from "@licet/domain";
import { sql } from "kysely";
import type { Database } from "../database/database.js";
import type { PartState } from "../database/ledger/tables.js";
import { findableIn } from "../readmodel/facets.js";
import { settleStatuses } from "../readmodel/settle-statuses.js";
import { standingOf } from "../readmodel/standing.js";

const SECONDS_A_BLOCK = 60;
const MS_PER_SECOND = 1_000;

/** A confidential part, and how much of it each organisation has. */
export interface GivenPart {
  readonly content: JsonValue;
  readonly held: Readonly<Record<MspId, PartState>>;
}

/** A record as a test puts it into the projection. */
export interface GivenRecord {
  readonly type: string;
  readonly id: string;
  readonly owner: MspId;
  readonly content: Readonly<Record<string, JsonValue | undefined>>;
  readonly parts?: Readonly<Record<string, GivenPart>>;
  readonly event?: string;
}

/** Fills the projection as the projector would, one record a block, a minute apart. */
export class ProjectedWorld {
  readonly #database: Database;
  readonly #startMs: number;
  #block = 0;

  constructor(database: Database, start: string) {
    this.#database = database;
    this.#startMs = Date.parse(start);
  }

  /** Last block. */
  get block(): number {
    return this.#block;
  }

  async put(given: GivenRecord): Promise<void> {
    this.#block += 1;
    const block = this.#block;
    const at = new Date(this.#startMs + block * SECONDS_A_BLOCK * MS_PER_SECOND).toISOString();
    const under = given.parts === undefined ? undefined : { kind: given.type, id: given.id };
    const content = withCommitments(given);
    const { status, dueAt } = standingOf(given.type, content);
    await this.#database.asGateway(async (db) => {
      const row = {
        owner: given.owner,
        address: `${given.type}/${given.id}`,
        proof: null,
        content: JSON.stringify(content),
        status,
        due_at: dueAt,
        part_kind: under?.kind ?? null,
        part_id: under?.id ?? null,
        problem: null,
        block,
        transaction: 0,
        transaction_id: block.toString(16).padStart(64, "0"),
        changed_at: at,
        created_block: block,
        created_at: at,
      };
      await db
        .insertInto("ledger.record")
        .values({ type: given.type, id: given.id, ...row } as never)
        .onConflict((conflict) => conflict.columns(["type", "id"]).doUpdateSet(row as never))
        .execute();
      await settleStatuses(db, [given]);
      await db
        .updateTable("ledger.projection")
        .set({ block, transaction: 0, newest_at: at, projected_at: at } as never)
        .execute();
    });
    await this.#findable(given.type, given.id, null, null, content);
    await this.#concerns(given.type, given.id, content);
    await this.#event(given, at);
    await this.#parts(given, under);
  }

  async #parts(
    { type, id, parts = {} }: GivenRecord,
    under: { readonly kind: string; readonly id: string } | undefined,
  ): Promise<void> {
    for (const [part, { content, held }] of Object.entries(parts)) {
      for (const [organisation, state] of Object.entries(held)) {
        const ref = { kind: under?.kind ?? "", id: under?.id ?? "", part };
        await this.#part(organisation, ref, state, content);
        if (state === "held") await this.#findable(type, id, organisation, part, content);
      }
    }
  }

  async #part(
    organisation: MspId,
    { kind, id, part }: { readonly kind: string; readonly id: string; readonly part: string },
    state: PartState,
    content: JsonValue,
  ): Promise<void> {
    const ref = { kind, id, part } as PartRef;
    const values = {
      organisation,
      kind,
      id,
      part,
      state,
      value_hash: state === "gone" ? null : "00",
      readers: rolesReading(ref, "each"),
      own_readers: rolesReading(ref, "own"),
      parties: state === "held" ? partiesInPart(ref, content) : [],
      content: state === "held" ? JSON.stringify(content) : null,
      block: this.#block,
      transaction: 0,
    };
    await this.#database.asGateway((db) => db.insertInto("ledger.part").values(values).execute());
  }

  async #findable(
    type: string,
    id: string,
    organisation: MspId | null,
    part: string | null,
    content: JsonValue,
  ): Promise<void> {
    const { facets, words } = findableIn(content);
    await this.#database.asGateway(async (db) => {
      await db
        .deleteFrom("ledger.facet")
        .where("type", "=", type)
        .where("id", "=", id)
        .where("part", part === null ? "is" : "=", part)
        .where("organisation", organisation === null ? "is" : "=", organisation)
        .execute();
      for (const { name, value } of facets) {
        await db.insertInto("ledger.facet").values({ type, id, name, value, organisation, part }).execute();
      }
      if (words === "") return;
      await sql`insert into ledger.words (type, id, organisation, part, words)
        values (${type}, ${id}, ${organisation}, ${part}, to_tsvector('simple', ${words})) on conflict do nothing`.execute(
        db,
      );
    });
  }

  async #concerns(type: string, id: string, content: JsonValue): Promise<void> {
    const concerned = concernedBy(type, content, id);
    if (concerned === undefined) return;
    const { kind, id: of, parties, besides = [] } = concerned;
    const rows = parties.map(({ party, until }) => ({
      source: `${type}/${id}`,
      kind,
      id: of,
      party,
      until: until ?? null,
      besides: besides.map((each) => `${each.type}/${each.id}`),
    }));
    await this.#database.asGateway((db) =>
      db
        .insertInto("ledger.concern")
        .values(rows as never)
        .execute(),
    );
  }

  async #event({ type, id, owner, event = "RecordChanged" }: GivenRecord, at: string): Promise<void> {
    const row = {
      block: this.#block,
      transaction: 0,
      transaction_id: this.#block.toString(16).padStart(64, "0"),
      at,
      creator: owner,
      name: event,
      version: 1,
      payload: "{}",
      subjects: [`${type}/${id}`],
    };
    const subject = { subject: `${type}/${id}`, block: this.#block, transaction: 0 };
    await this.#database.asGateway(async (db) => {
      await db
        .insertInto("ledger.event")
        .values(row as never)
        .execute();
      await db.insertInto("ledger.event_subject").values(subject).execute();
    });
  }
}

function withCommitments({ content, parts }: GivenRecord): JsonValue {
  if (parts === undefined) return content;
  return { ...content, commitments: Object.fromEntries(Object.keys(parts).map((part) => [part, "00"])) };
}
