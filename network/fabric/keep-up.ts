// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from "node:timers/promises";
import { Backoff } from "./backoff.js";
import type { ProcessTable } from "./processes.js";

/** How often processes are looked at, in milliseconds. */
const WATCH_INTERVAL_MS = 1_000;
const MS_PER_SECOND = 1_000;

/** What is known of one process. */
interface Kept {
  readonly backoff: Backoff;
  startedAt: number;
  /** When it is to be started again; undefined while it runs. */
  dueAt: number | undefined;
}

/** Processes of a run that are kept up. */
export type KeptProcesses = Pick<ProcessTable, "list" | "run" | "isRunning" | "startAgain" | "logFile">;

/**
 * Starts every process of a network's run again that has ended, after a pause that grows while it does not stay up, until the signal
 * fires.
 *
 * @param tell told in one sentence of each end and each new start
 */
export async function keepProcessesUp(
  processes: KeptProcesses,
  signal: AbortSignal,
  tell: (says: string) => void,
  intervalMs = WATCH_INTERVAL_MS,
): Promise<void> {
  const kept = new Map<string, Kept>();
  while (!signal.aborted) {
    for (const { name, run } of processes.list()) {
      if (run !== processes.run) continue;
      const process = kept.get(name) ?? { backoff: new Backoff(), startedAt: Date.now(), dueAt: undefined };
      kept.set(name, process);
      if (!processes.isRunning(name)) bringBack(processes, name, process, tell);
    }
    await delay(intervalMs, undefined, { signal }).catch(() => undefined);
  }
}

function bringBack(processes: KeptProcesses, name: string, process: Kept, tell: (says: string) => void): void {
  const now = Date.now();
  if (process.dueAt === undefined) {
    const pause = process.backoff.next(now - process.startedAt);
    process.dueAt = now + pause;
    const seconds = (pause / MS_PER_SECOND).toString();
    tell(`${name} has ended; it is started again in ${seconds} s. Its log: ${processes.logFile(name)}`);
    return;
  }
  if (now < process.dueAt) return;
  process.dueAt = undefined;
  process.startedAt = now;
  processes.startAgain(name);
  tell(`${name} was started again.`);
}
