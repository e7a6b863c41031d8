// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { formatted } from "@licet/scripts/docs/formatted";
import { tableOf } from "@licet/scripts/docs/markdown";
import { projectRoot } from "@licet/scripts/lib/paths";
import type { Ratio } from "./ratios.js";
import type { Results } from "./results.js";
import type { BenchRow } from "./rows.js";

/** The page that the tables stand in, between the two marks. */
const PAGE = "docs/reference/performance.md";
const TABLES = /(?<=<!-- tables of ([a-z0-9.-]+) -->\n)[\s\S]*?(?=<!-- end of the tables -->)/;

/** Name of the results that the page's tables were written from. */
export function reportedName(page: string): string {
  const name = TABLES.exec(page)?.[1];
  if (name === undefined) throw new Error(`${PAGE} does not say where its tables begin and end.`);
  return name;
}

/** The page with the tables of a run, formatted as all files of the project are. */
export async function pageWith(page: string, name: string, results: Results): Promise<string> {
  const named = page.replace(`<!-- tables of ${reportedName(page)} -->`, `<!-- tables of ${name} -->`);
  const text = named.replace(TABLES, () => `\n${tables(results)}\n\n`);
  return formatted(projectRoot, PAGE, text);
}

/** The page as it stands. */
export function readPage(): string {
  return readFileSync(path.join(projectRoot, PAGE), "utf8");
}

/** Writes a run's tables into the page. */
export async function report(name: string, results: Results): Promise<void> {
  writeFileSync(path.join(projectRoot, PAGE), await pageWith(readPage(), name, results));
}

function tables(results: Results): string {
  const { rows, ratios, machine, started, rounds, scale, minutes } = results;
  const ledgers = [...new Set(rows.map(({ ledger }) => ledger))].filter((ledger) => ledger !== "none");
  const compared = [...new Set(ratios.map(({ ledger }) => ledger))].filter((ledger) => !ledgers.includes(ledger));
  const where = `${machine.processors} processors (${machine.model}), Node ${machine.node}`;
  const run = `Measured on ${started.slice(0, 10)} on ${where}: ${rounds} ${rounds === 1 ? "round" : "rounds"} in ${Math.round(minutes)} minutes.`;
  const short = `A short run, with ${scale} of the usual operations: it shows that everything works; its figures are noise.`;
  const parts = [run, ...(scale < 1 ? [short] : []), rowTable(rows, ledgers), ratioTable(ratios, ledgers)];
  if (compared.length > 0) parts.push(ratioTable(ratios, compared));
  return parts.join("\n\n");
}

function rowTable(rows: readonly BenchRow[], ledgers: readonly string[]): string {
  const lines = grouped(rows, ({ workload, client, inFlight }) => [workload, client, inFlight.toString()]);
  const head = ["Workload", "Client", "In flight", ...ledgers];
  return tableOf(
    head,
    lines.map(([name, same]) => [
      ...name,
      ...ledgers.map((ledger) => {
        const row = same.find((one) => one.ledger === ledger || one.ledger === "none");
        return row === undefined ? "" : figures(row);
      }),
    ]),
  );
}

function figures({ inFlight, perSecond, p50, p99, attempts, errors }: BenchRow): string {
  const rate = inFlight === 1 ? "" : `${short(perSecond)}/s, `;
  const failed = errors === 0 ? "" : `, ${errors} of ${attempts} failed`;
  return `${rate}p50 ${short(p50)} ms, p99 ${short(p99)} ms${failed}`;
}

function ratioTable(ratios: readonly Ratio[], ledgers: readonly string[]): string {
  const shown = ratios.filter(({ ledger }) => ledgers.includes(ledger));
  const lines = grouped(shown, ({ name, inFlight }) => [name, inFlight.toString()]);
  return tableOf(
    ["Ratio", "In flight", ...ledgers],
    lines.map(([name, same]) => [...name, ...ledgers.map((ledger) => ratioText(same, ledger))]),
  );
}

function ratioText(same: readonly Ratio[], ledger: string): string {
  const found = same.find((one) => one.ledger === ledger);
  if (found === undefined) return "";
  const { ratio, rounds, aim } = found;
  const spread = rounds.length === 1 ? "" : ` (${rounds.map((round) => round.toFixed(2)).join(", ")})`;
  return `${ratio.toFixed(2)}${spread}${aim === undefined ? "" : `, aim ${aim}`}`;
}

/** What belongs on one line, in the order of its first appearance. */
function grouped<T>(all: readonly T[], nameOf: (one: T) => readonly string[]): [readonly string[], T[]][] {
  const groups = new Map<string, [readonly string[], T[]]>();
  for (const one of all) {
    const name = nameOf(one);
    const group = groups.get(name.join("\n")) ?? [name, []];
    group[1].push(one);
    groups.set(name.join("\n"), group);
  }
  return [...groups.values()];
}

/** Three digits at most, as many as a shared machine gives meaning to. */
function short(value: number): string {
  return value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en");
}
