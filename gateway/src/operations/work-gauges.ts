// SPDX-License-Identifier: Apache-2.0
import { Gauge, type Registry } from "prom-client";

/** Reads how much work there is at the moment. */
export interface WorkRead {
  /** Changes that wait for or run on a record. */
  readonly queue: () => number;
  /** Requests that run, or wait for their turn, of each lane. */
  readonly lanes: () => readonly LaneWork[];
}

/** Work of one lane. */
export interface LaneWork {
  readonly lane: string;
  readonly running: number;
  readonly waiting: number;
}

/** No work at all. */
export const IDLE: WorkRead = { queue: () => 0, lanes: () => [] };

/** Enters the measures of how much work runs and waits. */
export function registerWork(registry: Registry, { queue, lanes }: WorkRead): void {
  const registers = [registry];
  new Gauge({
    name: "licet_ledger_queue_length",
    help: "Changes that wait for or run on a record",
    registers,
    collect() {
      this.set(queue());
    },
  });
  new Gauge({
    name: "licet_admission_requests",
    help: "Requests that run, or wait for their turn, by lane",
    labelNames: ["lane", "state"],
    registers,
    collect() {
      for (const { lane, running, waiting } of lanes()) {
        this.set({ lane, state: "running" }, running);
        this.set({ lane, state: "waiting" }, waiting);
      }
    },
  });
}
