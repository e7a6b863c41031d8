// SPDX-License-Identifier: Apache-2.0
import type { Disposition, MspId, Role } from "@licet/domain";
import type { ColumnType, Generated, JSONColumnType } from "kysely";

type Texts = ColumnType<string[], readonly string[], readonly string[]>;

/** A check that was answered, kept in the checker's own gateway and nowhere else. */
export interface CheckTable {
  readonly id: Generated<string>;
  readonly organisation: MspId;
  /** Who asked, `name@mspId`. */
  readonly person: string;
  readonly role: Role | null;
  /** Code of the office that they act for. */
  readonly office: string | null;
  /** What the answer rests on, as `type/id`: what was asked for, and once it is expanded what that stands on. */
  readonly subjects: Texts;
  readonly expanded: Generated<boolean>;
  readonly disposition: Disposition;
  /** Codes of the verdicts that led to it. */
  readonly codes: Texts;
  /** Newest block of the peer that answered; null where it did not say. */
  readonly block: number | null;
  readonly at: Generated<Date>;
}

/** That something changed since somebody checked: one for each person and change. */
export interface NoticeTable {
  readonly id: Generated<string>;
  readonly organisation: MspId;
  readonly person: string;
  readonly office: string | null;
  /** The latest of their checks that the change concerns. */
  readonly check: string;
  /** Where the change stands on the ledger. */
  readonly block: number;
  readonly transaction: number;
  /** Name of the ledger's event. */
  readonly name: string;
  /** Which of the check's subjects changed. */
  readonly subjects: Texts;
  readonly at: Generated<Date>;
  readonly read_at: Date | null;
}

/** How far the ledger has been followed. */
export interface FollowerTable {
  readonly name: string;
  readonly block: number;
  readonly transaction: number;
}

/** Why nothing is sent to a webhook. */
export type PauseReason = "by-owner" | "dead-letters" | "gone";

/** An organisation's subscription. */
export interface WebhookTable {
  readonly id: string;
  readonly organisation: MspId;
  readonly created_by: string;
  /** Role of whoever made it: it is told what they may see. */
  readonly role: Role;
  readonly url: string;
  readonly description: string;
  readonly filter: JSONColumnType<object>;
  readonly paused: PauseReason | null;
  /** Up to where the ledger's events are in the outbox. */
  readonly block: number;
  readonly transaction: number;
  readonly dead_in_a_row: Generated<number>;
  /** Which sender works on it, and until when nobody else does. */
  readonly lease: string | null;
  readonly leased_until: ColumnType<Date | null, Date | string | null, Date | string | null>;
  readonly created_at: Generated<Date>;
}

/** A key that a webhook is signed with. */
export interface WebhookKeyTable {
  readonly id: string;
  readonly webhook: string;
  readonly organisation: MspId;
  /** `whsec_` and the key in base64, as earlier releases wrote it; null once it is encrypted. */
  readonly secret: string | null;
  /** Which of the organisation's keys it is encrypted under. */
  readonly key_id: string | null;
  /** The encrypted key in base64. */
  readonly sealed: string | null;
  readonly created_at: Generated<Date>;
  /** Until when it signs beside its successor; null for the one in force. */
  readonly until: Date | null;
}

/** Where a delivery stands. */
export type DeliveryState = "pending" | "sent" | "dead";

/** One message to one webhook. */
export interface DeliveryTable {
  /** `webhook-id`: the same for every attempt. */
  readonly id: string;
  readonly webhook: string;
  readonly organisation: MspId;
  /** Order in which they are sent. */
  readonly number: Generated<number>;
  readonly name: string;
  readonly block: number;
  readonly transaction: number;
  readonly body: string;
  readonly state: Generated<DeliveryState>;
  readonly attempts: Generated<number>;
  readonly next_at: Generated<Date>;
  readonly tried_at: Date | null;
  /** What the last attempt came to, such as `204` or `timed-out`. */
  readonly outcome: string | null;
  readonly created_at: Generated<Date>;
}
