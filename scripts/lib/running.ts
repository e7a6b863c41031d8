// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isListening } from "@licet/network/fabric/wait";
import { LEDGER_NAMES, type LedgerName, networkFolder } from "./ledgers.js";

/** What `npm start` leaves in the network's folder for the other verbs while it runs. */
export interface Running {
  readonly ledger: LedgerName;
  readonly pid: number;
  readonly startedAt: string;
  readonly gatewayUrl: string;
  readonly gatewayPort: number;
  readonly profilesFolder: string;
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

function readRunning(home: string, ledger: LedgerName): Running | undefined {
  try {
    return JSON.parse(readFileSync(runningPath(home, ledger), "utf8")) as Running;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
