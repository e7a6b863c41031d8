// SPDX-License-Identifier: Apache-2.0

/** First and longest pause before a process that has ended is started again, in milliseconds. */
const PAUSE_MS_MIN = 500;
const PAUSE_MS_MAX = 30_000;

/** How long a process has to have run for its next end to count as the first, in milliseconds. */
const SETTLED_MS = 60_000;

/** How long to wait before a process is started again: twice as long each time, as long as it does not stay up. */
export class Backoff {
  #pause = PAUSE_MS_MIN;

  /** @param ranMs how long the process ran. @returns milliseconds */
  next(ranMs: number): number {
    if (ranMs >= SETTLED_MS) this.#pause = PAUSE_MS_MIN;
    const pause = this.#pause;
    this.#pause = Math.min(this.#pause * 2, PAUSE_MS_MAX);
    return pause;
  }
}
