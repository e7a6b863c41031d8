// SPDX-License-Identifier: Apache-2.0
import type { FileKind, MspId, PartRef } from "@licet/domain";
import type { DocumentScan } from "../../database/kept/document-tables.js";

/** What is known of a file: all but its content. */
export interface Document {
  readonly id: string;
  readonly organisation: MspId;
  readonly sha256: string;
  readonly kind: FileKind;
  readonly mediaType: string;
  readonly bytes: number;
  readonly name: string | undefined;
  readonly scan: DocumentScan;
  readonly storedBy: string;
  readonly storedAt: Date;
  readonly receivedFrom: MspId | undefined;
  /** Last day that it must be kept, `YYYY-MM-DD`. */
  readonly retainUntil: string;
  readonly preserved: boolean;
  /** Where its content lies; undefined once that is deleted. */
  readonly content: DocumentContent | undefined;
  readonly goneBecause: string | undefined;
}

/** Where a file's content lies, and the key that it is encrypted under, itself encrypted. */
export interface DocumentContent {
  readonly object: string;
  readonly keyId: string;
  readonly wrapped: Uint8Array;
}

/** A part of a record that a file goes with. */
export interface DocumentSubject {
  readonly ref: PartRef;
  readonly addedBy: string;
  /** Whether the organisation did not hold the part when it was added. */
  readonly foreseen: boolean;
}

/** What is done with files, as the log names it. */
export const DOCUMENT_ACTS = [
  "stored",
  "sent-again",
  "seen",
  "read",
  "shared",
  "received",
  "preserved",
  "released",
  "withdrawn",
  "expired",
  "found-damaged",
  "key-changed",
] as const;
export type DocumentAct = (typeof DOCUMENT_ACTS)[number];

/** Why a file's content is deleted by a request. */
export const WITHDRAWAL_REASONS = ["sent-in-error", "superseded", "ordered", "retention-ended"] as const;
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number];

/** A file that is sent. */
export interface NewFile {
  readonly ref: PartRef;
  readonly kind: FileKind;
  /** A name of the table of media types. */
  readonly mediaType: string;
  readonly name: string | undefined;
  /** SHA-256 that it is said to have. */
  readonly sha256: string | undefined;
  readonly source: AsyncIterable<Uint8Array>;
}

/** A part that somebody may read and that a document goes with, and whether the part names the document. */
export interface Ground {
  readonly subject: DocumentSubject;
  readonly named: boolean;
}

/** A document as somebody may see it, with the parts that it goes with. */
export interface SeenDocument {
  readonly document: Document;
  readonly subjects: readonly DocumentSubject[];
  /** What the caller sees it by; undefined where they sent it about a record that is still to come. */
  readonly ground: Ground | undefined;
}
