// SPDX-License-Identifier: Apache-2.0
import { RECENT_ITEMS_MAX } from "./limits.js";
import type { LiveItem } from "./live-item.js";
import { comparePositions, type Position, START } from "./position.js";
import type { Advance } from "./tail.js";

/** The newest items without a gap, so that many who listen cost no query each. */
export class RecentItems {
  #items: LiveItem[] = [];
  /** Everything behind the first and up to the second is here. */
  #from: Position = START;
  #through: Position = START;

  add({ from, through, items }: Advance): void {
    if (comparePositions(from, this.#through) !== 0) {
      this.#items = [];
      this.#from = from;
    }
    this.#through = through;
    this.#items.push(...items);
    this.#forget();
  }

  /** Items behind a position; undefined where older ones are asked for than are here. */
  within(after: Position): { readonly items: readonly LiveItem[]; readonly through: Position } | undefined {
    if (comparePositions(after, this.#from) < 0 || comparePositions(after, this.#through) > 0) return undefined;
    const items = this.#items.filter(({ position }) => comparePositions(position, after) > 0);
    return { items, through: this.#through };
  }

  /** Drops the oldest, those of one position together. */
  #forget(): void {
    const last = this.#items[this.#items.length - RECENT_ITEMS_MAX - 1];
    if (last === undefined) return;
    this.#from = last.position;
    this.#items = this.#items.filter(({ position }) => comparePositions(position, last.position) > 0);
  }
}
