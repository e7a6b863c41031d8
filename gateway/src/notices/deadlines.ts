// SPDX-License-Identifier: Apache-2.0
import type { MspId, Role } from "@licet/domain";
import type { Audience } from "./notice-for.js";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** For how long after a date people are told that it has passed, in milliseconds; later nobody needs to be. */
export const PASSED_MS = 7 * DAY_MS;

/** A record with a date, and who has to do with it. */
export interface DueRecord {
  readonly type: string;
  readonly id: string;
  readonly owner: MspId;
  readonly dueAt: Date;
  /** Register id of the party that has the goods; only of offers. */
  readonly custodian: string | null;
  /** Register id of the party that they are offered to; only of offers. */
  readonly receivedBy: string | null;
}

/** Who is told of a date of records of one type, and how long before. */
export interface Deadline {
  readonly leadMs: number;
  /** What one notice is for: all records of a type and day, which it could not tell apart, or each by itself. */
  readonly each: "day" | "record";
  readonly near: (due: DueRecord) => Audience;
  readonly passed: (due: DueRecord) => Audience;
}

const LICENSING: readonly Role[] = ["licensing-officer", "senior-licensing-officer"];

function byOfficers(leadMs: number, each: Deadline["each"], roles: readonly Role[]): Deadline {
  const officers = ({ owner }: DueRecord): Audience => ({ who: "officers", organisation: owner, roles });
  return { leadMs, each, near: officers, passed: officers };
}

/**
 * By type of record. Its date has passed as `LAPSES` says, so only types that are there can stand here. Applications have no date on the
 * ledger by which they are to be decided.
 */
export const DEADLINES: Readonly<Record<string, Deadline>> = {
  licence: byOfficers(14 * DAY_MS, "day", LICENSING),
  certificate: byOfficers(14 * DAY_MS, "day", LICENSING),
  party: byOfficers(14 * DAY_MS, "day", ["registrar"]),
  signatory: byOfficers(14 * DAY_MS, "day", ["registrar"]),
  hold: byOfficers(DAY_MS, "record", ["customs-officer"]),
  "custody-head": {
    leadMs: 4 * HOUR_MS,
    each: "record",
    near: ({ receivedBy }) => ({ who: "party", party: receivedBy ?? "" }),
    passed: ({ custodian }) => ({ who: "party", party: custodian ?? "" }),
  },
};
