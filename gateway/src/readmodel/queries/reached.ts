// SPDX-License-Identifier: Apache-2.0
import type { Kysely } from "kysely";
import type { Database } from "../../database/database.js";
import type { Tables } from "../../database/tables.js";
import { GatewayError } from "../../errors/gateway-error.js";

/** How long an answer waits for a block that it is to include, in milliseconds. */
const WAIT_MS_MAX = 5_000;

/** How often whoever waits looks, in milliseconds. */
const LOOK_MS = 50;

/** Up to which block the read model has come. However many wait, the database is asked for all of them at once. */
export class ReachedBlock {
  readonly #database: Database;
  #looked: { readonly at: number; readonly block: Promise<number> } | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Waits until a block is in the read model.
   * @throws {GatewayError} READ_MODEL_BEHIND where it does not come in time.
   */
  async wait(block: number): Promise<void> {
    const until = performance.now() + WAIT_MS_MAX;
    for (;;) {
      const reached = await this.#look();
      if (reached >= block) return;
      if (performance.now() >= until) {
        throw new GatewayError("READ_MODEL_BEHIND", `Block ${block.toString()} is not in the read model yet.`, {
          asked: block,
          reached: reached < 0 ? null : reached,
        });
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  /** The last block, as it was a moment ago; -1 before the first. */
  #look(): Promise<number> {
    const at = performance.now();
    if (this.#looked === undefined || at - this.#looked.at >= LOOK_MS) {
      this.#looked = { at, block: this.#database.asGateway(lastBlock) };
    }
    return this.#looked.block;
  }
}

async function lastBlock(db: Kysely<Tables>): Promise<number> {
  const found = await db.selectFrom("ledger.projection").select("block").executeTakeFirst();
  return found?.block ?? -1;
}
