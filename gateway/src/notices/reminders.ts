// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Database } from "../database/database.js";
import type { Tables } from "../database/tables.js";
import { hasLapsed, LAPSES } from "../readmodel/queries/status-now.js";
import { type Deadline, DEADLINES, type DueRecord, PASSED_MS } from "./deadlines.js";
import type { Notices } from "./notices.js";
import type { NoticePlan } from "./notice-for.js";

/** How often dates are looked at, in milliseconds. */
const INTERVAL_MS = 60_000;

/** Records that are read at once. */
const PAGE_RECORDS = 500;

/** A record whose date is near or has passed. */
interface Found extends DueRecord {
  readonly passed: boolean;
  /** The date as the database writes it, to the microsecond, for the next page to begin behind. */
  readonly place: string;
}

/** What reminders work with. */
export interface ReminderParts {
  readonly database: Database;
  readonly notices: Pick<Notices, "tell">;
  readonly onError: (error: unknown) => void;
  /** The clock; this machine's where left out. Dates pass by no transaction. */
  readonly now?: () => Date;
}

/**
 * Tells people that a date of a record is near, and that it has passed while nobody ended the record. Each is told once: what was told is
 * known by the notices that are kept, which outlive it. A date that is moved is another date.
 */
export class Reminders {
  readonly #database: Database;
  readonly #notices: Pick<Notices, "tell">;
  readonly #onError: (error: unknown) => void;
  readonly #now: () => Date;
  /** What the last look found and told, so that it is not written again at each look. */
  #told: ReadonlySet<string> = new Set();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();

  constructor({ database, notices, onError, now = () => new Date() }: ReminderParts) {
    this.#database = database;
    this.#notices = notices;
    this.#onError = onError;
    this.#now = now;
  }

  /** Looks now, and from time to time. */
  start(): void {
    const look = (): void => {
      this.#looking = this.#looking.then(() => this.look()).catch(this.#onError);
    };
    this.#timer = setInterval(look, INTERVAL_MS).unref();
    look();
  }

  /** Ends after the look that goes on. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  /** Tells of every date that is near or has passed, and that was not told of. */
  async look(): Promise<void> {
    const now = this.#now();
    const told = new Set<string>();
    for (const [type, deadline] of Object.entries(DEADLINES)) {
      for await (const found of this.#near(type, deadline, now)) {
        const { plan, cause } = reminderOf(found, deadline);
        const key = `${plan.kind} ${JSON.stringify(plan.audience)} ${cause}`;
        if (!told.has(key) && !this.#told.has(key)) await this.#notices.tell(plan, cause, now);
        told.add(key);
      }
    }
    this.#told = told;
  }

  async *#near(type: string, { leadMs }: Deadline, now: Date): AsyncGenerator<Found> {
    const until = new Date(now.getTime() + leadMs);
    let after = { place: new Date(now.getTime() - PASSED_MS).toISOString(), id: "" };
    for (;;) {
      const page = await this.#database.asGateway((db) => pageOf(db, type, { after, until, now }));
      yield* page;
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE_RECORDS) return;
      after = last;
    }
  }
}

interface Span {
  readonly after: { readonly place: string; readonly id: string };
  readonly until: Date;
  readonly now: Date;
}

async function pageOf(db: Kysely<Tables>, type: string, { after, until, now }: Span): Promise<readonly Found[]> {
  const { rows } = await sql<Found>`
    select r.type, r.id, r.owner, r.due_at as "dueAt", r.due_at::text as place, ${hasLapsed(type, now)} as passed,
      r.content->>'custodian' as custodian, r.content->'pending'->>'receivedBy' as "receivedBy"
    from ledger.record r
    where r.type = ${type} and r.status = any(${LAPSES[type]?.from ?? []}::text[])
      and r.doubt is null and r.problem is null
      and (r.due_at, r.id) > (${after.place}::timestamptz, ${after.id})
      and r.due_at <= ${until.toISOString()}::timestamptz
    order by r.due_at, r.id limit ${PAGE_RECORDS}`.execute(db);
  return rows;
}

/** The cause says no more than the notice: of a reference a digest is kept. */
function reminderOf(found: Found, deadline: Deadline): { readonly plan: NoticePlan; readonly cause: string } {
  const { type, id, dueAt, passed } = found;
  const plan: NoticePlan = passed
    ? { kind: "deadline-passed", audience: deadline.passed(found) }
    : { kind: "deadline-near", audience: deadline.near(found) };
  const what = deadline.each === "day" ? [type] : [type, id];
  const digest = createHash("sha256").update([...what, dueAt.toISOString()].join("\n"));
  return { plan, cause: `due:${digest.digest("hex").slice(0, 32)}` };
}
