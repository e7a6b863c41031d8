// SPDX-License-Identifier: Apache-2.0
import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Backoff } from "@licet/network/fabric/backoff";
import type { RunningProcess } from "./running.js";

/** How long a process may take to stop before it is killed. */
const STOP_TIMEOUT_MS = 10_000;
/** Lines of the log that an error shows. */
const LOG_LINES_SHOWN = 15;
const MS_PER_SECOND = 1_000;
/** How long after a process's end it becomes known that it was asked for, in milliseconds. */
const ASKED_MS = 300;

/** Script that a process loads first which is to end with this one; it needs a channel to it. */
export const END_WITH_PARENT = createRequire(import.meta.url).resolve("@licet/scripts/lib/end-with-parent");

export interface ChildOptions {
  /** What the process is, for people. */
  readonly title: string;
  /** Script that Node.js runs. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly cwd: string;
  /** Settings on top of this process's own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly logPath: string;
}

/** Told in one sentence that a process has ended, and that it was started again. */
export type Tell = (says: string) => void;

/** What others are told of a process that runs; nothing of one that does not. */
export function runningProcess({ title, pid }: Child): readonly RunningProcess[] {
  return pid === undefined ? [] : [{ title, pid }];
}

/** A Node.js process that runs beside this one, with its output in a log file. It ends with this one, however that ends. */
export class Child {
  readonly #options: ChildOptions;
  readonly #backoff = new Backoff();
  #process: ChildProcess;
  #startedAt = 0;
  #ended: Promise<void>;
  #comesBack: NodeJS.Timeout | undefined;
  #stopping = false;

  constructor(options: ChildOptions) {
    this.#options = options;
    mkdirSync(path.dirname(options.logPath), { recursive: true });
    [this.#process, this.#ended] = this.#start("w");
  }

  get title(): string {
    return this.#options.title;
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** @throws {Error} with the end of the log when the process has ended. */
  requireRunning(): void {
    if (this.#process.exitCode === null && this.#process.signalCode === null && this.pid !== undefined) return;
    const { title, logPath } = this.#options;
    const end = readFileSync(logPath, "utf8").trimEnd().split("\n").slice(-LOG_LINES_SHOWN).join("\n  ");
    throw new Error(`${title} has ended (${this.#how()}). The end of its log, ${logPath}:\n  ${end}`);
  }

  /** From now on the process is started again whenever it ends without `stop`, after a pause that grows while it does not stay up. */
  keepUp(tell: Tell): void {
    // Ctrl-C reaches every process of a terminal: whether the end was asked for is known a moment later.
    void this.#ended
      .then(() => delay(ASKED_MS))
      .then(() => {
        if (this.#stopping) return;
        const pause = this.#backoff.next(Date.now() - this.#startedAt);
        const { title, logPath } = this.#options;
        const seconds = (pause / MS_PER_SECOND).toString();
        tell(`${title} has ended (${this.#how()}); it is started again in ${seconds} s. Its log: ${logPath}`);
        this.#comesBack = setTimeout(() => {
          [this.#process, this.#ended] = this.#start("a");
          tell(`${title} was started again.`);
          this.keepUp(tell);
        }, pause);
      });
  }

  /** From now on the process is not started again. */
  letGo(): void {
    this.#stopping = true;
    clearTimeout(this.#comesBack);
  }

  /** Asks the process to stop, kills it when it does not, and resolves when it has ended. */
  async stop(): Promise<void> {
    this.letGo();
    this.#process.kill("SIGTERM");
    const timer = setTimeout(() => this.#process.kill("SIGKILL"), STOP_TIMEOUT_MS);
    await this.#ended;
    clearTimeout(timer);
  }

  #start(flags: "w" | "a"): [ChildProcess, Promise<void>] {
    const { script, args = [], cwd, environment, logPath } = this.#options;
    const log = openSync(logPath, flags);
    const started = spawn(process.execPath, ["--import", END_WITH_PARENT, script, ...args], {
      cwd,
      env: { ...process.env, ...environment },
      stdio: ["ignore", log, log, "ipc"],
    });
    closeSync(log);
    this.#startedAt = Date.now();
    const ended = new Promise<void>((resolve) => {
      started.once("exit", () => resolve());
      started.once("error", () => resolve());
    });
    return [started, ended];
  }

  #how(): string {
    return this.#process.signalCode ?? `status ${this.#process.exitCode ?? "unknown"}`;
  }
}
