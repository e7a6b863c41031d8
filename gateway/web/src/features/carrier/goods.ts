// SPDX-License-Identifier: Apache-2.0
import { CustodyHead } from "@licet/domain/custody/schemas";
import type { QueuePage } from "../../api/queues";

/** A row of a working list of goods. */
export type GoodsRow = QueuePage["items"][number];

/** Goods as their row tells of them. */
export interface Goods {
  readonly consignment: string;
  readonly head: CustodyHead;
  /** Unique consignment reference, which stands on the papers; undefined where the channel does not say. */
  readonly ucr: string | undefined;
  /** When the chain last changed; null where nobody said. */
  readonly changedAt: string | null;
  /** Whether an offer has run out, which leaves the goods where they are. */
  readonly offerLapsed: boolean;
}

/** What a row says, or undefined where this page cannot read it, which is told and not passed over. */
export function goodsOf(row: GoodsRow): Goods | undefined {
  const parsed = CustodyHead.safeParse(row.record);
  if (!parsed.success) return undefined;
  const ucr = row.beside["consignment"]?.["ucr"];
  return {
    consignment: row.id,
    head: parsed.data,
    ucr: typeof ucr === "string" ? ucr : undefined,
    changedAt: row.changedAt,
    offerLapsed: row.status === "offer-lapsed",
  };
}

/** Where the goods go in the end, as far as the chain says. */
export function destinationOf({ head }: Goods): string | undefined {
  return head.route?.at(-1);
}
