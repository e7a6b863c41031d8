// SPDX-License-Identifier: Apache-2.0
import { BACKOFF_FACTOR, BACKOFF_MS_MAX, BACKOFF_MS_MIN, JITTER } from "./limits.js";

/**
 * Wait before the next attempt, in milliseconds.
 * @param attempts how many there have been, from 1
 * @param chance 0 up to 1
 */
export function backoffMs(attempts: number, chance: number): number {
  const wait = Math.min(BACKOFF_MS_MIN * BACKOFF_FACTOR ** (attempts - 1), BACKOFF_MS_MAX);
  return Math.round(wait * (1 + JITTER * (2 * chance - 1)));
}
