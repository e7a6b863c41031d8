// SPDX-License-Identifier: Apache-2.0
import { type RawBuilder, sql } from "kysely";

/** What becomes of a record when its date passes and nobody writes it. */
interface Lapse {
  readonly from: readonly string[];
  readonly to: string;
  /** Whether the date is a calendar day, which counts to its end, or an instant. */
  readonly by: "day" | "instant";
}

/**
 * Statuses that follow from a date, by type of record; the ledger's own rules say the same when they are asked: licences by
 * `effectiveStatus`, offers by `hasLapsed`, certificates by their transitions.
 */
export const LAPSES: Readonly<Record<string, Lapse>> = {
  licence: { from: ["issued", "reinstated", "suspended"], to: "expired", by: "day" },
  certificate: {
    from: ["end-user-signed", "authority-certified", "verified-on-paper", "bound", "fulfilled"],
    to: "expired",
    by: "day",
  },
  party: { from: ["active"], to: "expired", by: "day" },
  signatory: { from: ["appointed"], to: "expired", by: "day" },
  hold: { from: ["open"], to: "lapsed", by: "instant" },
  "custody-head": { from: ["offered"], to: "offer-lapsed", by: "instant" },
};

/** A status that follows from other records, as a column says that the projection settles. */
export interface Settled {
  readonly to: string;
  /** A condition that an index answers. */
  readonly marked: RawBuilder<boolean>;
  /** Whether it is so of a record that is marked, where its date has not passed. */
  readonly holds: RawBuilder<boolean>;
}

/**
 * Statuses that follow from other records, by type of record: a licence of which nothing is left; a hold that the registering state has
 * overridden, before everybody but people of the state that placed it.
 */
export const SETTLED: Readonly<Record<string, Settled>> = {
  licence: { to: "exhausted", marked: sql`r.exhausted`, holds: isOneOf(["issued", "reinstated"]) },
  hold: {
    to: "released",
    marked: sql`r.standing is not null`,
    holds: sql`r.standing = 'overridden' and r.owner <> (select current_setting('licet.organisation', true))`,
  },
};

/** Whether a record's date has passed while its status would still hold. */
export function hasLapsed(type: string, now: Date): RawBuilder<boolean> {
  const lapse = LAPSES[type];
  if (lapse === undefined) return sql`false`;
  return sql`(${isOneOf(lapse.from)} and ${isPast(lapse, now)})`;
}

/** Status of a record of a type as it is now, not as the last transaction wrote it. */
export function statusNow(type: string, now: Date): RawBuilder<string | null> {
  return sql`(case when ${hasLapsed(type, now)} then ${LAPSES[type]?.to ?? ""}
    when ${isSettled(type)} then ${SETTLED[type]?.to ?? ""} else r.status end)`;
}

/**
 * Records whose status is now one of those that are asked for, as sets of conditions that no record meets two of: each is one that an
 * index answers.
 */
export function withStatusNow(type: string, asked: readonly string[], now: Date): RawBuilder<boolean>[][] {
  const lapse = LAPSES[type];
  const settled = SETTLED[type];
  const written = [
    isOneOf(asked),
    ...(lapse !== undefined && meets(asked, lapse.from) ? [sql<boolean>`not ${hasLapsed(type, now)}`] : []),
    ...(settled === undefined ? [] : [sql<boolean>`${isSettled(type)} is not true`]),
  ];
  const lapsed = lapse !== undefined && asked.includes(lapse.to) ? [[isOneOf(lapse.from), isPast(lapse, now)]] : [];
  const others =
    settled !== undefined && asked.includes(settled.to)
      ? [[settled.marked, settled.holds, sql<boolean>`not ${hasLapsed(type, now)}`]]
      : [];
  return [written, ...lapsed, ...others];
}

function isSettled(type: string): RawBuilder<boolean> {
  const settled = SETTLED[type];
  return settled === undefined ? sql`false` : sql`(${settled.marked} and ${settled.holds})`;
}

function isPast({ by }: Lapse, now: Date): RawBuilder<boolean> {
  const passed =
    by === "day" ? sql`r.due_at < ${dayOf(now)}::timestamptz` : sql`r.due_at <= ${now.toISOString()}::timestamptz`;
  return sql`(r.due_at is not null and ${passed})`;
}

function isOneOf(statuses: readonly string[]): RawBuilder<boolean> {
  return sql`r.status = any(${statuses}::text[])`;
}

function meets(asked: readonly string[], statuses: readonly string[]): boolean {
  return asked.some((status) => statuses.includes(status));
}

function dayOf(now: Date): string {
  return `${now.toISOString().slice(0, 10)}T00:00:00Z`;
}
