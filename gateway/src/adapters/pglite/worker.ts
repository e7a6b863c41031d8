// SPDX-License-Identifier: Apache-2.0
/** The thread that PGlite runs in: it computes without giving way, and requests over HTTP are not to wait for that. */
import { parentPort, workerData } from "node:worker_threads";
import { PGlite, types } from "@electric-sql/pglite";
import { clusterFile, holdsDatabase, keepCluster, readCluster } from "./cluster.js";
import type { StatementFailure, StatementResult, WorkerReply, WorkerRequest, WorkerSettings } from "./protocol.js";

const port = parentPort;
if (port === null) throw new Error("This file runs in a thread of the gateway.");
const { folder } = workerData as WorkerSettings;

/** Whole numbers of eight bytes come as numbers, as with the server: none here passes 2^53. */
const parsers = { [types.INT8]: Number };

const opened = openDatabase();

opened.then(
  () => reply({ id: 0, result: NOTHING }),
  (error: unknown) => reply({ id: 0, failure: failureOf(error) }),
);
port.on("message", (request: WorkerRequest) => {
  answer(request).then(
    (result) => reply({ id: request.id, result }),
    (error: unknown) => reply({ id: request.id, failure: failureOf(error) }),
  );
});

async function openDatabase(): Promise<PGlite> {
  const where = folder === undefined ? {} : { dataDir: folder };
  if (holdsDatabase(folder)) return PGlite.create({ ...where, parsers });
  const file = await clusterFile();
  const cluster = await readCluster(file);
  if (cluster !== undefined) return PGlite.create({ ...where, parsers, loadDataDir: cluster });
  const database = await PGlite.create({ ...where, parsers });
  await keepCluster(file, await database.dumpDataDir("none"));
  return database;
}

const NOTHING: StatementResult = { command: "SELECT", rowCount: 0, rows: [] };

async function answer({ ask, text, parameters }: WorkerRequest): Promise<StatementResult> {
  const database = await opened;
  if (ask === "close") {
    await database.close();
    return NOTHING;
  }
  // Only the simple protocol takes several statements at once, and it takes no parameters.
  if (parameters.length === 0) return resultOf((await database.exec(text)).at(-1));
  return resultOf(await database.query(text, [...parameters]));
}

function resultOf(answered: { rows: unknown[]; affectedRows?: number } | undefined): StatementResult {
  if (answered === undefined) return NOTHING;
  const { rows, affectedRows = 0 } = answered;
  return { command: "UPDATE", rowCount: Math.max(affectedRows, rows.length), rows };
}

function failureOf(error: unknown): StatementFailure {
  const { code, constraint } = error as Partial<StatementFailure>;
  return { message: error instanceof Error ? error.message : String(error), code, constraint };
}

function reply(answered: WorkerReply): void {
  port?.postMessage(answered);
}
