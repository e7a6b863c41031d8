// SPDX-License-Identifier: Apache-2.0

/** How old an answer may become, in milliseconds, before it counts as not confirmed any more. */
export const ANSWER_AGE_MAX_MS = 120_000;

/** A moment by both of the device's clocks, in milliseconds: one may stand still while the device sleeps, the other may be set. */
export interface Moment {
  /** By the clock that nobody sets. */
  readonly ticks: number;
  /** By the clock on the wall. */
  readonly clock: number;
}

/** When an answer came, and how old it was by then by the gateway's clock. */
export interface Arrival extends Moment {
  readonly ageMs: number;
}

/** The moment that it is now. */
export function momentNow(): Moment {
  return { ticks: performance.now(), clock: Date.now() };
}

/** The arrival of an answer that is true as of `at`; `date` is when the gateway sent it, the device's clock where it does not say so. */
export function arrivalOf(at: string, date: string | null, now: Moment): Arrival {
  const sent = Date.parse(date ?? "");
  return { ...now, ageMs: Math.max(0, (Number.isNaN(sent) ? now.clock : sent) - Date.parse(at)) };
}

/** How old an answer is, in milliseconds: by whichever of the device's clocks says more. */
export function ageOf(arrival: Arrival, now: Moment): number {
  return arrival.ageMs + Math.max(0, now.ticks - arrival.ticks, now.clock - arrival.clock);
}

/** Whether an answer is too old to be believed without asking again. */
export function isOld(arrival: Arrival, now: Moment): boolean {
  // An age that is no number is none that is young.
  return !(ageOf(arrival, now) <= ANSWER_AGE_MAX_MS);
}
