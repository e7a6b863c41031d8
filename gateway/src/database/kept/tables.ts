// SPDX-License-Identifier: Apache-2.0
import type { JsonValue, MspId } from "@licet/domain";
import type { ColumnType, Generated, JSONColumnType } from "kysely";

/** JSON is written as text and read as what it says. */
type Json = JSONColumnType<Extract<JsonValue, object>>;

/** A list with its filters, as somebody keeps it. */
export interface ViewTable {
  readonly organisation: MspId;
  readonly person: string;
  readonly id: string;
  readonly name: string;
  readonly list: string;
  readonly filters: Json;
  readonly shared: boolean;
  /** Office that it is shared with; the whole organisation where null. */
  readonly office: string | null;
  /** Party that its keeper acts for: among those it is shared. */
  readonly party: string | null;
  readonly changed_at: ColumnType<Date, string, string>;
}

/** What somebody has begun and not sent. */
export interface DraftTable {
  readonly organisation: MspId;
  readonly person: string;
  readonly key: string;
  readonly version: number;
  /** JSON as it was given. */
  readonly content: string;
  readonly changed_at: ColumnType<Date, string, string>;
}

/** A list that somebody took away. */
export interface ExportLogTable {
  readonly number: Generated<number>;
  readonly organisation: MspId;
  readonly person: string;
  readonly role: string | null;
  readonly party: string | null;
  readonly list: string;
  readonly format: string;
  readonly filters: Json;
  readonly at: ColumnType<Date, string, string>;
  /** How many rows it was to have. */
  readonly rows: number;
  /** How many were handed over until it ended; null before. */
  readonly sent: number | null;
  readonly ended_at: ColumnType<Date | null, string | null | undefined, string>;
}

/** What tells whether a gateway has the keys of an organisation that others of the database have. */
export interface KeyCheckTable {
  readonly organisation: MspId;
  readonly key_id: string;
  /** What the organisation's key for names makes of a known text. */
  readonly name: string;
  /** The known text, encrypted under the key, in base64. */
  readonly sealed: string;
}
