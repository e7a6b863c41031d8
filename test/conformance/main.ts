// SPDX-License-Identifier: Apache-2.0
// `npm run conformance`: runs the suite on a ledger and compares it with the recorded results of real Fabric.
import { writeFileSync } from "node:fs";
import { commandLine, optionsIn } from "@licet/embedded-network/command-line";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { InvalidArgumentError, Option } from "commander";
import { allCases } from "./cases/all-cases.js";
import { runCasesOn } from "./cases-command.js";
import { DEFAULT_TRANSACTIONS, runDifferential } from "./differential/command.js";
import { KNOWN_DIFFERENCES_PAGE, knownDifferencesPage } from "./known-differences.js";
import { LEDGER_NAMES, type LedgerName } from "./ledgers/ledger.js";
import { ledgers } from "./run-on.js";

function count(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It takes a whole number from 1 on.");
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 2;
}

interface Values {
  readonly ledger: LedgerName;
  readonly profiles?: string;
  readonly case: string;
  readonly list?: boolean;
  readonly json?: boolean;
  readonly record?: boolean;
  readonly differential?: number;
  readonly transactions: number;
  readonly page?: boolean;
}

const program = commandLine(
  "npm run conformance --",
  "runs the suite on a ledger and compares it with the recorded results of real Fabric",
)
  .addOption(
    new Option("--ledger <NAME>", "the network to start and run on; 2.5 orders with Raft, 3.1 with SmartBFT")
      .choices(LEDGER_NAMES)
      .default("embedded"),
  )
  .option(
    "--profiles <FOLDER>",
    "run on a network that is up, instead of starting one; it has a fresh ledger and runs " +
      "test/conformance/consortium.yaml with the conformance chaincode as kv and kv2. Cases that stop nodes are left out",
  )
  .option("--case <TEXT>", "only the cases whose id contains the text", "")
  .option("--list", "print the cases and what each shows")
  .option("--json", "print the outcome as JSON: ledger, cases, agreed, differed, known, differences")
  .option("--record", "write what real Fabric does as its new recorded results, of the cases that are run")
  .option(
    "--differential <SEED>",
    "instead of the cases, play the random program of that seed on the ledger and on the embedded network, and compare " +
      "results, codes, writes, events, world state and private data; on the embedded network alone, compare with what " +
      "is recorded of real Fabric",
    count,
  )
  .option("--transactions <N>", "the program's length", count, DEFAULT_TRANSACTIONS)
  .option("--page", "write the page of known differences and end")
  .addHelpText(
    "after",
    "\nExit status: 0 where nothing differs but what is known, 1 otherwise, 2 for a wrong option, 3 where the ledger cannot\n" +
      "be started here.",
  );

function printed({ list, page }: Values): boolean {
  if (list) for (const { id, title, what } of allCases) process.stdout.write(`${id}: ${title}. ${what}\n`);
  else if (page) {
    writeFileSync(KNOWN_DIFFERENCES_PAGE, knownDifferencesPage());
    process.stdout.write(`${KNOWN_DIFFERENCES_PAGE}: format it with npm run format\n`);
  }
  return list === true || page === true;
}

async function main(): Promise<number> {
  const values = optionsIn<Values>(program, process.argv.slice(2));
  if (values === undefined || printed(values)) return 0;
  const { ledger, profiles, json = false, record = false, differential, transactions } = values;
  if (record && ledger === "embedded") return refuse("--record goes with --ledger 2.5 or 3.1.");
  const reason = profiles === undefined ? ledgers[ledger].unavailable() : undefined;
  if (reason !== undefined) {
    process.stderr.write(`${ledger} cannot be started: ${reason}.\n`);
    return 3;
  }
  if (differential === undefined) return runCasesOn({ ledger, profiles, filter: values.case, json, record });
  if (profiles !== undefined) return refuse("--differential starts its own networks.");
  return runDifferential({ ledger, seed: differential, transactions, json, record });
}

try {
  process.exitCode = await main();
} catch (error) {
  const usage = error instanceof NetworkError && error.code === "NETWORK_USAGE";
  const sentence = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${usage ? error.message : sentence}\n`);
  process.exitCode = usage ? 2 : 1;
}
