// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { accepts } from "./ports.js";

/** What `npm start` leaves in the network's folder for the other verbs while it runs. */
export interface Running {
  readonly pid: number;
  readonly startedAt: string;
  readonly gatewayUrl: string;
  readonly gatewayPort: number;
  readonly profilesFolder: string;
}

/** The embedded network's folder: ledger, certificates, profiles, logs and the gateway's own files. */
export function embeddedFolder(home: string): string {
  return path.join(home, "embedded");
}

/** The gateway's own files: the key of its tokens, and what it keeps of requests. */
export function gatewayFolder(home: string): string {
  return path.join(embeddedFolder(home), "gateway");
}

function runningPath(home: string): string {
  return path.join(embeddedFolder(home), "running.json");
}

export function writeRunning(home: string, running: Running): void {
  mkdirSync(embeddedFolder(home), { recursive: true });
  writeFileSync(runningPath(home), `${JSON.stringify(running, null, 2)}\n`);
}

export function removeRunning(home: string): void {
  rmSync(runningPath(home), { force: true });
}

/**
 * What runs on a home folder now; undefined when nothing does. A process that was killed leaves its file behind, so the
 * process and its gateway are looked for as well.
 */
export async function findRunning(home: string): Promise<Running | undefined> {
  const running = readRunning(home);
  if (running === undefined || !isAlive(running.pid)) return undefined;
  return (await accepts(running.gatewayPort)) ? running : undefined;
}

function readRunning(home: string): Running | undefined {
  try {
    return JSON.parse(readFileSync(runningPath(home), "utf8")) as Running;
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
