// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "@licet/domain";
import type { Transaction } from "../fabric/transaction";

/** How far a device's clock may be ahead of the transaction's timestamp, in milliseconds. */
export const CLOCK_SKEW_MS_MAX = 120_000;

/** Calendar day in UTC of the transaction. */
export function transactionDay(tx: Transaction): string {
  return tx.time.slice(0, 10);
}

/** @throws {LicetError} EVENT_TIME_IN_FUTURE where an event's time lies after the transaction's, beyond the clock skew allowed. */
export function requireNotInFuture(tx: Transaction, eventTime: string): void {
  if (Date.parse(eventTime) <= Date.parse(tx.time) + CLOCK_SKEW_MS_MAX) return;
  throw new LicetError("EVENT_TIME_IN_FUTURE", `The event's time ${eventTime} lies after ${tx.time}.`, {
    eventTime,
    recordTime: tx.time,
    skewMilliseconds: CLOCK_SKEW_MS_MAX,
  });
}

/** @throws {LicetError} VALIDITY_REVERSED where a validity ends before it begins. */
export function requireOrderedValidity(from: string, to: string | undefined): void {
  if (to === undefined || Date.parse(to) >= Date.parse(from)) return;
  throw new LicetError("VALIDITY_REVERSED", `The validity ends on ${to}, before ${from}.`, { from, to });
}
