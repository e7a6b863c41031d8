// SPDX-License-Identifier: Apache-2.0
import { commandLine, optionsIn, repeated } from "@licet/embedded-network/command-line";
import { type Command, InvalidArgumentError } from "commander";
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

const ROUNDS_MAX = 100;
const IN_FLIGHT_MAX = 1_000;
const PORT_BASE_MAX = 60_000;

interface Values extends Partial<Pick<BenchOptions, "rounds" | "scale" | "portBase" | "keep" | "report">> {
  readonly ledger?: readonly (readonly LedgerName[])[];
  readonly inFlight?: readonly number[];
  readonly quick?: boolean;
  readonly json?: boolean;
  readonly ratios?: boolean;
}

function benchCommand(): Command {
  const ledgers = (text: string): readonly LedgerName[] => listed(text).map(ledgerNamed);
  return commandLine("npm run bench --", "measures ledgers in one run, one after another")
    .option("--ledger <NAMES>", `${LEDGERS.join(", ")}; repeatable or with commas (embedded)`, repeated(ledgers))
    .option("--rounds <N>", "how often each workload is measured (3)", (text) => whole("--rounds", text, ROUNDS_MAX))
    .option(
      "--in-flight <N,N>",
      "requests in flight: the first for all workloads, every one for put and handoff (50,200)",
      (text) => listed(text).map((part) => whole("--in-flight", part, IN_FLIGHT_MAX)),
    )
    .option("--scale <X>", "share of the usual operations (1)", share)
    .option("--quick", "one round with a tenth of the operations: enough to see that everything works")
    .option("--port-base <N>", "first port of the networks (a free block)", (text) =>
      whole("--port-base", text, PORT_BASE_MAX),
    )
    .option("--json", "prints the rows as one JSON array")
    .option("--ratios", "with --json prints an object of rows and ratios")
    .option("--keep <NAME>", "writes rows and ratios to test/bench/results/NAME.json", resultsName)
    .option(
      "--report <NAME>",
      "measures nothing: writes the tables of docs/reference/performance.md from results kept before",
      resultsName,
    );
}

/**
 * @throws {NetworkError} NETWORK_USAGE, saying which option is wrong.
 * @throws {RangeError} saying which value is wrong.
 */
export function readOptions(args: readonly string[]): BenchOptions | "help" {
  const values = optionsIn<Values>(benchCommand(), args);
  if (values === undefined) return "help";
  const {
    ledger = [["embedded" as const]],
    inFlight = [50, 200],
    quick,
    json = false,
    ratios = false,
    ...others
  } = values;
  const usual = quick === true ? { rounds: 1, scale: 0.1 } : { rounds: 3, scale: 1 };
  return { ...usual, ledgers: [...new Set(ledger.flat())], inFlight, json, ratios, ...others };
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

function resultsName(text: string): string {
  if (/^[a-z0-9][a-z0-9.-]*$/.test(text)) return text;
  throw new InvalidArgumentError("It takes a file name of lower-case letters, digits, dots and hyphens.");
}
