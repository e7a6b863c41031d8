// SPDX-License-Identifier: Apache-2.0
import type { Disposition, JsonValue, MspId } from "@licet/domain";
import type { Position } from "./position.js";

/** What both kinds of items say. */
interface LiveItemBase {
  readonly position: Position;
  readonly name: string;
  readonly subjects: readonly string[];
}

/** An event of the ledger. */
export interface LedgerItem extends LiveItemBase {
  readonly kind: "ledger";
  readonly transactionId: string;
  readonly at: Date | null;
  readonly organisation: MspId;
  readonly version: number;
  readonly payload: JsonValue;
}

/** That something changed since somebody checked; for their organisation and nobody else. */
export interface NoticeItem extends LiveItemBase {
  readonly kind: "notice";
  readonly id: string;
  /** Whom it is for. */
  readonly organisation: MspId;
  readonly person: string;
  readonly office: string | null;
  readonly check: {
    readonly id: string;
    readonly at: Date;
    readonly block: number | null;
    readonly disposition: Disposition;
    readonly codes: readonly string[];
  };
  /** Name of the ledger's event that changed it. */
  readonly change: string;
  readonly at: Date;
  readonly readAt: Date | null;
}

/** What is told to whoever listens. */
export type LiveItem = LedgerItem | NoticeItem;
