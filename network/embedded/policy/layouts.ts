// SPDX-License-Identifier: Apache-2.0

import type { Layout } from "./policy.js";

/** Combinations kept of one policy at most; further ones are not considered when endorsers are planned. */
export const MAX_LAYOUTS = 512;

/** How the needs of two parts of a policy add up. */
export type Merge = (a: number, b: number) => number;

/** Each part needs signatures of its own. */
export const distinctSigners: Merge = (a, b) => a + b;
/** One signature may serve both parts. */
export const sharedSigners: Merge = (a, b) => Math.max(a, b);

function merged(a: Layout, b: Layout, merge: Merge): Layout {
  const result = new Map(a);
  for (const [mspId, count] of b) result.set(mspId, merge(result.get(mspId) ?? 0, count));
  return result;
}

function covers(small: Layout, large: Layout): boolean {
  for (const [mspId, count] of small) if ((large.get(mspId) ?? 0) < count) return false;
  return true;
}

function total(layout: Layout): number {
  let sum = 0;
  for (const count of layout.values()) sum += count;
  return sum;
}

/** Without those that contain another, smallest first. */
export function minimalLayouts(layouts: readonly Layout[]): Layout[] {
  const sorted = [...layouts].sort((a, b) => total(a) - total(b));
  const kept: Layout[] = [];
  for (const layout of sorted) {
    if (!kept.some((smaller) => covers(smaller, layout))) kept.push(layout);
    if (kept.length === MAX_LAYOUTS) break;
  }
  return kept;
}

/** Ways to satisfy `count` of several parts, each given by the ways to satisfy it. */
export function chooseLayouts(count: number, parts: readonly (readonly Layout[])[], merge: Merge): Layout[] {
  // partial[k]: ways to satisfy k of the parts seen so far
  const partial: Layout[][] = Array.from({ length: count + 1 }, () => []);
  partial[0] = [new Map()];
  for (const part of parts) {
    for (let chosen = count; chosen > 0; chosen--) {
      const before = partial[chosen - 1] ?? [];
      const extended = before.flatMap((layout) => part.map((option) => merged(layout, option, merge)));
      if (extended.length > 0) partial[chosen] = minimalLayouts([...(partial[chosen] ?? []), ...extended]);
    }
  }
  return partial[count] ?? [];
}
