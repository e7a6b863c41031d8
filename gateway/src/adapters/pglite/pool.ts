// SPDX-License-Identifier: Apache-2.0
import { Worker } from "node:worker_threads";
import path from "node:path";
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from "kysely";
import { packageFolder } from "../../config/package-folder.js";
import type { StatementResult, WorkerReply, WorkerRequest, WorkerSettings } from "./protocol.js";

/** A failure of the embedded database, with PostgreSQL's SQLSTATE as the server's driver gives it. */
export class PgliteError extends Error {
  readonly code: string | undefined;
  readonly constraint: string | undefined;

  constructor(message: string, code?: string, constraint?: string) {
    super(message);
    this.name = "PgliteError";
    this.code = code;
    this.constraint = constraint;
  }
}

interface Waiting {
  readonly resolve: (result: StatementResult) => void;
  readonly reject: (error: Error) => void;
}

/**
 * PGlite in a thread of its own, as a pool of the one connection that it has: whoever connects has it until they release it, so that
 * a transaction has no statements of others in it.
 */
export class PglitePool implements PostgresPool {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  #ended: Error | undefined;
  /** Resolves when the connection is free. */
  #free: Promise<void> = Promise.resolve();

  /**
   * Opens a database.
   * @param folder left out for one in memory
   * @throws {PgliteError} where the folder holds none that can be opened.
   */
  static async open(folder?: string): Promise<PglitePool> {
    const pool = new PglitePool({ folder });
    await pool.#opened();
    return pool;
  }

  private constructor(settings: WorkerSettings) {
    // Threads are started from compiled code, also where a test runs the sources.
    const file = path.join(packageFolder(), "dist", "adapters", "pglite", "worker.js");
    this.#worker = new Worker(file, { workerData: settings });
    this.#worker.on("message", (reply: WorkerReply) => this.#settle(reply));
    this.#worker.on("error", (error) => this.#fail(error));
    this.#worker.on("exit", () => this.#fail(new PgliteError("The embedded database has ended.")));
  }

  async connect(): Promise<PostgresPoolClient> {
    const before = this.#free;
    let release: () => void = () => undefined;
    this.#free = new Promise((resolve) => (release = resolve));
    await before;
    const query = async <R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> => {
      const { command, rowCount, rows } = await this.#ask("query", text, parameters);
      return { command, rowCount, rows: rows as R[] };
    };
    return { query: query as PostgresPoolClient["query"], release };
  }

  async end(): Promise<void> {
    if (this.#ended !== undefined) return;
    const client = await this.connect();
    try {
      await this.#ask("close", "", []);
    } finally {
      client.release();
      await this.#worker.terminate();
    }
  }

  #opened(): Promise<StatementResult> {
    return new Promise((resolve, reject) => this.#waiting.set(0, { resolve, reject }));
  }

  #ask(ask: WorkerRequest["ask"], text: string, parameters: readonly unknown[]): Promise<StatementResult> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, ask, text, parameters } satisfies WorkerRequest);
    });
  }

  #settle(reply: WorkerReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ("result" in reply) waiting?.resolve(reply.result);
    else waiting?.reject(new PgliteError(reply.failure.message, reply.failure.code, reply.failure.constraint));
  }

  #fail(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
