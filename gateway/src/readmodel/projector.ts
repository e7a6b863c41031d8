// SPDX-License-Identifier: Apache-2.0
import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";
import { EventReader } from "../blocks/event-reader.js";
import { joinParts } from "../blocks/join-parts.js";
import type { Checkpoint, LedgerEvent } from "../blocks/ledger-event.js";
import type { Database } from "../database/database.js";
import { LedgerError } from "../ports/ledger-error.js";
import type { Ledger, LedgerIdentity } from "../ports/ledger.js";
import type { HeldParts } from "../ports/parts.js";
import { inBatches, mapInOrder } from "./batches.js";
import { changesMembers, readMembership } from "./members.js";
import { PendingParts } from "./pending-parts.js";
import { Projection } from "./projection.js";

/** Transactions that are taken up in one transaction of the database at most. */
export const BATCH_MAX = 200;

/** Transactions whose confidential parts are read at a time. */
const READS_AT_A_TIME = 8;

/** After how many transactions the database is to look at its rows anew. */
const ANALYSE_AFTER = 5_000;

/** How often pending parts are asked for again, in milliseconds. */
const PENDING_MS = 15_000;

/** Longest wait before the peer is asked for blocks again, in milliseconds; the first is a second. */
const RETRY_MS_MIN = 1_000;
const RETRY_MS_MAX = 30_000;

/** What a projector needs. */
export interface ProjectorOptions {
  readonly database: Database;
  /** Makes the projection anew, empty. */
  readonly reset: () => Promise<void>;
  /** Has the database look at its rows anew, for the plans of its queries. */
  readonly analyse: () => Promise<void>;
  readonly ledger: Pick<Ledger, "blocks" | "evaluate" | "outcome">;
  /** Who reads blocks. */
  readonly identity: LedgerIdentity;
  readonly chaincodeName: string;
  /** Confidential parts of each organisation that this gateway serves. */
  readonly parts: readonly HeldParts[];
  /** Is handed what is taken up, in the order of the ledger. */
  readonly onTaking?: (batch: readonly LedgerEvent[]) => void;
  readonly log: Logger;
}

/** How far the projection has come. */
export interface Position {
  readonly block: number;
  readonly transaction: number;
}

type Listener = (upTo: Position) => void;

/**
 * Follows the ledger: each transaction, once and in order, becomes rows, in the same transaction of the database as the checkpoint. It
 * goes on behind the checkpoint after a stop, starts again from the first block where the projection is of another channel, and decides
 * nothing.
 */
export class Projector {
  readonly #options: ProjectorOptions;
  readonly #reader: EventReader;
  readonly #stopping = new AbortController();
  readonly #listeners = new Set<Listener>();
  #running: Promise<void> = Promise.resolve();
  #position: Position | undefined;
  #sinceAnalysed = 0;
  #failed: Error | undefined;

  constructor(options: ProjectorOptions) {
    this.#options = options;
    const { ledger, identity, chaincodeName } = options;
    this.#reader = new EventReader({ ledger, identity, chaincodeName });
  }

  /** The last transaction that was taken up since this process started to follow; undefined before the first. */
  get position(): Position | undefined {
    return this.#position;
  }

  /** Why it follows no more; undefined while it does. */
  get failed(): Error | undefined {
    return this.#failed;
  }

  /** Calls back whenever the projection has come further. @returns what ends that */
  onProjected(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Starts to follow. */
  start(): void {
    const { log } = this.#options;
    this.#running = Promise.all([this.#follow(), this.#fillPending()]).then(
      () => undefined,
      (error: unknown) => {
        this.#failed = error instanceof Error ? error : new Error(String(error));
        log.error({ err: error }, "the read model follows the ledger no more");
        this.#stopping.abort();
      },
    );
  }

  /** Ends after what is being taken up. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #follow(): Promise<void> {
    let pause = RETRY_MS_MIN;
    while (!this.#stopping.signal.aborted) {
      const before = this.#position;
      try {
        await this.#takeAll(await this.#checkpoint());
      } catch (error) {
        if (!(error instanceof LedgerError)) throw error;
        this.#options.log.warn({ code: error.code }, "the peer gives no blocks; asking again");
      }
      pause = this.#position === before ? Math.min(pause * 2, RETRY_MS_MAX) : RETRY_MS_MIN;
      await this.#pause(pause);
    }
  }

  /** Where to go on; from the beginning where the projection is of another channel than the peer's. */
  async #checkpoint(): Promise<Checkpoint | undefined> {
    const { database, ledger, identity, reset, log } = this.#options;
    const row = await database.asGateway((db) =>
      db.selectFrom("ledger.projection").selectAll().executeTakeFirstOrThrow(),
    );
    if (row.block === null || row.transaction === null) return undefined;
    const found = row.transaction_id === null ? undefined : await ledger.outcome(identity, row.transaction_id);
    if (row.transaction_id !== null && found?.blockNumber !== BigInt(row.block)) {
      log.warn({ block: row.block }, "the read model is of another channel; making it anew");
      await reset();
      return undefined;
    }
    this.#position = { block: row.block, transaction: row.transaction };
    return { block: BigInt(row.block), transaction: row.transaction };
  }

  async #takeAll(after: Checkpoint | undefined): Promise<void> {
    const events = this.#reader.events(after, this.#stopping.signal);
    for await (const batch of inBatches(events, BATCH_MAX, changesMembers)) await this.#take(batch);
  }

  async #take(batch: readonly LedgerEvent[]): Promise<void> {
    const { database, parts, ledger, identity } = this.#options;
    const last = batch.at(-1);
    if (last === undefined) return;
    this.#options.onTaking?.(batch);
    const members = await readMembership(ledger, identity);
    const joined = await mapInOrder(batch, READS_AT_A_TIME, (event) => joinParts(event, parts));
    const position = { block: Number(last.at.block), transaction: last.at.transaction };
    await database.asGateway(async (db) => {
      await new Projection(db, members).take(joined);
      await db
        .updateTable("ledger.projection")
        .set({
          ...position,
          transaction_id: last.transactionId === "" ? null : last.transactionId,
          newest_at: last.timestamp ?? null,
          projected_at: new Date(),
        })
        .execute();
    });
    this.#position = position;
    await this.#analyse(batch.length);
    for (const listener of this.#listeners) listener(position);
  }

  async #analyse(taken: number): Promise<void> {
    this.#sinceAnalysed += taken;
    if (this.#sinceAnalysed < ANALYSE_AFTER) return;
    this.#sinceAnalysed = 0;
    await this.#options.analyse();
  }

  /** Asks for parts again that were not at their organisation's peer yet: private data may come later than its block. */
  async #fillPending(): Promise<void> {
    const all = this.#options.parts.map((parts) => new PendingParts(this.#options.database, parts));
    for (const pending of all) await pending.askAnew();
    while (!this.#stopping.signal.aborted) {
      await this.#pause(PENDING_MS);
      for (const pending of all) await this.#fill(pending);
    }
  }

  async #fill(pending: PendingParts): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    try {
      await pending.fill();
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
    }
  }

  async #pause(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }
}
