// SPDX-License-Identifier: Apache-2.0
import { encodeBatch } from "./query-messages.js";

/** Results in one message to the chaincode, as in Fabric; no limit on what a query returns. */
const BATCH_SIZE = 100;

/** A source of encoded query results: a range query or a key's history. */
export interface ResultSource {
  /** Up to `limit` further results, each serialised; an empty list at the end. */
  next(limit: number): Promise<Buffer[]>;
  close(): Promise<void>;
}

interface OpenQuery {
  readonly source: ResultSource;
  /** Most results that may still be read from the source. */
  remaining: number;
  /** A result that was read to learn that there is more. */
  ahead: Buffer[];
}

/** The queries a chaincode has running in one transaction. */
export class OpenQueries {
  readonly #queries = new Map<string, OpenQuery>();
  #lastId = 0;

  /** Starts a query without pages and answers its first batch, a serialised protos.QueryResponse. */
  async open(source: ResultSource, totalLimit: number): Promise<Buffer> {
    const id = String(++this.#lastId);
    this.#queries.set(id, { source, remaining: totalLimit, ahead: [] });
    return this.next(id);
  }

  /** The next batch of a running query. */
  async next(id: string): Promise<Buffer> {
    const query = this.#queries.get(id);
    if (!query) throw new Error("query iterator not found");
    const wanted = Math.min(BATCH_SIZE + 1 - query.ahead.length, query.remaining);
    const read = wanted > 0 ? await query.source.next(wanted) : [];
    query.remaining -= read.length;
    const results = query.ahead.concat(read);
    const hasMore = results.length > BATCH_SIZE;
    query.ahead = hasMore ? results.splice(BATCH_SIZE) : [];
    if (!hasMore) await this.close(id);
    return encodeBatch({ results, hasMore, id });
  }

  /** Ends a query; ending one that has ended is allowed, as chaincodes do so. */
  async close(id: string): Promise<void> {
    const query = this.#queries.get(id);
    if (!query) return;
    this.#queries.delete(id);
    await query.source.close();
  }

  async closeAll(): Promise<void> {
    for (const id of [...this.#queries.keys()]) await this.close(id);
  }
}
