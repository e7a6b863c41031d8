// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "@licet/domain";

/** The endorsing peer's own clock. It decides nothing but a refusal, so that endorsers which agree still agree to the byte. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

// eslint-disable-next-line no-restricted-properties -- the one place that asks the time; see requireTimely
export const SYSTEM_CLOCK: Clock = { now: () => Date.now() };

/** How far a transaction's timestamp may be from an endorser's clock, in milliseconds: 15 minutes, as Fabric 3 has it. */
export const TIME_WINDOW_MS = 900_000;

/**
 * A timestamp is the client's word; one that is far from the endorser's clock is refused, so that nothing is dated back or ahead.
 * @throws {LicetError} TRANSACTION_TIME_REFUSED.
 */
export function requireTimely(time: string, clock: Clock): void {
  const offMs = Date.parse(time) - clock.now();
  if (Math.abs(offMs) <= TIME_WINDOW_MS) return;
  throw new LicetError("TRANSACTION_TIME_REFUSED", `The transaction is dated ${time}.`, {
    time,
    windowMinutes: TIME_WINDOW_MS / 60_000,
  });
}
