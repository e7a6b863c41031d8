// SPDX-License-Identifier: Apache-2.0
import type { components } from "../../api/schema";

/** What was recorded, by period. */
export type Statistics = components["schemas"]["Statistics"];

/** How long a period is. */
export type Period = Statistics["period"];

const DAY_MS = 86_400_000;
const DAYS_OF_WEEK = 7;

/** The last periods by their first day, oldest first, those in which nothing was recorded among them. */
export function periodsUntil(now: Date, period: Period, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) =>
    startOf(now, period, count - 1 - at)
      .toISOString()
      .slice(0, 10),
  );
}

/** The first day of a period so many before the one that a moment is in, in UTC; weeks begin on Monday. */
function startOf(now: Date, period: Period, back: number): Date {
  const year = now.getUTCFullYear();
  if (period === "month") return new Date(Date.UTC(year, now.getUTCMonth() - back, 1));
  const today = Date.UTC(year, now.getUTCMonth(), now.getUTCDate());
  if (period === "day") return new Date(today - back * DAY_MS);
  const sinceMonday = (now.getUTCDay() + DAYS_OF_WEEK - 1) % DAYS_OF_WEEK;
  return new Date(today - (sinceMonday + back * DAYS_OF_WEEK) * DAY_MS);
}

/** What is counted, with how often. */
export interface Counted {
  readonly from: string;
  readonly count: number;
}

/** How often something was counted within each period. */
export function perPeriod(periods: readonly string[], counted: readonly Counted[]): readonly number[] {
  return periods.map((from) => sumOf(counted.filter((one) => one.from === from)));
}

/** How often something was counted in all. */
export function sumOf(counted: readonly Counted[]): number {
  return counted.reduce((sum, { count }) => sum + count, 0);
}

/** How often each was counted, by what it is, the most frequent first. */
export function byName<C extends Counted>(
  counted: readonly C[],
  nameOf: (one: C) => string,
): readonly (readonly [string, number])[] {
  const sums = new Map<string, number>();
  for (const one of counted) sums.set(nameOf(one), (sums.get(nameOf(one)) ?? 0) + one.count);
  return [...sums].sort(([, one], [, other]) => other - one);
}
