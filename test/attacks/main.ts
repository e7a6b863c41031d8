// SPDX-License-Identifier: Apache-2.0
// `npm run attacks`: plays the catalogue of attacks on a network that is started for it.
import { writeFileSync } from "node:fs";
import { commandLine, optionsIn } from "@licet/embedded-network/command-line";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { InvalidArgumentError, Option } from "commander";
import { LEDGER_NAMES, type LedgerName, unavailable } from "@licet/scripts/lib/ledgers";
import { CATALOGUE } from "./catalogue/catalogue.js";
import { type Battlefield, startBattlefield } from "./harness/start.js";
import { junkRatios } from "./junk.js";
import { ATTACKS_PAGE, attacksPage } from "./page.js";
import { randomProgram } from "./random/program.js";
import { Campaign, chosen, type PlayedAttack, type Report, reportOf } from "./run.js";
import { buildWorld } from "./world/build.js";

const PER_KIND_SEEDED = 2;
const DEFAULT_TRANSACTIONS = 5_000;
const DEFAULT_SEED = 1;

interface Options {
  readonly ledger: LedgerName;
  readonly seed?: number;
  readonly kind: string;
  readonly json?: boolean;
  readonly junk?: boolean;
  readonly random?: boolean;
  readonly transactions: number;
  readonly portBase?: number;
  readonly page?: boolean;
}

const program = commandLine("npm run attacks --", "attacks a network, and says of every attack how it ended")
  .addOption(new Option("--ledger <NAME>", "the network to start and attack").choices(LEDGER_NAMES).default("embedded"))
  .option("--seed <N>", "a part of the catalogue only, which the seed chooses: two instances of each kind", count)
  .option("--kind <TEXT>", "only kinds whose name contains the text", "")
  .option("--json", "print ledger, kinds, tried, refused, withoutEffect, detected, accepted, succeeded and rows")
  .option("--junk", "measure verification, release and handoff beside 10,000 keys of junk instead")
  .option("--random", "play a random program of honest and hostile acts against a model instead")
  .option("--transactions <N>", "length of the random program", count, DEFAULT_TRANSACTIONS)
  .option("--port-base <N>", "where the network's ports begin", count)
  .option("--page", "write the page of the catalogue and end")
  .addHelpText(
    "after",
    "\nExit status: 0 where nothing succeeded, 1 where something did, 2 for a wrong option, 3 where the ledger cannot be\n" +
      "started here.",
  );

function count(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It takes a whole number from 1 on.");
}

async function main(): Promise<number> {
  const options = optionsIn<Options>(program, process.argv.slice(2));
  if (options === undefined) return 0;
  if (options.page) {
    writeFileSync(ATTACKS_PAGE, attacksPage());
    process.stdout.write(`${ATTACKS_PAGE}: format it with npm run format\n`);
    return 0;
  }
  const reason = unavailable(options.ledger);
  if (reason !== undefined) {
    process.stderr.write(`${options.ledger} cannot be started: ${reason}.\n`);
    return 3;
  }
  const started = performance.now();
  const battlefield = await startBattlefield(options.ledger, options.portBase);
  try {
    const world = await buildWorld(battlefield.net);
    tell(`An honest world on ${nameOf(options.ledger)} in ${seconds(performance.now() - started)}.`);
    if (options.junk) return print(options, await junkRatios(world));
    if (options.random) {
      const { seed = DEFAULT_SEED, transactions } = options;
      return print(options, await randomProgram(world, { seed, transactions, tell }));
    }
    return await campaign(battlefield, world, options);
  } finally {
    await battlefield.stop();
  }
}

async function campaign(
  battlefield: Battlefield,
  world: Awaited<ReturnType<typeof buildWorld>>,
  { ledger, seed, kind, json }: Options,
): Promise<number> {
  const some = CATALOGUE.filter((attack) => attack.kind.includes(kind));
  const attacks = seed === undefined ? some : chosen(some, seed, PER_KIND_SEEDED);
  const started = performance.now();
  const fighting = await Campaign.begin(battlefield, world);
  const rows = await fighting.play(attacks, narrate);
  const report = reportOf(ledger, seed, rows, performance.now() - started);
  if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else process.stdout.write(`${summary(report)}\n`);
  return report.succeeded === 0 ? 0 : 1;
}

/** Says what succeeded as soon as it did, and else counts. */
function narrate({ kind, on, outcome, asExpected, expected, by }: PlayedAttack): void {
  if (outcome === "succeeded") tell(`SUCCEEDED ${kind} on ${on}: ${by}`);
  else if (!asExpected) tell(`not as the catalogue says: ${kind} on ${on}: ${outcome} ${by}; expected ${expected}`);
}

function summary({ ledger, kinds, tried, rows, ...counts }: Report): string {
  const { refused, withoutEffect, detected, accepted, succeeded, unexpected, milliseconds } = counts;
  const byKind = new Map<string, PlayedAttack[]>();
  for (const row of rows) byKind.set(row.kind, [...(byKind.get(row.kind) ?? []), row]);
  const lines = [...byKind].map(([kind, played]) => {
    const endings = [...new Set(played.map(({ outcome }) => outcome))].join(", ");
    return `  ${kind.padEnd(34)} ${String(played.length).padStart(4)}  ${endings}`;
  });
  return [
    ...lines,
    `${nameOf(ledger as LedgerName)}: ${kinds} kinds, ${tried} attacks in ${seconds(milliseconds)}: ${refused} refused, ` +
      `${withoutEffect} without effect, ${detected} detected, ${accepted} accepted, ${succeeded} succeeded` +
      (unexpected === 0 ? "." : `; ${unexpected} failed on something else than the catalogue says.`),
  ].join("\n");
}

function print({ json }: Options, result: { readonly succeeded: number; readonly lines: readonly string[] }): number {
  const { lines, ...rest } = result;
  process.stdout.write(json ? `${JSON.stringify(rest, null, 2)}\n` : `${lines.join("\n")}\n`);
  return result.succeeded === 0 ? 0 : 1;
}

function nameOf(ledger: LedgerName): string {
  return ledger === "embedded" ? "the embedded network" : `Fabric ${ledger}`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

try {
  process.exitCode = await main();
} catch (error) {
  const usage = error instanceof TypeError || (error instanceof NetworkError && error.code === "NETWORK_USAGE");
  const sentence = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${usage ? error.message : sentence}\n`);
  process.exitCode = usage ? 2 : 1;
}
