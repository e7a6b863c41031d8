// SPDX-License-Identifier: Apache-2.0
import type { MspId } from "@licet/domain";

/** Consignments remembered at the same time. */
const REMEMBERED_MAX = 20_000;

/** How long keepers are remembered, in milliseconds: other gateways move custody too. */
const AGE_MS_MAX = 30_000;

interface Remembered {
  readonly keepers: readonly MspId[];
  readonly at: number;
}

/**
 * Remembers which organisations keep a consignment's custody head, to spare a query before each command. It is a guess: where it is
 * wrong, the endorsement it leads to is refused by the ledger, and the command is made anew from a fresh reading.
 */
export class KeeperMemory {
  readonly #remembered = new Map<string, Remembered>();

  /** The organisations last known, where they are known and recent. */
  recall(consignment: string): readonly MspId[] | undefined {
    const known = this.#remembered.get(consignment);
    if (known && Date.now() - known.at <= AGE_MS_MAX) return known.keepers;
    this.#remembered.delete(consignment);
    return undefined;
  }

  remember(consignment: string, keepers: readonly MspId[]): void {
    if (this.#remembered.size >= REMEMBERED_MAX) this.#remembered.clear();
    this.#remembered.set(consignment, { keepers, at: Date.now() });
  }

  forget(consignment: string): void {
    this.#remembered.delete(consignment);
  }
}
