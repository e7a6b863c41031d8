// SPDX-License-Identifier: Apache-2.0
import { peer } from "@hyperledger/fabric-protos";
import { describe, expect, it } from "vitest";
import { OpenQueries, type ResultSource } from "./queries.js";

/** A source of `count` results that notes how often it was closed. */
function source(count: number): ResultSource & { closed: number; read: number } {
  return {
    closed: 0,
    read: 0,
    next(limit) {
      const size = Math.min(limit, count - this.read);
      const results = Array.from({ length: size }, (_, index) => Buffer.from(String(this.read + index)));
      this.read += size;
      return Promise.resolve(results);
    },
    close() {
      this.closed++;
      return Promise.resolve();
    },
  };
}

function decode(bytes: Buffer): { results: string[]; hasMore: boolean; id: string } {
  const response = peer.QueryResponse.deserializeBinary(bytes);
  const results = response.getResultsList().map((entry) => Buffer.from(entry.getResultbytes_asU8()).toString());
  return { results, hasMore: response.getHasMore(), id: response.getId() };
}

describe("OpenQueries", () => {
  it.each([
    [0, [0]],
    [99, [99]],
    [100, [100]],
    [101, [100, 1]],
    [250, [100, 100, 50]],
  ])("cuts %i results into batches of 100", async (count, sizes) => {
    const queries = new OpenQueries();
    const rows = source(count);
    let batch = decode(await queries.open(rows, 100_000));
    const batches = [batch];
    while (batch.hasMore) batches.push((batch = decode(await queries.next(batch.id))));
    expect(batches.map(({ results }) => results.length)).toEqual(sizes);
    expect(batches.flatMap(({ results }) => results)).toEqual(
      Array.from({ length: count }, (_, index) => String(index)),
    );
    expect(rows.closed).toBe(1);
  });

  it("ends silently at the limit on results", async () => {
    const queries = new OpenQueries();
    const first = decode(await queries.open(source(500), 150));
    const second = decode(await queries.next(first.id));
    expect([first.results.length, second.results.length, second.hasMore]).toEqual([100, 50, false]);
  });

  it("knows no query that has ended, and lets it be closed again", async () => {
    const queries = new OpenQueries();
    const { id } = decode(await queries.open(source(1), 10));
    await expect(queries.next(id)).rejects.toThrow("query iterator not found");
    await expect(queries.close(id)).resolves.toBeUndefined();
  });

  it("closes what a transaction left open", async () => {
    const queries = new OpenQueries();
    const rows = source(300);
    await queries.open(rows, 1_000);
    await queries.closeAll();
    expect(rows.closed).toBe(1);
  });
});
