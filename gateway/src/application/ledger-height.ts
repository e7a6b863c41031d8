// SPDX-License-Identifier: Apache-2.0
import type { Ledger, LedgerIdentity, LedgerPosition } from "../ports/ledger.js";

/** How long a height that was heard serves further answers, in milliseconds. */
const HEARD_MS_MAX = 1_000;

/** How long an answer waits to hear one, in milliseconds: what is read here does not wait for a peer that is silent. */
const WAIT_MS_MAX = 1_000;

/** Options of a reader of heights. */
export interface LedgerHeightOptions {
  readonly now?: () => number;
  readonly waitMs?: number;
}

/** The newest block that any peer is heard to have. */
export class LedgerHeight {
  readonly #ledger: Pick<Ledger, "position">;
  readonly #identity: LedgerIdentity;
  readonly #now: () => number;
  readonly #waitMs: number;
  #asking: Promise<number | undefined> | undefined;
  #heard: { readonly at: number; readonly newest: number | undefined } | undefined;

  /** @param identity who asks; it is their own organisation's peer that answers for itself and for those that it hears of */
  constructor(
    ledger: Pick<Ledger, "position">,
    identity: LedgerIdentity,
    { now = Date.now, waitMs = WAIT_MS_MAX }: LedgerHeightOptions = {},
  ) {
    this.#ledger = ledger;
    this.#identity = identity;
    this.#now = now;
    this.#waitMs = waitMs;
  }

  /** Number of the newest block, as it was heard within the last second; undefined where no peer says. It throws nothing. */
  async newestBlock(): Promise<number | undefined> {
    const heard = this.#heard;
    if (heard !== undefined && this.#now() - heard.at <= HEARD_MS_MAX) return heard.newest;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), this.#waitMs);
    });
    try {
      return await Promise.race([this.#ask(), patience]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Asks once, however many wait for it. */
  #ask(): Promise<number | undefined> {
    const at = this.#now();
    this.#asking ??= this.#ledger
      .position(this.#identity)
      .then(newestOf, () => undefined)
      .then((newest) => {
        this.#heard = { at, newest };
        this.#asking = undefined;
        return newest;
      });
    return this.#asking;
  }
}

function newestOf({ height, others }: LedgerPosition): number {
  const highest = others.reduce((most, other) => (other.height > most ? other.height : most), height);
  return Number(highest - 1n);
}
