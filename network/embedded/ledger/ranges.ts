// SPDX-License-Identifier: Apache-2.0

import type { HistoryEntry, HistoryResults, KeyValue, RangeResults } from "./api.js";
import type { VersionedKey } from "./state.js";
import { RangeReads } from "./merkle.js";
import type { RangeQueryInfo } from "./rwset.js";

/** What an iterator does not give because the query's limit is reached stays unread and is not part of the read set. */
interface RangeLimits {
  /** Results at most. */
  readonly total: number;
  /** Set for a paginated query; zero or less is no limit. */
  readonly pageSize: number | undefined;
}

/**
 * A range query over public state. It reads one result beyond those it hands out, as a peer does that cuts results into batches, and
 * records what it read for the phantom check.
 */
export class StateRange implements RangeResults {
  readonly #entries: AsyncGenerator<VersionedKey, void>;
  readonly #isPaged: boolean;
  readonly #limit: number;
  readonly #start: string;
  readonly #end: string;
  readonly #reads = new RangeReads();
  #ahead: VersionedKey | undefined;
  #lastKey = "";
  #ended = false;
  #limited = false;
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
    return (this.#ended || this.#limited) && this.#ahead === undefined;
  }

  get bookmark(): string {
    return this.#bookmark;
  }

  async next(limit: number): Promise<KeyValue[]> {
    const results: KeyValue[] = [];
    while (results.length < limit) {
      const entry = this.#ahead ?? (await this.#advance());
      this.#ahead = undefined;
      if (entry === undefined) break;
      results.push({ key: entry.key, value: entry.value });
      this.fetched++;
    }
    this.#ahead ??= await this.#advance();
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
    const given = this.fetched + (this.#ahead === undefined ? 0 : 1);
    this.#limited ||= given >= this.#limit;
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

/** A range query over the plaintext an organisation holds. It leaves no trace in the read set, so such a transaction may not write. */
export class PrivateRange implements RangeResults {
  readonly #entries: AsyncGenerator<KeyValue, void>;
  readonly #total: number;
  #ahead: KeyValue | undefined;
  #ended = false;
  readonly bookmark = "";
  fetched = 0;

  constructor(entries: AsyncGenerator<KeyValue, void>, total: number) {
    this.#entries = entries;
    this.#total = total;
  }

  get exhausted(): boolean {
    return this.#ended && this.#ahead === undefined;
  }

  async next(limit: number): Promise<KeyValue[]> {
    const results: KeyValue[] = [];
    while (results.length < limit) {
      const entry = this.#ahead ?? (await this.#advance());
      this.#ahead = undefined;
      if (entry === undefined) break;
      results.push(entry);
      this.fetched++;
    }
    this.#ahead ??= await this.#advance();
    return results;
  }

  async close(): Promise<void> {
    await this.#entries.return();
  }

  async #advance(): Promise<KeyValue | undefined> {
    this.#ended ||= this.fetched >= this.#total;
    if (this.#ended) return undefined;
    const { value, done } = await this.#entries.next();
    this.#ended ||= done ?? false;
    return value ?? undefined;
  }
}

/** The versions of one key, newest first. */
export class KeyHistory implements HistoryResults {
  readonly #entries: AsyncGenerator<HistoryEntry, void>;
  readonly #total: number;
  #ahead: HistoryEntry | undefined;
  #ended = false;
  #fetched = 0;

  constructor(entries: AsyncGenerator<HistoryEntry, void>, total: number) {
    this.#entries = entries;
    this.#total = total;
  }

  get exhausted(): boolean {
    return this.#ended && this.#ahead === undefined;
  }

  async next(limit: number): Promise<HistoryEntry[]> {
    const results: HistoryEntry[] = [];
    while (results.length < limit) {
      const entry = this.#ahead ?? (await this.#advance());
      this.#ahead = undefined;
      if (entry === undefined) break;
      results.push(entry);
      this.#fetched++;
    }
    this.#ahead ??= await this.#advance();
    return results;
  }

  async close(): Promise<void> {
    await this.#entries.return();
  }

  async #advance(): Promise<HistoryEntry | undefined> {
    this.#ended ||= this.#fetched >= this.#total;
    if (this.#ended) return undefined;
    const { value, done } = await this.#entries.next();
    this.#ended = done ?? false;
    return value ?? undefined;
  }
}
