// SPDX-License-Identifier: Apache-2.0
import { Membership } from "@licet/domain";
import { analyseProjection } from "@licet/gateway/database/migrate";
import type { SqlDatabase } from "@licet/gateway/database/sql-database";
import { Projection } from "@licet/gateway/readmodel/projection";
import { BATCH_MAX } from "@licet/gateway/readmodel/projector";
import { foundedMembers } from "@licet/gateway/testing/recorded-blocks";
import { sql } from "kysely";
import { issueOf } from "./events.js";

const MS_PER_SECOND = 1_000;
const US_PER_SECOND = 1_000_000;

/** After how many transactions the database looks at its rows anew, as the projector has it, and progress is told. */
const ANALYSE_EVERY = 5_000;
const PROGRESS_EVERY = 10_000;

/** Events that one statement adds. */
const EVENTS_AT_A_TIME = 50_000;

/** How long transactions took to become rows. */
export interface Filled {
  readonly perSecond: number;
  /** Processor seconds of this process for a thousand transactions: with PGlite the database's too. */
  readonly processorSecondsPerThousand: number;
}

/** Takes up so many transactions in batches of the projector's; what makes them is not in the figures. */
export async function project(name: string, database: SqlDatabase, transactions: number): Promise<Filled> {
  const members = Membership.of(foundedMembers(), "");
  let [ms, us] = [0, 0];
  for (let from = 1; from <= transactions; from += BATCH_MAX) {
    const upTo = Math.min(from + BATCH_MAX - 1, transactions);
    const events = Array.from({ length: upTo - from + 1 }, (_, at) => issueOf(from + at));
    const [started, before] = [performance.now(), process.cpuUsage()];
    await database.asGateway(async (db) => {
      await new Projection(db, members).take(events);
      await db
        .updateTable("ledger.projection")
        .set({ block: upTo, transaction: 0, newest_at: new Date(), projected_at: new Date() })
        .execute();
    });
    if (passes(from, upTo, ANALYSE_EVERY)) await analyseProjection(database);
    const { user, system } = process.cpuUsage(before);
    [ms, us] = [ms + performance.now() - started, us + user + system];
    if (!passes(from, upTo, PROGRESS_EVERY)) continue;
    process.stdout.write(`${name}: ${upTo} of ${transactions}, ${(upTo / (ms / MS_PER_SECOND)).toFixed(0)} a second\n`);
  }
  return {
    perSecond: transactions / (ms / MS_PER_SECOND),
    processorSecondsPerThousand: (us / US_PER_SECOND / transactions) * 1_000,
  };
}

/** Gives each licence events until there are so many in all: only their rows count here, and not how they came about. */
export async function addEvents(database: SqlDatabase, licences: number, events: number): Promise<void> {
  for (let from = licences; from < events; from += EVENTS_AT_A_TIME) {
    const upTo = Math.min(from + EVENTS_AT_A_TIME, events);
    await database.asGateway((db) =>
      sql`with added as (insert into ledger.event (block, transaction, transaction_id, at, creator, name, version, payload, subjects)
        select n, 0, lpad(to_hex(n), 64, '0'), now(), 'GBAuthorityMSP', 'LicenceReserved', 1, '{}',
          array['licence/GBSIEL' || lpad((1 + n % ${licences})::text, 7, '0')]
        from generate_series(${from + 1}::integer, ${upTo}::integer) n returning subjects[1] as subject, block, transaction)
        insert into ledger.event_subject select * from added`.execute(db),
    );
  }
}

function passes(from: number, upTo: number, every: number): boolean {
  return Math.floor((from - 1) / every) < Math.floor(upTo / every);
}
