// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from "node:timers/promises";

/** An ordering service that elects a leader or has no room says so; its client sends the same transaction once more. */
const BUSY = "SERVICE_UNAVAILABLE";
/** SmartBFT's words for a transaction that has reached it before: by another ordering node, or by an earlier try. */
const TAKEN = /request already (exists|processed)/;
/** Together longer than SmartBFT takes to change its leader. */
const TRIES_MAX = 60;
const PAUSE_MS = 500;

/** How often transactions were sent once more, by what the ordering service had answered. */
export class Resubmissions {
  readonly #counts = new Map<string, number>();

  count(reason: string): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  get byReason(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }
}

/** What an answer means for a transaction that nobody has sent before: it lies with the service, or the answer stands. */
export type Bearing = "send again" | "taken" | "final";

export function bearingOf(refusal: string): Bearing {
  if (TAKEN.test(refusal)) return "taken";
  return refusal.includes(BUSY) ? "send again" : "final";
}

/**
 * Sends a transaction that nobody has sent before until the ordering service takes or refuses it.
 *
 * @param send answers with the refusal, or undefined
 * @returns the refusal, if it was refused or the service stayed busy
 */
export async function sendPatiently(
  send: () => Promise<string | undefined>,
  resubmissions: Resubmissions,
): Promise<string | undefined> {
  for (let tries = 1; ; tries += 1) {
    const refusal = await send();
    const bearing = refusal === undefined ? "taken" : bearingOf(refusal);
    if (refusal === undefined || bearing === "taken") return undefined;
    if (bearing === "final" || tries === TRIES_MAX) return refusal;
    resubmissions.count(refusal);
    await delay(PAUSE_MS);
  }
}
