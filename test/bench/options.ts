// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from "node:util";
import { type LedgerName, LEDGERS } from "./network.js";

/** What a run measures, and how long. */
export interface BenchOptions {
  readonly ledgers: readonly LedgerName[];
  /** How often each workload is measured; a ratio is the median of its rounds. */
  readonly rounds: number;
  /** Share of the usual operations. */
  readonly scale: number;
  /** Requests in flight: the first for every workload, each for put and handoff. */
  readonly inFlight: readonly number[];
  /** First port of the networks; free ones are found where none is given. */
  readonly portBase?: number;
  readonly json: boolean;
  readonly ratios: boolean;
  /** Name that the results are kept under. */
  readonly keep?: string;
  /** Name of kept results that the page of figures is written from, instead of measuring. */
  readonly report?: string;
}

export const USAGE = `npm run bench -- [OPTIONS]
  --ledger NAMES      ledgers to measure, ${LEDGERS.join(", ")}; repeatable or with commas (embedded)
  --rounds N          how often each workload is measured (3)
  --in-flight N,N     requests in flight: the first for all workloads, every one for put and handoff (50,200)
  --scale X           share of the usual operations (1)
  --quick             one round with a tenth of the operations: enough to see that everything works
  --port-base N       first port of the networks (a free block)
  --json              prints the rows as one JSON array
  --ratios            with --json prints an object of rows and ratios
  --keep NAME         writes rows and ratios to test/bench/results/NAME.json
  --report NAME       measures nothing: writes the tables of docs/reference/performance.md from results kept before
`;

const ROUNDS_MAX = 100;
const IN_FLIGHT_MAX = 1_000;
const PORT_BASE_MAX = 60_000;

/**
 * What the command line asks for.
 * @throws {TypeError} naming an option that there is not.
 * @throws {RangeError} naming an option whose value cannot be.
 */
export function readOptions(args: readonly string[]): BenchOptions | "help" {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ledger: { type: "string", multiple: true, default: ["embedded"] },
      rounds: { type: "string" },
      "in-flight": { type: "string", default: "50,200" },
      scale: { type: "string" },
      quick: { type: "boolean", default: false },
      "port-base": { type: "string" },
      json: { type: "boolean", default: false },
      ratios: { type: "boolean", default: false },
      keep: { type: "string" },
      report: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return "help";
  const [rounds, scale] = values.quick ? ["1", "0.1"] : ["3", "1"];
  return {
    ledgers: [...new Set(listed(values.ledger.join(",")).map(ledgerNamed))],
    rounds: whole("--rounds", values.rounds ?? rounds, ROUNDS_MAX),
    scale: share(values.scale ?? scale),
    inFlight: listed(values["in-flight"]).map((text) => whole("--in-flight", text, IN_FLIGHT_MAX)),
    json: values.json,
    ratios: values.ratios,
    ...(values["port-base"] === undefined
      ? {}
      : { portBase: whole("--port-base", values["port-base"], PORT_BASE_MAX) }),
    ...(values.keep === undefined ? {} : { keep: resultsName("--keep", values.keep) }),
    ...(values.report === undefined ? {} : { report: resultsName("--report", values.report) }),
  };
}

function listed(text: string): string[] {
  return text.split(",").map((part) => part.trim());
}

function ledgerNamed(text: string): LedgerName {
  const ledger = LEDGERS.find((name) => name === text);
  if (ledger === undefined) throw new RangeError(`--ledger is ${LEDGERS.join(", ")}, not "${text}".`);
  return ledger;
}

function whole(option: string, text: string, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new RangeError(`${option} takes whole numbers from 1 to ${max}, not "${text}".`);
}

function share(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 1) return value;
  throw new RangeError(`--scale takes a number above 0 and up to 1, not "${text}".`);
}

function resultsName(option: string, text: string): string {
  if (/^[a-z0-9][a-z0-9.-]*$/.test(text)) return text;
  throw new RangeError(`${option} takes a file name of lower-case letters, digits, dots and hyphens, not "${text}".`);
}
