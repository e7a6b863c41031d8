// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Slice } from "./measure.js";
import { ratiosOf, steadinessOf } from "./ratios.js";
import { percentile, seriesOf } from "./rows.js";

/** A slice in which every operation took as long as the others, one after another. */
function slice(
  name: string,
  perSecond: number,
  given: { client?: string; ledger?: string; inFlight?: number } = {},
): Slice {
  const operations = perSecond;
  const ends = Array.from({ length: operations }, (_, index) => ((index + 1) * 1_000) / perSecond);
  return {
    workload: {
      name,
      ledger: "2.5",
      client: "fabric-gateway",
      inFlight: 50,
      operations,
      warmUp: 0,
      operation: () => Promise.resolve(),
      ...given,
    },
    latencies: ends.map(() => 1_000 / perSecond),
    ends,
    errors: 0,
    failures: [],
    seconds: 1,
  };
}

describe("the benchmark's arithmetic", () => {
  it("takes the nearest rank as percentile", () => {
    const sorted = Float64Array.from({ length: 100 }, (_, index) => index + 1);
    expect([percentile(sorted, 0.5), percentile(sorted, 0.99), percentile(sorted, 1)]).toEqual([50, 99, 100]);
    expect(percentile(new Float64Array(0), 0.5)).toBeNaN();
  });

  it("joins the rounds of a workload into one row", () => {
    const [series, ...others] = seriesOf([slice("put-1kb", 100), slice("put-1kb", 50)]);
    expect(others).toEqual([]);
    expect(series?.rates).toEqual([100, 50]);
    expect(series?.row).toMatchObject({ workload: "put-1kb", perSecond: 75, p50: 10, attempts: 150, errors: 0 });
  });

  it("takes the median of the rounds, each ratio within its own round", () => {
    const puts = [100, 200, 100].map((rate) => slice("put-1kb", rate));
    const handoffs = [80, 100, 90].map((rate) => slice("handoff", rate));
    const ratios = ratiosOf(seriesOf([...puts, ...handoffs]));
    expect(ratios).toEqual([
      { name: "handoff to put", ledger: "2.5", inFlight: 50, ratio: 0.8, rounds: [0.8, 0.5, 0.9], aim: 0.8 },
    ]);
  });

  it("compares the embedded network with a real one, and nothing one at a time", () => {
    const slices = [
      slice("put-1kb", 400, { ledger: "embedded" }),
      slice("put-1kb", 100),
      slice("put-1kb", 100, { inFlight: 1 }),
      slice("handoff", 100, { inFlight: 1 }),
    ];
    expect(ratiosOf(seriesOf(slices))).toEqual([
      { name: "put-1kb", ledger: "embedded to 2.5", inFlight: 50, ratio: 4, rounds: [4] },
    ]);
  });

  it("compares the end of a long run with its start", () => {
    const steady = slice("private-put-1kb", 3_000);
    expect(steadinessOf(steady)).toMatchObject({ ratio: 1, rounds: [1, 1, 1, 1, 1, 1], aim: 0.9 });
    const slower = { ...steady, ends: steady.ends.map((end, index) => (index < 2_500 ? end : end * 2)) };
    expect(steadinessOf(slower).ratio).toBeLessThan(0.5);
  });
});
