// SPDX-License-Identifier: Apache-2.0
import type { Ledger, LedgerBlock, LedgerIdentity } from "../ports/ledger.js";
import type { HeldParts } from "../ports/parts.js";
import { BlockError, decodeBlock } from "./decode-block.js";
import { type JoinedEvent, joinParts } from "./join-parts.js";
import type { Checkpoint, LedgerEvent } from "./ledger-event.js";

/** What a reader of events needs. */
export interface EventReaderOptions {
  /** Blocks as a peer gives them, through either client. */
  readonly ledger: Pick<Ledger, "blocks">;
  /** Who reads them. */
  readonly identity: LedgerIdentity;
  readonly chaincodeName: string;
  /** Confidential parts to join; none are where it is left out. */
  readonly parts?: readonly HeldParts[] | undefined;
}

/**
 * Reads a channel as events, each transaction once and in order. Whoever handles an event keeps its `at` together with what they made
 * of it, and goes on behind it after a stop or a failure: then each event is handled once.
 */
export class EventReader {
  readonly #options: EventReaderOptions;

  constructor(options: EventReaderOptions) {
    this.#options = options;
  }

  /**
   * The events behind a checkpoint, or from the first block, as they are committed, until the signal aborts.
   * @throws {LedgerError} where the peer's stream ends: read on behind the last checkpoint.
   * @throws {BlockError} where the blocks do not follow one another, or the checkpoint is of another channel.
   */
  async *events(after: Checkpoint | undefined, signal: AbortSignal): AsyncIterable<JoinedEvent> {
    const { ledger, identity, parts = [] } = this.#options;
    let next = after?.block ?? 0n;
    // Aborted when the caller stops early too, so that the peer's stream is closed.
    const stream = new AbortController();
    const stop = AbortSignal.any([signal, stream.signal]);
    try {
      for await (const block of ledger.blocks(identity, next, stop)) {
        if (block.number < next) continue;
        for (const event of this.#eventsOf(block, next, after)) {
          const joined = await joinParts(event, parts);
          if (signal.aborted) return;
          yield joined;
        }
        next = block.number + 1n;
      }
    } finally {
      stream.abort();
    }
  }

  /** What a block tells behind the checkpoint. */
  #eventsOf({ number, bytes }: LedgerBlock, expected: bigint, after: Checkpoint | undefined): readonly LedgerEvent[] {
    if (number !== expected) throw new BlockError(`Block ${number} came where block ${expected} was expected.`);
    const block = decodeBlock(bytes, this.#options.chaincodeName);
    if (block.number !== number) throw new BlockError(`Block ${number} says that it is block ${block.number}.`);
    if (after?.block !== number) return block.events;
    if (after.transaction < block.events.length) return block.events.slice(after.transaction + 1);
    throw new BlockError(
      `Block ${number} has no transaction ${after.transaction}: the checkpoint is of another channel.`,
    );
  }
}
