// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isListening } from "@licet/network/fabric/wait";
import { LEDGER_NAMES, type LedgerName, networkFolder } from "./ledgers.js";

/** A process that a start has beside it. */
export interface RunningProcess {
  /** What it is, for people. */
  readonly title: string;
  readonly pid: number;
}

/** What `npm start` leaves in the network's folder for the other verbs while it runs. */
export interface Running {
  readonly ledger: LedgerName;
  readonly pid: number;
  readonly startedAt: string;
  readonly gatewayUrl: string;
  readonly gatewayPort: number;
  readonly profilesFolder: string;
  /** What goes with it, so that a later start can name what is left. */
  readonly processes: readonly RunningProcess[];
}

/** The gateway's own files: the key of its tokens, and what it keeps of requests. */
export function gatewayFolder(home: string, ledger: LedgerName): string {
  return path.join(networkFolder(home, ledger), "gateway");
}

function runningPath(home: string, ledger: LedgerName): string {
  return path.join(networkFolder(home, ledger), "running.json");
}

export function writeRunning(home: string, running: Running): void {
  mkdirSync(networkFolder(home, running.ledger), { recursive: true });
  writeFileSync(runningPath(home, running.ledger), `${JSON.stringify(running, null, 2)}\n`);
}

export function removeRunning(home: string, ledger: LedgerName): void {
  rmSync(runningPath(home, ledger), { force: true });
}

/**
 * What runs on a home folder now, on one of the given ledgers; undefined when nothing does. A process that was killed leaves its
 * file behind, so the process and its gateway are looked for as well.
 */
export async function findRunning(
  home: string,
  ledgers: readonly LedgerName[] = LEDGER_NAMES,
): Promise<Running | undefined> {
  for (const ledger of ledgers) {
    const running = readRunning(home, ledger);
    if (running !== undefined && isAlive(running.pid) && (await isListening(running.gatewayPort))) return running;
  }
  return undefined;
}

/** Processes of an earlier start on a home folder and ledger that are still there although the start is not. */
export function leftBehind(home: string, ledger: LedgerName): readonly RunningProcess[] {
  const running = readRunning(home, ledger);
  return running === undefined ? [] : running.processes.filter(({ pid }) => isAlive(pid));
}

function readRunning(home: string, ledger: LedgerName): Running | undefined {
  try {
    return JSON.parse(readFileSync(runningPath(home, ledger), "utf8")) as Running;
  } catch {
    return undefined;
  }
}

/** Whether there is a process of this number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
