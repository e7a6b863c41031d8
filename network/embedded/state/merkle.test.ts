// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { RangeReads, sameSummary } from "./merkle.js";
import type { KvRead } from "../protocol/rwset.js";
import { encodeReads } from "../protocol/rwset-codec.js";

const reads = (count: number): KvRead[] =>
  Array.from({ length: count }, (_, index) => ({ key: `key${index}`, version: { block: 1, tx: index } }));

function summarise(count: number, degree: number): ReturnType<RangeReads["finish"]> {
  const tree = new RangeReads(degree);
  for (const read of reads(count)) tree.add(read);
  return tree.finish();
}

const sha256 = (...parts: Uint8Array[]): Buffer => createHash("sha256").update(Buffer.concat(parts)).digest();
const leaf = (from: number, to: number): Buffer => sha256(encodeReads(reads(to).slice(from)));

describe("the record of a range read", () => {
  it("is the reads themselves while they are few", () => {
    expect(summarise(0, 3)).toEqual({ reads: undefined, summary: undefined });
    expect(summarise(3, 3)).toEqual({ reads: reads(3), summary: undefined });
  });

  it("is a level of a tree when they are many", () => {
    // Degree 3: a leaf closes with its fourth read.
    expect(summarise(10, 3).summary).toEqual({
      maxDegree: 3,
      maxLevel: 1,
      hashes: [leaf(0, 4), leaf(4, 8), leaf(8, 10)],
    });
    const node = sha256(leaf(0, 4), leaf(4, 8), leaf(8, 12), leaf(12, 16));
    expect(summarise(16, 3).summary).toEqual({ maxDegree: 3, maxLevel: 2, hashes: [node] });
    expect(summarise(18, 3).summary).toEqual({ maxDegree: 3, maxLevel: 2, hashes: [node, leaf(16, 18)] });
  });

  it("differs when any read differs", () => {
    const a = summarise(40, 3).summary;
    expect(a).toBeDefined();
    if (a === undefined) return;
    expect(sameSummary(a, summarise(40, 3).summary)).toBe(true);
    expect(sameSummary(a, summarise(41, 3).summary)).toBe(false);
    expect(sameSummary(a, summarise(40, 4).summary)).toBe(false);
    expect(sameSummary(a, undefined)).toBe(false);
  });
});
