// SPDX-License-Identifier: Apache-2.0
import type { Generated } from "kysely";

/** How a person wants to be told; see the port `NoticeStore`. */
export interface MailSettingTable {
  readonly person: string;
  readonly organisation: string;
  readonly address: string;
  readonly language: string;
  readonly muted: string[];
}

/** Something that a person is to be told; see the port `NoticeStore`. */
export interface MailTable {
  readonly id: Generated<string>;
  readonly person: string;
  readonly organisation: string;
  readonly kind: string;
  readonly cause: string;
  readonly state: "waiting" | "sent" | "unwanted" | "dead";
  readonly created_at: Date;
  readonly attempts: Generated<number>;
  readonly last_error: string | null;
  readonly next_attempt_at: Date;
}
