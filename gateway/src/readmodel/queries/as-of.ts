// SPDX-License-Identifier: Apache-2.0
import type { Kysely } from "kysely";
import type { Tables } from "../../database/tables.js";

const MS_PER_SECOND = 1_000;

/** How recent an answer is. What is left out is not known. */
export interface AsOf {
  /** Last block that is in the read model; left out before the first. */
  readonly block?: number;
  /** When its newest transaction was made, as its client says. */
  readonly blockAt?: string;
  /** When the read model was last brought forward. */
  readonly projectedAt?: string;
  /** Seconds since the newest transaction was made. */
  readonly ageSeconds?: number;
  /** Blocks that the ledger has and the read model has not; left out where no peer says how many it has. */
  readonly behind?: number;
}

/** Who is asked for the number of the ledger's newest block; undefined where nobody says. */
export interface NewestBlock {
  newestBlock(): Promise<number | undefined>;
}

/** The moment of a question, and what was heard of the ledger just before the rows are read. */
export interface Moment {
  readonly now: Date;
  readonly newestBlock: number | undefined;
}

/** How far the read model has come, as the transaction sees it that reads the rows. */
export async function asOf(db: Kysely<Tables>, { now, newestBlock }: Moment): Promise<AsOf> {
  const found = await db
    .selectFrom("ledger.projection")
    .select(["block", "newest_at", "projected_at"])
    .executeTakeFirst();
  const { block, newest_at: blockAt, projected_at: projectedAt } = found ?? {};
  return {
    ...(block === null || block === undefined ? {} : { block }),
    ...(blockAt === null || blockAt === undefined ? {} : ageOf(blockAt, now)),
    ...(projectedAt === null || projectedAt === undefined ? {} : { projectedAt: projectedAt.toISOString() }),
    ...(newestBlock === undefined ? {} : { behind: Math.max(0, newestBlock - (block ?? -1)) }),
  };
}

/** A client's clock may be ahead of this one by minutes: nothing is younger than now. */
function ageOf(blockAt: Date, now: Date): Pick<AsOf, "blockAt" | "ageSeconds"> {
  const ageSeconds = Math.max(0, Math.floor((now.getTime() - blockAt.getTime()) / MS_PER_SECOND));
  return { blockAt: blockAt.toISOString(), ageSeconds };
}
