// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import path from "node:path";
import { projectRoot } from "@licet/scripts/lib/paths";
import type { Ratio } from "./ratios.js";
import type { BenchRow } from "./rows.js";

const FOLDER = path.join(projectRoot, "test", "bench", "results");

/** One run as it is kept. */
export interface Results {
  readonly machine: { readonly node: string; readonly processors: number; readonly model: string };
  readonly started: string;
  readonly minutes: number;
  readonly rounds: number;
  /** Share of the usual operations. */
  readonly scale: number;
  readonly rows: readonly BenchRow[];
  readonly ratios: readonly Ratio[];
}

/** The machine that a run is measured on. */
export function thisMachine(): Results["machine"] {
  return { node: process.versions.node, processors: availableParallelism(), model: cpus()[0]?.model.trim() ?? "" };
}

/** Keeps a run under a name in the results' folder. @returns the file */
export function keepResults(name: string, results: Results): string {
  mkdirSync(FOLDER, { recursive: true });
  const file = fileOf(name);
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  return file;
}

/** Reads what was kept under a name. */
export function readResults(name: string): Results {
  return JSON.parse(readFileSync(fileOf(name), "utf8")) as Results;
}

function fileOf(name: string): string {
  return path.join(FOLDER, `${name}.json`);
}
