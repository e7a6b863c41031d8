// SPDX-License-Identifier: Apache-2.0

/**
 * `npm run bench:read-model [-- TRANSACTIONS [NAME]]`: how fast transactions become rows, and how fast lists and the search box answer
 * then, with ten events a licence, on the embedded database and on PostgreSQL where it is installed; kept under a name where one is
 * given. Confidential parts are given with the transactions: what reading them from a peer takes is not in the figures.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { openPglite } from "@licet/gateway/adapters/pglite/database";
import { openPostgres } from "@licet/gateway/adapters/postgres/database";
import { analyseProjection } from "@licet/gateway/database/migrate";
import type { SqlDatabase } from "@licet/gateway/database/sql-database";
import { ReadModel } from "@licet/gateway/readmodel/queries/read-model";
import { NO_LEDGER } from "@licet/gateway/testing-readmodel/no-ledger";
import { findPostgres, PostgresServer } from "@licet/gateway/testing/postgres-server";
import { projectRoot } from "@licet/scripts/lib/paths";
import { thisMachine } from "../results.js";
import { addEvents, type Filled, project } from "./fill.js";
import { type Question, questionsOf } from "./questions.js";

const TRANSACTIONS_DEFAULT = 100_000;
const EVENTS_A_LICENCE = 10;
const QUESTIONS = 40;
const PERCENTILE = 0.95;

/** How long answers to one kind of question took, in milliseconds. */
interface Answered {
  readonly question: string;
  readonly median: number;
  readonly p95: number;
}

/** What was measured on one database. */
interface Measured extends Filled {
  readonly database: string;
  /** Processes that wanted a processor, on average over a minute, before and after. */
  readonly load: readonly number[];
  readonly answers: readonly Answered[];
}

async function ask(question: string, answer: Question): Promise<Answered> {
  const times: number[] = [];
  for (let at = 0; at < QUESTIONS; at += 1) {
    const started = performance.now();
    await answer(at);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const of = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { question, median: of(0.5), p95: of(PERCENTILE) };
}

async function measure(name: string, database: SqlDatabase, transactions: number): Promise<Measured> {
  const before = loadavg()[0] ?? 0;
  const filled = await project(name, database, transactions);
  const { perSecond, processorSecondsPerThousand } = filled;
  say(
    `${name}: ${transactions} transactions, ${perSecond.toFixed(0)} a second, ${processorSecondsPerThousand.toFixed(2)}`,
  );
  await addEvents(database, transactions, transactions * EVENTS_A_LICENCE);
  await analyseProjection(database);
  const answers: Answered[] = [];
  for (const [question, answer] of Object.entries(questionsOf(new ReadModel(database, NO_LEDGER), transactions))) {
    const answered = await ask(question, answer);
    answers.push(answered);
    say(`${name}: ${question}: median ${answered.median.toFixed(1)} ms, p95 ${answered.p95.toFixed(1)} ms`);
  }
  return { database: name, ...filled, load: [before, loadavg()[0] ?? 0], answers };
}

async function onPglite(transactions: number): Promise<Measured> {
  const folder = mkdtempSync(path.join(tmpdir(), "licet-bench-"));
  const database = await openPglite(path.join(folder, "database"));
  try {
    return await measure("PGlite", database, transactions);
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onPostgres(programs: string, transactions: number): Promise<Measured> {
  const server = await PostgresServer.start(programs);
  try {
    const database = await openPostgres(await server.createDatabase());
    const measured = await measure("PostgreSQL", database, transactions);
    await database.close();
    return measured;
  } finally {
    await server.stop();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(transactions: number, name: string | undefined): Promise<void> {
  const started = new Date().toISOString();
  const programs = findPostgres();
  if (programs === undefined) say("PostgreSQL: no server is installed.");
  const onServer = programs === undefined ? [] : [await onPostgres(programs, transactions)];
  const databases = [...onServer, await onPglite(transactions)];
  if (name === undefined) return;
  const file = path.join(projectRoot, "test", "bench", "results", `read-model-${name}.json`);
  const results = { machine: thisMachine(), started, transactions, events: transactions * EVENTS_A_LICENCE, databases };
  writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`);
}

await main(Number(process.argv[2] ?? TRANSACTIONS_DEFAULT), process.argv[3]);
