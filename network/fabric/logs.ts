// SPDX-License-Identifier: Apache-2.0
import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** How much of a log's end is read for its last lines. */
const TAIL_BYTES_MAX = 256 * 1024;
const FOLLOW_INTERVAL_MS = 250;
const LOG_SUFFIX = ".log";

/** One process's log. */
export interface LogFile {
  /** The process's name. */
  readonly name: string;
  readonly path: string;
}

/** The logs in a folder, of the processes whose name holds a text. */
export function logFiles(folder: string, text = ""): LogFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(LOG_SUFFIX) && file.includes(text))
    .sort()
    .map((file) => ({ name: file.slice(0, -LOG_SUFFIX.length), path: join(folder, file) }));
}

/** The last lines of a log, at most those within its last 256 KiB. */
export function lastLines(path: string, count: number): string[] {
  const { size } = statSync(path);
  const text = readFrom(path, Math.max(0, size - TAIL_BYTES_MAX), size).trimEnd();
  return text === "" || count === 0 ? [] : text.split("\n").slice(-count);
}

/** Tells each whole line that is written from now on, until the signal fires. */
export async function followLogs(
  files: readonly LogFile[],
  signal: AbortSignal,
  onLine: (file: LogFile, line: string) => void,
): Promise<void> {
  const read = new Map(files.map(({ path }) => [path, statSync(path).size]));
  const unfinished = new Map<string, string>();
  while (!signal.aborted) {
    for (const file of files) {
      const from = read.get(file.path) ?? 0;
      const { size } = statSync(file.path);
      const lines = ((unfinished.get(file.path) ?? "") + readFrom(file.path, from, size)).split("\n");
      unfinished.set(file.path, lines.pop() ?? "");
      read.set(file.path, size);
      for (const line of lines) onLine(file, line);
    }
    await delay(FOLLOW_INTERVAL_MS, undefined, { signal }).catch(() => undefined);
  }
}

function readFrom(path: string, from: number, to: number): string {
  const bytes = Buffer.alloc(Math.max(0, to - from));
  const file = openSync(path, "r");
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, from)).toString("utf8");
  } finally {
    closeSync(file);
  }
}
