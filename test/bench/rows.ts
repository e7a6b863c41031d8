// SPDX-License-Identifier: Apache-2.0
import type { Slice } from "./measure.js";

/** One row of the benchmark's table. */
export interface BenchRow {
  /** What was done, such as `put-1kb`. */
  readonly workload: string;
  /** `embedded`, or the version of Fabric. */
  readonly ledger: string;
  /** `fabric-gateway`, `fabric-network` or `http`. */
  readonly client: string;
  readonly inFlight: number;
  /** Operations that succeeded, a second. */
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  /** Milliseconds. */
  readonly p99: number;
  readonly attempts: number;
  readonly errors: number;
}

/** A row over all rounds, and what each round gave. */
export interface Series {
  readonly row: BenchRow;
  /** Operations that succeeded, a second, round by round. */
  readonly rates: readonly number[];
}

/** Joins the slices of one workload on one ledger by one client, round by round. */
export function seriesOf(slices: readonly Slice[]): Series[] {
  const groups = new Map<string, Slice[]>();
  for (const slice of slices) {
    const { name, ledger, client, inFlight } = slice.workload;
    const key = JSON.stringify([name, ledger, client, inFlight]);
    groups.set(key, [...(groups.get(key) ?? []), slice]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => (first === undefined ? [] : [joined(first, others)]));
}

function joined(first: Slice, others: readonly Slice[]): Series {
  const slices = [first, ...others];
  const { name, ledger, client, inFlight } = first.workload;
  const latencies = Float64Array.from(slices.flatMap((slice) => slice.latencies)).sort();
  const errors = slices.reduce((sum, slice) => sum + slice.errors, 0);
  const seconds = slices.reduce((sum, slice) => sum + slice.seconds, 0);
  const row = {
    workload: name,
    ledger,
    client,
    inFlight,
    perSecond: rounded(latencies.length / seconds),
    p50: rounded(percentile(latencies, 0.5)),
    p99: rounded(percentile(latencies, 0.99)),
    attempts: latencies.length + errors,
    errors,
  };
  return { row, rates: slices.map((slice) => slice.latencies.length / slice.seconds) };
}

/** The smallest value that at least the share `p` of the sorted values does not exceed; NaN of none. */
export function percentile(sorted: Float64Array, p: number): number {
  if (sorted.length === 0) return Number.NaN;
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
}

/** Two decimals: more would be noise. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
