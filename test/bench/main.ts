// SPDX-License-Identifier: Apache-2.0

/** `npm run bench`: measures ledgers in one run, one after another, and prints a row a workload and the ratios within the run. */
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { requireLedger } from "./network.js";
import { type BenchOptions, readOptions } from "./options.js";
import { measureAloud, measureLedger } from "./program.js";
import { type Ratio, ratiosOf } from "./ratios.js";
import { report } from "./report.js";
import { keepResults, readResults, type Results, thisMachine } from "./results.js";
import { rounded, seriesOf } from "./rows.js";
import { eip712Check } from "./signature.js";

const SIGNATURES = 4_000;
const USAGE_STATUS = 2;
const MS_A_MINUTE = 60_000;

/** Ends the run on Ctrl-C and the like, with everything that it started. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => controller.abort(new Error(`The run was ended by ${name}.`)));
  }
  return controller.signal;
}

async function run(options: BenchOptions): Promise<Results> {
  const signal = interruption();
  const started = new Date();
  const portBase = options.portBase ?? (await claimPortBase());
  const slices = [
    await measureAloud(eip712Check({ ledger: "none", inFlight: 1, operations: Math.ceil(SIGNATURES * options.scale) })),
  ];
  const steadiness: Ratio[] = [];
  for (const ledger of options.ledgers) {
    const measured = await measureLedger(ledger, { ...options, portBase }, signal);
    slices.push(...measured.slices);
    steadiness.push(measured.steadiness);
  }
  const series = seriesOf(slices);
  return {
    machine: thisMachine(),
    started: started.toISOString(),
    minutes: rounded((Date.now() - started.getTime()) / MS_A_MINUTE),
    rounds: options.rounds,
    scale: options.scale,
    rows: series.map(({ row }) => row),
    ratios: [...ratiosOf(series), ...steadiness],
  };
}

function lineOf({ name, ledger, inFlight, ratio, rounds, aim }: Ratio): string {
  const aimed = aim === undefined ? "" : `, aim ${aim}`;
  return `${ledger}, ${inFlight} in flight: ${name} ${ratio} (${rounds.join(", ")})${aimed}\n`;
}

async function main(): Promise<void> {
  const options = optionsOrEnd();
  if (options.report !== undefined) return report(options.report, readResults(options.report));
  const results = await run(options);
  const { rows, ratios } = results;
  process.stderr.write(`${ratios.map(lineOf).join("")}${results.minutes} minutes\n`);
  if (options.keep !== undefined) process.stderr.write(`kept in ${keepResults(options.keep, results)}\n`);
  if (options.json) process.stdout.write(`${JSON.stringify(options.ratios ? { rows, ratios } : rows, null, 2)}\n`);
}

/** Ends the program where the options are wrong or a ledger is not here: before an hour is spent on the others. */
function optionsOrEnd(): BenchOptions {
  try {
    const options = readOptions(process.argv.slice(2));
    if (options === "help") process.exit(0);
    for (const ledger of options.ledgers) requireLedger(ledger);
    return options;
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError || error instanceof NetworkError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(USAGE_STATUS);
  }
}

await main();
