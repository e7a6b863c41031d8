// SPDX-License-Identifier: Apache-2.0
import type { MspId } from "@licet/domain";
import type { Finding, Watch } from "./finding.js";

/** How far this clock may be off against others, in milliseconds; a transaction takes some seconds from its making to its block. */
const OFF_MS_MAX = 2 * 60 * 1_000;

/** Organisations that have to say so: one alone may itself be wrong, or want a neighbour's gateway to stop. */
const ORGANISATIONS_MIN = 2;

const MS_PER_MINUTE = 60_000;

/** A transaction as far as it tells of a clock. */
export interface TimedTransaction {
  readonly creator: MspId;
  /** The client's time; undefined where the transaction has none. */
  readonly timestamp: Date | undefined;
}

/** How far this clock is from what an organisation's latest transaction says, in milliseconds; undefined where it does not tell. */
interface Off {
  readonly ahead: number | undefined;
  readonly behind: number;
}

/**
 * Compares this gateway's clock with those of other organisations' clients, whose times stand in the blocks. Theirs may not lie in this
 * clock's future, and what is ordered behind a transaction of this gateway was not made long before it.
 */
export class ClockWatch implements Watch {
  readonly #own: ReadonlySet<MspId>;
  readonly #now: () => number;
  /** Only times that this process gave tell of this clock. */
  readonly #since: number;
  readonly #off = new Map<MspId, Off>();
  #newestOwn: number | undefined;

  /** @param own organisations whose transactions get their time here */
  constructor(own: Iterable<MspId>, now: () => number = Date.now) {
    this.#own = new Set(own);
    this.#now = now;
    this.#since = now();
  }

  /** Takes transactions in the order of the ledger. */
  take(events: readonly TimedTransaction[]): void {
    for (const { creator, timestamp } of events) {
      if (timestamp === undefined) continue;
      const at = timestamp.getTime();
      if (!this.#own.has(creator)) {
        const ahead = this.#newestOwn === undefined ? undefined : this.#newestOwn - at;
        this.#off.set(creator, { ahead, behind: at - this.#now() });
      } else if (at >= this.#since) this.#newestOwn = Math.max(at, this.#newestOwn ?? at);
    }
  }

  findings(): readonly Finding[] {
    return [...this.#findingOf("ahead"), ...this.#findingOf("behind")];
  }

  #findingOf(side: keyof Off): Finding[] {
    const all = [...this.#off.values()].flatMap((off) => (off[side] === undefined ? [] : [off[side]]));
    const far = all.filter((ms) => ms > OFF_MS_MAX);
    if (far.length < ORGANISATIONS_MIN || far.length * 2 <= all.length) return [];
    const minutes = Math.floor(Math.min(...far) / MS_PER_MINUTE).toString();
    return [
      {
        check: "clock",
        says: `This machine's clock is ${minutes} minutes or more ${side} of those of ${far.length.toString()} other organisations.`,
        next: "Set the clock by a time server (chrony or systemd-timesyncd), and start the gateway again.",
      },
    ];
  }
}
