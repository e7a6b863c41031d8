// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { projectRoot } from "@licet/scripts/dist/lib/paths.js";
import type { BenchRow } from "./measure.js";

const FOLDER = path.join(projectRoot, "test", "bench", "results");

/** A ratio of two rows of the same run: what can be compared between machines. */
export interface Ratio {
  readonly name: string;
  readonly ratio: number;
}

interface Side {
  readonly workload: string;
  readonly client: string;
}

const SDK = "fabric-gateway";

/** Ratios of rates with many requests in flight, each with what it says. */
const RATIOS: readonly { readonly name: string; readonly of: Side; readonly to: Side }[] = [
  {
    name: "put with two endorsers to put with one",
    of: { workload: "put-1kb-2-endorsers", client: SDK },
    to: { workload: "put-1kb", client: SDK },
  },
  { name: "handoff to put", of: { workload: "handoff", client: SDK }, to: { workload: "put-1kb", client: SDK } },
  {
    name: "handoff by HTTP to handoff by SDK",
    of: { workload: "handoff", client: "http" },
    to: { workload: "handoff", client: SDK },
  },
  {
    name: "verify by HTTP to verify by SDK",
    of: { workload: "verify", client: "http" },
    to: { workload: "verify", client: SDK },
  },
];

/** The ratios that a run's rows give. */
export function ratiosOf(rows: readonly BenchRow[]): Ratio[] {
  return RATIOS.flatMap(({ name, of, to }) => {
    const [above, below] = [busiest(rows, of), busiest(rows, to)];
    if (above === undefined || below === undefined) return [];
    return [{ name, ratio: Math.round((above.perSecond / below.perSecond) * 100) / 100 }];
  });
}

function busiest(rows: readonly BenchRow[], { workload, client }: Side): BenchRow | undefined {
  return rows
    .filter((row) => row.workload === workload && row.client === client)
    .sort((left, right) => right.inFlight - left.inFlight)[0];
}

/** Keeps a run under a name in the results' folder. @returns the file */
export function keepResults(name: string, rows: readonly BenchRow[]): string {
  mkdirSync(FOLDER, { recursive: true });
  const file = path.join(FOLDER, `${name}.json`);
  const machine = { node: process.versions.node, processors: availableParallelism() };
  writeFileSync(file, `${JSON.stringify({ machine, rows, ratios: ratiosOf(rows) }, null, 2)}\n`);
  return file;
}
