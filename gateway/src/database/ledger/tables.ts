// SPDX-License-Identifier: Apache-2.0
import type { JsonValue, MspId, Role, Standing } from "@licet/domain";
import type { ColumnType, Generated, JSONColumnType } from "kysely";

/** JSON is written as text and read as what it says. */
type Json = JSONColumnType<Extract<JsonValue, object>>;

/** Where a row stems from: block and index within it of the transaction that last changed it. */
interface Position {
  readonly block: number;
  readonly transaction: number;
}

/** How far the projection has come; one row. */
export interface ProjectionTable {
  readonly one: Generated<boolean>;
  /** Which schema it was made in. */
  readonly form: string;
  /** Last transaction that is in it; null before the first. */
  readonly block: number | null;
  readonly transaction: number | null;
  /** Its id: where the channel holds it elsewhere, the projection is of another channel. */
  readonly transaction_id: string | null;
  /** When that transaction was made, as its client says. */
  readonly newest_at: Date | null;
  /** When it was last brought forward, by this machine's clock. */
  readonly projected_at: Date | null;
}

/** A record that its owner has proven, as it stands; or an entry of a proven chain. */
export interface RecordTable extends Position {
  /** Type of its key on the channel, such as `licence`. */
  readonly type: string;
  readonly id: string;
  readonly owner: MspId;
  /** Address that its proof names; of an entry, the hash that leads to it. */
  readonly address: string;
  /** SHA-256 of the key of its proof in the owner's collection; null for entries, which have none. */
  readonly proof: string | null;
  /** Of an entry, the reference of the record that it hangs under; null for what has a proof. */
  readonly head: string | null;
  readonly content: Json;
  readonly status: string | null;
  /** Of a licence: whether nothing is left of any of its lines, and nothing reserved may come back. */
  readonly exhausted: Generated<boolean>;
  /** When it lapses or is due; null where nothing is. */
  readonly due_at: Date | null;
  /** What its confidential parts lie under; null where it has none. */
  readonly part_kind: string | null;
  readonly part_id: string | null;
  /** Why it counts no more, as the end of a sentence: its proof is gone, or it cannot be read. It is shown to nobody. */
  readonly doubt: string | null;
  /** Why the ledger would not read it, as the end of a sentence; such a record is shown to nobody. */
  readonly problem: string | null;
  /** How the ledger would have it stand by what other records say; null where it stands as it says itself. */
  readonly standing: Standing | null;
  /** What it has to be looked at again for when it changes: `type/id` of records, `hash/ORGANISATION/key hash` of private keys. */
  readonly relies_on: ColumnType<string[], readonly string[], readonly string[]>;
  readonly transaction_id: string;
  readonly changed_at: Date | null;
  readonly created_block: number;
  readonly created_at: Date | null;
}

/** How much an organisation has of a confidential part; `unread` where it has it, and nobody of it is known who may read it. */
export type PartState = "held" | "pending" | "unread" | "hashed" | "gone";

/** A confidential part in one organisation's collection. */
export interface PartTable extends Position {
  readonly organisation: MspId;
  readonly kind: string;
  readonly id: string;
  readonly part: string;
  readonly state: PartState;
  /** Hash of the value in the collection; null where it was deleted or purged. */
  readonly value_hash: string | null;
  /** Roles that read it, whatever it concerns. */
  readonly readers: ColumnType<Role[], readonly Role[], readonly Role[]>;
  /** Roles that read it where it concerns the party that they act for. */
  readonly own_readers: ColumnType<Role[], readonly Role[], readonly Role[]>;
  /** Register ids of the parties that it concerns by itself. */
  readonly parties: ColumnType<string[], readonly string[], readonly string[]>;
  /** Parties that another part of the same record names, where those it concerns may read this one too. */
  readonly parties_beside: ColumnType<string[], readonly string[] | undefined, readonly string[]>;
  readonly content: JSONColumnType<Extract<JsonValue, object>, string | null, string | null> | null;
}

/** A party that a record concerns by what the channel says: declarant, owner, custodian, who is offered the goods. */
export interface ConcernTable {
  /** Record that says so, as `type/id`. */
  readonly source: string;
  /** Kind and reference of the confidential parts that concern the party. */
  readonly kind: string;
  readonly id: string;
  readonly party: string;
  /** Until when; null for good. */
  readonly until: Date | null;
  /** Records that must count besides the source, as `type/id`. */
  readonly besides: ColumnType<string[], readonly string[] | undefined, readonly string[]>;
}

/** Hash of what lies under a key of an organisation's collection. */
export interface PrivateHashTable {
  readonly organisation: MspId;
  readonly key_hash: string;
  readonly value_hash: string;
}

/** A value by which a record is found; with an organisation where it stems from a confidential part. */
export interface FacetTable {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly organisation: MspId | null;
  readonly part: string | null;
}

/** Words by which a record is found. */
export interface WordsTable {
  readonly type: string;
  readonly id: string;
  readonly organisation: MspId | null;
  readonly part: string | null;
  readonly words: ColumnType<string, string, string>;
}

/** What a recorded transaction told everybody, of records that are proven. */
export interface EventTable extends Position {
  readonly transaction_id: string;
  readonly at: Date | null;
  readonly creator: MspId;
  readonly name: string;
  readonly version: number;
  readonly payload: Json;
  /** The records that it changed, as `type/id`. */
  readonly subjects: ColumnType<string[], readonly string[], readonly string[]>;
}

/** A record that an event changed: its last changes are found by it, however many it has had. */
export interface EventSubjectTable extends Position {
  /** The record, as `type/id`. */
  readonly subject: string;
}
