// SPDX-License-Identifier: Apache-2.0

/** How long something has, or has had, in calendar days, and the day that this is counted to or from. */
export interface RowClock {
  /** `over`: its date has passed and nobody has ended it; `left`: until its date; `open`: since it was recorded. */
  readonly kind: "over" | "left" | "open";
  readonly days: number;
  readonly day: string;
}

const DAY_MS = 86_400_000;

interface Dated {
  readonly dueAt: string | null;
  readonly createdAt: string | null;
  readonly overdue: boolean;
  readonly next: readonly unknown[];
}

/**
 * The clock of a row, in calendar days of UTC: the ledger keeps no office's calendar of working days and no pauses. Undefined where
 * nothing is awaited and it has no date, or nobody said when it was recorded.
 */
export function clockOf({ dueAt, createdAt, overdue, next }: Dated, now: Date): RowClock | undefined {
  if (dueAt !== null) {
    const days = daysBetween(now.toISOString(), dueAt);
    if (overdue) return { kind: "over", days: Math.max(0, -days), day: dueAt };
    if (days >= 0) return { kind: "left", days, day: dueAt };
  }
  if (next.length === 0 || createdAt === null) return undefined;
  return { kind: "open", days: Math.max(0, daysBetween(createdAt, now.toISOString())), day: createdAt };
}

function daysBetween(from: string, to: string): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / DAY_MS);
}

function startOfDay(moment: string): number {
  return Math.floor(Date.parse(moment) / DAY_MS) * DAY_MS;
}
