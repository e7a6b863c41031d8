// SPDX-License-Identifier: Apache-2.0
import { LedgerError } from "../../ports/ledger-error.js";
import type { Finding, Watch } from "./finding.js";

/** Writes in a row that have to fail: one may meet an ordering node that is changing its leader. */
const FAILURES_MIN = 3;

/**
 * How long after the last failure it is said, in milliseconds. Then writes are let through again, for a gateway that is sent none would
 * never hear that the ledger can write again.
 */
const SAID_MS = 15_000;

const MS_PER_SECOND = 1_000;

/** Whether what is endorsed is recorded: an ordering service that is away or whose disk is full takes nothing. */
export class WriteWatch implements Watch {
  readonly #now: () => number;
  #failures = 0;
  #lastAt = 0;
  #lastCode = "";

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Does what writes, and notes whether it was recorded. */
  async watch<Result>(write: () => Promise<Result>): Promise<Result> {
    try {
      const result = await write();
      this.#failures = 0;
      return result;
    } catch (error) {
      if (error instanceof LedgerError) this.#note(error);
      throw error;
    }
  }

  findings(): readonly Finding[] {
    const since = this.#now() - this.#lastAt;
    if (this.#failures < FAILURES_MIN || since > SAID_MS) return [];
    const ago = Math.round(since / MS_PER_SECOND).toString();
    return [
      {
        check: "writes",
        says: `The last ${this.#failures.toString()} writes were not recorded (${this.#lastCode}), the last of them ${ago} s ago.`,
        next: "Look at the ordering service: whether it runs, and whether its disk is full. It goes on by itself once that is mended.",
      },
    ];
  }

  /** A transaction that was ordered and is invalid has been written; one that was not endorsed was never to be. */
  #note(error: LedgerError): void {
    if (error.phase === "submit" || (error.phase === "commit" && error.outcome === "unknown")) {
      this.#failures += 1;
      this.#lastAt = this.#now();
      this.#lastCode = error.code;
    } else if (error.phase === "commit") {
      this.#failures = 0;
    }
  }
}
