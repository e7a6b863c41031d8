// SPDX-License-Identifier: Apache-2.0

/** `npm run demo`: plays the demonstration case. Exit status 1 where a step misses its expected outcome. */
import { commandLine, optionsIn, wholeNumber } from "@licet/embedded-network/command-line";
import { ledgerNamed } from "../lib/ledgers.js";
import { step } from "../lib/progress.js";
import { CASE, STORY } from "./case.js";
import { Narrator, SILENT } from "./narrate.js";
import { load } from "./load.js";
import { Loading } from "./loading.js";
import { asExpected, play } from "./play.js";
import { openSetup, type Setup, stageOn } from "./setup.js";

/** Between the ports of nodes and those of administration and chaincode. */
const GATEWAY_PORT_OFFSET = 1_080;

interface Values {
  readonly ledger?: string;
  readonly json?: boolean;
  readonly story?: boolean;
  readonly load?: boolean;
  readonly portBase?: number;
}

const program = commandLine("npm run demo --", "plays the demonstration case on the Licet that runs, or on a fresh one")
  .option("--ledger <NAME>", "embedded, 2.5 or 3.1")
  .option("--json", "prints the steps as JSON")
  .option("--story", "leaves out what must fail")
  .option("--load", "plays the story once, silently, on a ledger that has not got it yet, as npm start does")
  .option("--port-base <N>", "first port of a fresh network", wholeNumber);

async function main(): Promise<number> {
  const values = optionsIn<Values>(program, process.argv.slice(2));
  if (values === undefined) return 0;
  const setup = await openSetup({
    ...(values.ledger === undefined ? {} : { ledger: ledgerNamed(values.ledger) }),
    ...portsFrom(values.portBase),
    step,
  });
  try {
    return await playOn(setup, values);
  } finally {
    await setup.close();
  }
}

async function playOn(setup: Setup, { json, story, load: loadOnly }: Values): Promise<number> {
  if (loadOnly) return loadOn(setup);
  const tell = (text: string): void => void (json ? process.stderr : process.stdout).write(text);
  const stage = await stageOn(setup);
  const where = setup.ledger === "embedded" ? "the embedded network" : `Fabric ${setup.ledger}`;
  tell(`Playing on ${where}, ${setup.gatewayUrl}${setup.fresh ? ", started for this" : ""}.\n`);
  const played = await play(story ? STORY : CASE, stage, json ? SILENT : new Narrator(tell));
  const missed = played.filter((one) => !asExpected(one));
  if (json) process.stdout.write(`${JSON.stringify(played, null, 2)}\n`);
  tell(`\n${played.length - missed.length} of ${played.length} steps came out as expected.\n`);
  return missed.length === 0 ? 0 : 1;
}

/** A fresh network's ports: the gateway listens beside the nodes. */
function portsFrom(portBase: number | undefined): { portBase?: number; gatewayPort?: number } {
  return portBase === undefined ? {} : { portBase, gatewayPort: portBase + GATEWAY_PORT_OFFSET };
}

async function loadOn(setup: Setup): Promise<number> {
  const loading = new Loading(setup.gatewayFolder);
  const stage = await stageOn(setup, loading.unfinished);
  if (loading.unfinished === undefined && stage.references.run > 0) return 0;
  const missed = await load(STORY, stage, loading);
  for (const { step, code } of missed) process.stderr.write(`${step}: ${code ?? "refused"}\n`);
  return missed.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
