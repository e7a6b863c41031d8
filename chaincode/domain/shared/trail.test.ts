// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ChainLink,
  type EntryLinks,
  linksAfter,
  linkTowards,
  type Trail,
  TRAIL_LINKS_MAX,
  trailAfter,
  trailTowards,
} from "./trail";

const link = (sequence: number): ChainLink => ({ sequence, txId: "a".repeat(64), hash: "b".repeat(64) });

function chainOf(length: number): { readonly trail: Trail; readonly entries: ReadonlyMap<number, EntryLinks> } {
  const entries = new Map<number, EntryLinks>();
  let trail: Trail = [];
  for (let sequence = 1; sequence <= length; sequence += 1) {
    entries.set(sequence, linksAfter(trail));
    trail = trailAfter(trail, link(sequence));
  }
  return { trail, entries };
}

function stepsTo(wanted: number, { trail, entries }: ReturnType<typeof chainOf>): number {
  let at = trailTowards(trail, wanted);
  let steps = 1;
  for (; at !== undefined && at.sequence !== wanted; steps += 1) at = linkTowards(entries.get(at.sequence)!, wanted);
  expect(at?.sequence).toBe(wanted);
  return steps;
}

describe("a chain's trail", () => {
  it("keeps the last entry and the ones that clear its lowest bits", () => {
    expect(chainOf(13).trail.map(({ sequence }) => sequence)).toEqual([13, 12, 8]);
  });

  it("leads to every entry of a chain of any length, in few steps", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000 }), fc.integer({ min: 1, max: 3_000 }), (length, at) => {
        const chain = chainOf(length);
        expect(chain.trail.length).toBeLessThanOrEqual(TRAIL_LINKS_MAX);
        const bits = Math.ceil(Math.log2(length + 1));
        expect(stepsTo(Math.min(at, length), chain)).toBeLessThanOrEqual((bits * (bits + 1)) / 2 + 1);
      }),
      { numRuns: 60 },
    );
  });

  it("links every entry to the one before it", () => {
    const { entries } = chainOf(40);
    expect(entries.get(1)).toEqual({});
    for (let sequence = 2; sequence <= 40; sequence += 1)
      expect(entries.get(sequence)?.previous?.sequence).toBe(sequence - 1);
  });
});
