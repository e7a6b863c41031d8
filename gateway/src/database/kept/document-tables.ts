// SPDX-License-Identifier: Apache-2.0
import type { FileKind, JsonValue, MspId } from "@licet/domain";
import type { ColumnType, Generated, JSONColumnType } from "kysely";

/** Whether a scanner has looked at a file: it was clean, or there was none. */
export type DocumentScan = "clean" | "not-scanned";

/** A file that an organisation keeps. */
export interface DocumentTable {
  readonly organisation: MspId;
  /** What the organisation knows it by: a keyed hash of its content. */
  readonly id: string;
  /** SHA-256 of its content in hexadecimal. */
  readonly sha256: string;
  readonly kind: FileKind;
  readonly media_type: string;
  readonly bytes: number;
  /** Name that it was sent under; null where it was sent under none. */
  readonly name: string | null;
  readonly scan: DocumentScan;
  /** Who sent it, `name@mspId`; also of another organisation, which shared it. */
  readonly stored_by: string;
  readonly stored_at: Date;
  /** Organisation that shared it; null where it was sent by one's own. */
  readonly received_from: MspId | null;
  /** Last day that it must be kept, `YYYY-MM-DD`. */
  readonly retain_until: ColumnType<Date | string, string, string>;
  readonly preserved: Generated<boolean>;
  /** Name of its object in the store; null once its content is deleted. */
  readonly object: string | null;
  /** The organisation's key that the file's key is encrypted under, and that. */
  readonly key_id: string | null;
  readonly wrapped_key: ColumnType<Uint8Array | null, Uint8Array | null, Uint8Array | null>;
  /** Why its content is deleted; null while it is there. */
  readonly gone_because: string | null;
}

/** A confidential part that a file goes with. */
export interface DocumentSubjectTable {
  readonly organisation: MspId;
  readonly document: string;
  readonly record: string;
  readonly record_id: string;
  readonly part: string;
  readonly added_by: string;
  readonly added_at: Date;
  /** Whether the organisation did not hold the part when it was added: until the part names the file, only who added it sees it. */
  readonly foreseen: boolean;
}

/** Something that was done with a file: it is appended to and never changed. */
export interface DocumentLogTable {
  readonly number: Generated<number>;
  readonly organisation: MspId;
  readonly document: string;
  readonly at: Date;
  /** Who did it, `name@mspId`; `gateway` where it was nobody's request. */
  readonly person: string;
  readonly act: string;
  /** Method and route of the request, or what the gateway did by itself. */
  readonly route: string;
  readonly facts: JSONColumnType<Extract<JsonValue, object>>;
}

/** An object that lies in the store, or may lie there: one that no file refers to is removed. */
export interface DocumentObjectTable {
  readonly name: string;
  readonly organisation: MspId;
  readonly made_at: Date;
}
