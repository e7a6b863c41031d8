// SPDX-License-Identifier: Apache-2.0

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

/** One thing to measure: each worker repeats its operation and waits for it. */
export interface Workload {
  readonly name: string;
  readonly ledger: string;
  readonly client: string;
  readonly inFlight: number;
  /** Operations measured in all. */
  readonly operations: number;
  /** Operations before the measured ones, not counted. */
  readonly warmUp: number;
  /** @throws whatever the operation fails with; a failure counts as an error. */
  readonly operation: (worker: number, sequence: number) => Promise<void>;
}

/** Errors that a workload may have before it is given up: a row made of failures measures nothing. */
const ERRORS_SHOWN_MAX = 3;

/** Runs a workload with so many workers in flight, and gives its row. */
export async function measure(workload: Workload): Promise<BenchRow> {
  await drive(workload, workload.warmUp, 0);
  const started = performance.now();
  const { latencies, errors } = await drive(workload, workload.operations, workload.warmUp);
  const seconds = (performance.now() - started) / 1000;
  const sorted = Float64Array.from(latencies).sort();
  for (const error of errors.slice(0, ERRORS_SHOWN_MAX)) process.stderr.write(`${workload.name}: ${String(error)}\n`);
  return {
    workload: workload.name,
    ledger: workload.ledger,
    client: workload.client,
    inFlight: workload.inFlight,
    perSecond: rounded(latencies.length / seconds),
    p50: rounded(percentile(sorted, 0.5)),
    p99: rounded(percentile(sorted, 0.99)),
    attempts: workload.operations,
    errors: errors.length,
  };
}

interface Driven {
  readonly latencies: number[];
  readonly errors: unknown[];
}

async function drive(workload: Workload, operations: number, firstSequence: number): Promise<Driven> {
  const driven: Driven = { latencies: [], errors: [] };
  let next = 0;
  const work = async (worker: number): Promise<void> => {
    while (next < operations) {
      const sequence = firstSequence + next;
      next += 1;
      const started = performance.now();
      try {
        await workload.operation(worker, sequence);
        driven.latencies.push(performance.now() - started);
      } catch (error) {
        driven.errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: workload.inFlight }, (_, worker) => work(worker)));
  return driven;
}

/** The smallest value that at least the share `p` of the sorted values does not exceed; NaN of none. */
export function percentile(sorted: Float64Array, p: number): number {
  if (sorted.length === 0) return Number.NaN;
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
