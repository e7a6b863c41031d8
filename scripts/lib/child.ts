// SPDX-License-Identifier: Apache-2.0
import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import path from "node:path";

/** How long a process may take to stop before it is killed. */
const STOP_TIMEOUT_MS = 10_000;
/** Lines of the log that an error shows. */
const LOG_LINES_SHOWN = 15;
/** Signals with which a person ends a process: no failure. */
const ORDERLY_SIGNALS: readonly string[] = ["SIGINT", "SIGTERM"];
const ORDERLY_STATUS = [0, 130, 143];

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

/** A Node.js process that runs beside this one, with its output in a log file. */
export class Child {
  readonly #options: ChildOptions;
  readonly #process: ChildProcess;
  readonly #exited: Promise<void>;
  #stopping = false;

  constructor(options: ChildOptions) {
    this.#options = options;
    mkdirSync(path.dirname(options.logPath), { recursive: true });
    const log = openSync(options.logPath, "w");
    this.#process = spawn(process.execPath, [options.script, ...(options.args ?? [])], {
      cwd: options.cwd,
      env: { ...process.env, ...options.environment },
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    this.#exited = new Promise((resolve) => {
      this.#process.once("exit", () => resolve());
      this.#process.once("error", () => resolve());
    });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** @throws {Error} with the end of the log when the process has ended. */
  requireRunning(): void {
    if (this.#process.exitCode === null && this.#process.signalCode === null && this.pid !== undefined) return;
    throw this.#failure();
  }

  /** Calls back when the process ends without having been asked to, by `stop` or by a person. */
  onFailure(listener: (error: Error) => void): void {
    void this.#exited.then(() => {
      const { exitCode, signalCode } = this.#process;
      const orderly = ORDERLY_SIGNALS.includes(signalCode ?? "") || ORDERLY_STATUS.includes(exitCode ?? -1);
      if (!this.#stopping && !orderly) listener(this.#failure());
    });
  }

  /** Asks the process to stop, kills it when it does not, and resolves when it has ended. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#process.kill("SIGTERM");
    const timer = setTimeout(() => this.#process.kill("SIGKILL"), STOP_TIMEOUT_MS);
    await this.#exited;
    clearTimeout(timer);
  }

  #failure(): Error {
    const { title, logPath } = this.#options;
    const how = this.#process.signalCode ?? `status ${this.#process.exitCode ?? "unknown"}`;
    const end = readFileSync(logPath, "utf8").trimEnd().split("\n").slice(-LOG_LINES_SHOWN).join("\n  ");
    return new Error(`${title} has ended (${how}). The end of its log, ${logPath}:\n  ${end}`);
  }
}
