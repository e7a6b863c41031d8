// SPDX-License-Identifier: Apache-2.0
import type { MspId } from "@licet/domain";

/** What a notice tells of. */
export const NOTICE_KINDS = [
  "countersignature",
  "custody-offer",
  "hold",
  "status-change",
  "deadline-near",
  "deadline-passed",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Languages that notices are written in. */
export const NOTICE_LANGUAGES = ["en", "fr", "de", "ar"] as const;
export type NoticeLanguage = (typeof NOTICE_LANGUAGES)[number];

/** Where and how a person wants to be told. */
export interface NoticeSetting {
  readonly address: string;
  readonly language: NoticeLanguage;
  /** Kinds that the person does not want to be told of. */
  readonly muted: readonly NoticeKind[];
}

/** Somebody whom notices are for. */
export interface NoticeReader {
  /** `name@mspId`. */
  readonly person: string;
  readonly organisation: MspId;
}

/** A notice that is to be sent. It holds no word of what it is about. */
export interface NewNotice extends NoticeReader {
  readonly kind: NoticeKind;
  /** What it is about, once for each person and kind: the event's place on the ledger, or a digest of whose date it is. */
  readonly cause: string;
}

/** `waiting` to be sent, `sent`, `unwanted` (no address, or muted), or `dead`: given up after all attempts. */
export type NoticeState = "waiting" | "sent" | "unwanted" | "dead";

/** A notice as it is kept. */
export interface KeptNotice extends NewNotice {
  readonly id: string;
  readonly state: NoticeState;
  readonly createdAt: Date;
  /** How often it was tried. */
  readonly attempts: number;
  /** Why the last attempt failed, as a code; undefined where none did. */
  readonly lastError: string | undefined;
  readonly nextAttemptAt: Date;
}

/** What became of an attempt. */
export type NoticeOutcome =
  | { readonly state: "sent" | "unwanted" }
  | { readonly state: "dead"; readonly error: string }
  | { readonly state: "waiting"; readonly error: string; readonly nextAttemptAt: Date };

/** Keeps what people want to be told and what they are still to be told. */
export interface NoticeStore {
  /** Undefined where the person has set nothing: then nothing is sent. */
  settingOf(reader: NoticeReader): Promise<NoticeSetting | undefined>;
  /** Sets, or with undefined forgets, how a person wants to be told. */
  set(reader: NoticeReader, setting: NoticeSetting | undefined): Promise<void>;
  /** Adds notices; one that is there already is not added again. */
  add(notices: readonly NewNotice[], now: Date): Promise<void>;
  /** Takes notices that are due, so that nobody else takes them before `until`; counts the attempt. */
  claim(now: Date, until: Date, max: number): Promise<readonly KeptNotice[]>;
  settle(id: string, outcome: NoticeOutcome): Promise<void>;
  /** A person's newest notices. */
  newestOf(reader: NoticeReader, max: number): Promise<readonly KeptNotice[]>;
  /** Has a dead notice of a person's sent once more; answers whether there was one. */
  revive(reader: NoticeReader, id: string, now: Date): Promise<boolean>;
  /** Forgets notices that are settled and were made before a moment. */
  sweep(before: Date): Promise<void>;
}
