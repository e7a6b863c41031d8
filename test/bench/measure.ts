// SPDX-License-Identifier: Apache-2.0

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
  /** @throws {unknown} whatever the operation fails with; a failure counts as an error. */
  readonly operation: (worker: number, sequence: number) => Promise<void>;
}

/** What one run of a workload gave. */
export interface Slice {
  readonly workload: Workload;
  /** Milliseconds that each operation took that succeeded. */
  readonly latencies: readonly number[];
  /** When each counted operation ended, failed ones included, in milliseconds from the start of the measurement. */
  readonly ends: readonly number[];
  /** Counted operations that failed. */
  readonly errors: number;
  /** What failed operations failed with, those that were not counted included. */
  readonly failures: readonly unknown[];
  /** Length of the measurement. */
  readonly seconds: number;
}

/** Share of a workload's operations that may fail, and a number that always may, before it is given up. */
const ERRORS_MAX = { share: 0.05, number: 10 } as const;

/**
 * Runs a workload with so many workers in flight. The clock runs from the last operation of the warm-up to the last one measured, and
 * the workers go on until then, so that neither the first wave nor the last counts as less than it is.
 * @throws {Error} when too many operations fail: a row made of failures measures nothing.
 */
export async function measure(workload: Workload): Promise<Slice> {
  const { operation, warmUp, operations, inFlight } = workload;
  const latencies: number[] = [];
  const ends: number[] = [];
  const failures: unknown[] = [];
  let sent = 0;
  let ended = 0;
  let began = performance.now();
  const errorsMax = Math.max(ERRORS_MAX.number, operations * ERRORS_MAX.share);
  const count = (latency: number, failed: boolean): void => {
    ended += 1;
    const counted = ended > warmUp && ended <= warmUp + operations;
    if (counted) ends.push(performance.now() - began);
    if (counted && !failed) latencies.push(latency);
    if (ended === warmUp) began = performance.now();
  };
  const work = async (worker: number): Promise<void> => {
    while (ended < warmUp + operations && failures.length <= errorsMax) {
      const sequence = sent;
      sent += 1;
      const started = performance.now();
      let failed = false;
      try {
        await operation(worker, sequence);
      } catch (error) {
        failures.push(error);
        failed = true;
      }
      count(performance.now() - started, failed);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, (_, worker) => work(worker)));
  if (failures.length > errorsMax) {
    const [cause] = failures;
    throw new Error(`${workload.name} was given up after ${failures.length} failures: ${String(cause)}`, { cause });
  }
  const seconds = (ends.at(-1) ?? 0) / 1_000;
  return { workload, latencies, ends, errors: ends.length - latencies.length, failures, seconds };
}
