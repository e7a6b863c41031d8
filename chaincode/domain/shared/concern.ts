// SPDX-License-Identifier: Apache-2.0
import type { PartKind } from "./parts";

/** A party that confidential parts concern by what the channel says, and until when; for good where that is left out. */
export interface Concern {
  readonly party: string;
  /** Instant at which it ends, RFC 3339. */
  readonly until?: string | undefined;
}

/** A record on the channel, by type and reference. */
export interface RecordRef {
  readonly type: string;
  readonly id: string;
}

/** Whom, by a record on the channel, the confidential parts under a kind and reference concern. */
export interface Concerned {
  readonly kind: PartKind;
  readonly id: string;
  readonly parties: readonly Concern[];
  /** Records that must count besides the one that says so: where one does not, it concerns nobody. */
  readonly besides?: readonly RecordRef[];
}

/** What a record says of whom confidential parts concern. */
export type ConcernRule<R> = (record: R, id: string) => Concerned;

/** Whether a party is concerned at an instant. */
export function concernsAt(parties: readonly Concern[], party: string, time: string): boolean {
  return parties.some((each) => each.party === party && (each.until === undefined || !isPast(each.until, time)));
}

function isPast(until: string, time: string): boolean {
  return Date.parse(until) <= Date.parse(time);
}
