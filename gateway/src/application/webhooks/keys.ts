// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from "node:crypto";
import type { MspId } from "@licet/domain";
import { type Kysely, type Selectable, sql } from "kysely";
import type { Database } from "../../database/database.js";
import type { WebhookKeyTable } from "../../database/kept/live-tables.js";
import type { Tables } from "../../database/tables.js";
import type { DocumentKeys } from "../../ports/document-keys.js";

type KeyRow = Pick<Selectable<WebhookKeyTable>, "id" | "organisation" | "secret" | "key_id" | "sealed">;

const KEY_COLUMNS = ["id", "organisation", "secret", "key_id", "sealed"] as const;

/** Keys that webhooks are signed with, as the database holds them: encrypted under a key of their organisation. */
export class WebhookKeys {
  readonly #keys: DocumentKeys;

  constructor(keys: DocumentKeys) {
    this.#keys = keys;
  }

  /** Organisations whose webhooks this gateway can sign for. */
  get organisations(): readonly MspId[] {
    return this.#keys.organisations;
  }

  /** Enters a key of a webhook. */
  async enter(db: Kysely<Tables>, webhook: string, organisation: MspId, secret: string): Promise<void> {
    const id = randomUUID();
    const sealed = this.#seal(organisation, id, secret);
    await db
      .insertInto("kept.webhook_key")
      .values({ id, webhook, organisation, ...sealed })
      .execute();
  }

  /** Keys of a webhook that are in force and that this gateway can open, the newest first. */
  async inForce(db: Kysely<Tables>, webhook: string): Promise<string[]> {
    const rows = await db
      .selectFrom("kept.webhook_key")
      .select(KEY_COLUMNS)
      .where("webhook", "=", webhook)
      .where((where) => where.or([where("until", "is", null), where("until", ">", sql<Date>`now()`)]))
      .orderBy("created_at", "desc")
      .execute();
    return rows.map((row) => this.#open(row)).filter((secret) => secret !== undefined);
  }

  /**
   * Encrypts what an earlier release wrote in the clear, and anew what lies under a key that is not its organisation's current one.
   * What cannot be opened stays as it is.
   * @returns how many were encrypted
   */
  async settle(database: Database): Promise<number> {
    let settled = 0;
    for (const organisation of this.organisations)
      settled += await database.asGateway((db) => this.#settleOf(db, organisation));
    return settled;
  }

  async #settleOf(db: Kysely<Tables>, organisation: MspId): Promise<number> {
    const current = this.#keys.currentKeyId(organisation);
    const rows = await db
      .selectFrom("kept.webhook_key")
      .select(KEY_COLUMNS)
      .where("organisation", "=", organisation)
      .where((where) => where.or([where("key_id", "is", null), where("key_id", "!=", current)]))
      .forUpdate()
      .execute();
    let settled = 0;
    for (const row of rows) {
      const secret = this.#open(row);
      if (secret === undefined) continue;
      const sealed = this.#seal(organisation, row.id, secret);
      await db
        .updateTable("kept.webhook_key")
        .set({ secret: null, ...sealed })
        .where("id", "=", row.id)
        .execute();
      settled += 1;
    }
    return settled;
  }

  #seal(organisation: MspId, id: string, secret: string): { readonly key_id: string; readonly sealed: string } {
    const { keyId, wrapped } = this.#keys.wrap(organisation, boundTo(id), Buffer.from(secret, "utf8"));
    return { key_id: keyId, sealed: Buffer.from(wrapped).toString("base64") };
  }

  #open({ id, organisation, secret, key_id: keyId, sealed }: KeyRow): string | undefined {
    if (keyId === null || sealed === null) return secret ?? undefined;
    const wrapped = Buffer.from(sealed, "base64");
    const opened = this.#keys.unwrap(organisation, boundTo(id), { keyId, wrapped });
    return opened === undefined ? undefined : Buffer.from(opened).toString("utf8");
  }
}

/** No document's id looks like it, so that neither opens as the other. */
function boundTo(id: string): string {
  return `webhook-key/${id}`;
}
