// SPDX-License-Identifier: Apache-2.0

import type { HistoryEntry, HistoryResults, KeyValue, RangeResults } from "./simulation.js";
import type { VersionedKey } from "./state.js";
import { RangeReads } from "./merkle.js";
import type { RangeQueryInfo } from "../protocol/rwset.js";

/** What an iterator does not give because the query's limit is reached stays unread and is not part of the read set. */
interface RangeLimits {
  /** Results at most. */
  readonly total: number;
  /** Set for a paginated query; zero or less is no limit. */
  readonly pageSize: number | undefined;
}

/**
 * A range query over public state. It reads no result beyond those it hands out, and records what it read for the phantom check: how
 * far a query ran decides which later changes conflict with it.
 */
export class StateRange implements RangeResults {
  readonly #entries: AsyncGenerator<VersionedKey, void>;
  readonly #isPaged: boolean;
  readonly #limit: number;
  readonly #start: string;
  readonly #end: string;
  readonly #reads = new RangeReads();
  #lastKey = "";
  #ended = false;
  #bookmark = "";
  fetched = 0;

  constructor(entries: AsyncGenerator<VersionedKey, void>, start: string, end: string, limits: RangeLimits) {
    this.#entries = entries;
    const { total, pageSize } = limits;
    this.#isPaged = pageSize !== undefined;
    this.#limit = pageSize !== undefined && pageSize > 0 ? Math.min(total, pageSize) : total;
    this.#start = start;
    this.#end = end;
  }

  get exhausted(): boolean {
    return this.#ended || this.#limited;
  }

  get #limited(): boolean {
    return this.fetched >= this.#limit;
  }

  get bookmark(): string {
    return this.#bookmark;
  }

  async next(limit: number): Promise<KeyValue[]> {
    const results: KeyValue[] = [];
    while (results.length < limit) {
      const entry = await this.#advance();
      if (entry === undefined) break;
      results.push({ key: entry.key, value: entry.value });
      this.fetched++;
    }
    if (this.#limited && this.#isPaged && this.#bookmark === "") await this.#findBookmark();
    return results;
  }

  async close(): Promise<void> {
    await this.#entries.return();
  }

  /** The query as the read set states it. */
  info(): RangeQueryInfo {
    const endKey = this.#ended ? this.#end : this.#lastKey;
    return { startKey: this.#start, endKey, exhausted: this.#ended, ...this.#reads.finish() };
  }

  async #advance(): Promise<VersionedKey | undefined> {
    if (this.#ended || this.#limited) return undefined;
    const { value } = await this.#entries.next();
    if (!value) {
      this.#ended = true;
      return undefined;
    }
    this.#reads.add({ key: value.key, version: value.version });
    this.#lastKey = value.key;
    return value;
  }

  /** The first key of the next page; looking at it is no read of the transaction. */
  async #findBookmark(): Promise<void> {
    const { value } = await this.#entries.next();
    this.#bookmark = value?.key ?? "";
  }
}

/** Entries handed out one after the other, up to a number, without a trace in the read set. */
class Limited<Entry> {
  readonly #entries: AsyncGenerator<Entry, void>;
  readonly #total: number;
  #ended = false;
  fetched = 0;

  constructor(entries: AsyncGenerator<Entry, void>, total: number) {
    this.#entries = entries;
    this.#total = total;
  }

  get exhausted(): boolean {
    return this.#ended;
  }

  async next(limit: number): Promise<Entry[]> {
    const results: Entry[] = [];
    while (results.length < limit) {
      const entry = await this.#advance();
      if (entry === undefined) break;
      results.push(entry);
      this.fetched++;
    }
    return results;
  }

  async close(): Promise<void> {
    await this.#entries.return();
  }

  async #advance(): Promise<Entry | undefined> {
    this.#ended ||= this.fetched >= this.#total;
    if (this.#ended) return undefined;
    const { value, done } = await this.#entries.next();
    this.#ended = done ?? false;
    return value ?? undefined;
  }
}

/** A range query over the plaintext an organisation holds; such a transaction may not write. */
export class PrivateRange extends Limited<KeyValue> implements RangeResults {
  readonly bookmark = "";
}

/** The versions of one key, newest first. */
export class KeyHistory extends Limited<HistoryEntry> implements HistoryResults {}
