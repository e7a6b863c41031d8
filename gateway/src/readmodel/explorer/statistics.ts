// SPDX-License-Identifier: Apache-2.0
import { type Kysely, sql } from "kysely";
import type { Database } from "../../database/database.js";
import type { Tables } from "../../database/tables.js";
import { type AsOf, asOf, type NewestBlock } from "../queries/as-of.js";
import type { ReadModelCaller } from "../queries/caller.js";

/** How long a period is. */
export const PERIODS = ["day", "week", "month"] as const;
export type Period = (typeof PERIODS)[number];

/** Periods of one answer at most, the last ones. */
export const PERIODS_MAX = 60;

/** Acts that stop something, and the field of their event that says why. */
const STOPS: Readonly<Record<string, string>> = {
  ApplicationDecided: "reason",
  LicenceSuspended: "reason",
  CertificateRepudiated: "reason",
  CertificateWithdrawn: "reason",
  PartySuspended: "reason",
  ConsignmentHeld: "reason",
  ConsignmentInvalidated: "reason",
  CustodyRefused: "code",
  IncidentReported: "code",
};

/** How often something was recorded within a period. */
export interface Volume {
  /** First day of the period, in UTC. */
  readonly from: string;
  readonly event: string;
  readonly count: number;
}

/** How often goods, licences, certificates or parties were stopped for a reason within a period. */
export interface Stops extends Volume {
  /** Code of the reason. */
  readonly code: string;
}

/** What was recorded, by period. */
export interface Statistics {
  readonly asOf: AsOf;
  readonly period: Period;
  readonly volume: readonly Volume[];
  readonly stops: readonly Stops[];
  /** How often what was verified on record came to which disposition. */
  readonly dispositions: readonly Stops[];
}

/** Counts what was recorded of proven records, by the public words of events. */
export class StatisticsReader {
  readonly #database: Database;
  readonly #ledger: NewestBlock;
  readonly #now: () => Date;

  constructor(database: Database, ledger: NewestBlock, now: () => Date = () => new Date()) {
    this.#database = database;
    this.#ledger = ledger;
    this.#now = now;
  }

  /** What was recorded in the last periods. */
  async read(caller: ReadModelCaller, period: Period, periods: number): Promise<Statistics> {
    const moment = { newestBlock: await this.#ledger.newestBlock(), now: this.#now() };
    return this.#database.asCaller(caller, async (db) => {
      const since = sql`date_trunc(${period}, now() at time zone 'UTC') - ${`${periods - 1} ${period}`}::interval`;
      const counted = await countsOf(db, period, since);
      return {
        asOf: await asOf(db, moment),
        period,
        volume: sumOf(counted),
        stops: counted.flatMap(({ code, ...rest }) => (isStop(rest.event) && code !== null ? [{ ...rest, code }] : [])),
        dispositions: counted.flatMap(({ code, ...rest }) =>
          rest.event === "VerificationRecorded" && code !== null ? [{ ...rest, code }] : [],
        ),
      };
    });
  }
}

interface Counted extends Volume {
  readonly code: string | null;
}

function isStop(event: string): boolean {
  return Object.hasOwn(STOPS, event);
}

/** Applications that were granted are volume and stop nothing: only refusals have a code here. */
async function countsOf(db: Kysely<Tables>, period: Period, since: ReturnType<typeof sql>): Promise<Counted[]> {
  const reasons = Object.keys(STOPS).filter((event) => STOPS[event] === "reason");
  const codes = Object.keys(STOPS).filter((event) => STOPS[event] === "code");
  const found = await sql<Counted>`
    select to_char(date_trunc(${period}, e.at at time zone 'UTC'), 'YYYY-MM-DD') as "from", e.name as event,
      case
        when e.name = 'VerificationRecorded' then e.payload ->> 'disposition'
        when e.name = 'ApplicationDecided' and e.payload ->> 'outcome' <> 'refuse' then null
        when e.name = any(${reasons}::text[]) then e.payload ->> 'reason'
        when e.name = any(${codes}::text[]) then e.payload ->> 'code'
      end as code,
      count(*)::integer as count
    from ledger.event e
    where e.at is not null and (e.at at time zone 'UTC') >= ${since}
    group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return found.rows;
}

function sumOf(counted: readonly Counted[]): Volume[] {
  const sums = new Map<string, Volume>();
  for (const { from, event, count } of counted) {
    const key = `${from}/${event}`;
    sums.set(key, { from, event, count: (sums.get(key)?.count ?? 0) + count });
  }
  return [...sums.values()];
}
