// SPDX-License-Identifier: Apache-2.0
import type { MspId, Role } from "@licet/domain";
import type { Kysely } from "kysely";
import type { Tables } from "./tables.js";

/** On whose behalf rows are read: the database shows what is for them, whatever the query asks. */
export interface DatabaseCaller {
  readonly organisation: MspId;
  /** Who asks, `name@mspId`. */
  readonly person: string;
  /** Role on the ledger; left out by somebody who has none. */
  readonly role?: Role | undefined;
  /** Register id of the party that they act for. */
  readonly party?: string | undefined;
}

/** Work that runs in one transaction: what it throws undoes it. */
export type DatabaseWork<T> = (sql: Kysely<Tables>) => Promise<T>;

/**
 * The gateway's own database: what it has projected from the ledger (schema `ledger`, which can be rebuilt at any time) and what people
 * keep in it (schema `kept`, which a rebuild does not touch).
 */
export interface Database {
  readonly kind: "pglite" | "postgres";
  /** One transaction as the gateway itself: the projector, and whatever belongs to nobody's request. */
  asGateway<T>(work: DatabaseWork<T>): Promise<T>;
  /** One transaction on somebody's behalf, under row-level security. */
  asCaller<T>(caller: DatabaseCaller, work: DatabaseWork<T>): Promise<T>;
  close(): Promise<void>;
}
