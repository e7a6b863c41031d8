// SPDX-License-Identifier: Apache-2.0
// `npm run conformance`: runs the suite on a ledger and compares it with the recorded results of real Fabric.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { allCases } from "./cases/all-cases.js";
import { runCasesOn } from "./cases-command.js";
import { DEFAULT_TRANSACTIONS, runDifferential } from "./differential/command.js";
import { KNOWN_DIFFERENCES_PAGE, knownDifferencesPage } from "./known-differences.js";
import { LEDGER_NAMES, type LedgerName } from "./ledgers/ledger.js";
import { ledgers } from "./run-on.js";

const USAGE = `Usage: npm run conformance -- [OPTIONS]

  --ledger embedded|2.5|3.1
                          the network to start and run on; embedded unless given. 2.5 orders with Raft, 3.1 with SmartBFT
  --profiles FOLDER       run on a network that is up, instead of starting one; it has a fresh ledger and runs
                          test/conformance/consortium.yaml with the conformance chaincode as kv and kv2. Cases that stop
                          nodes are left out
  --case TEXT             only the cases whose id contains the text
  --list                  print the cases and what each shows
  --json                  print the outcome as JSON: ledger, cases, agreed, differed, known, differences
  --record                write what real Fabric does as its new recorded results, of the cases that are run
  --differential SEED     instead of the cases, play the random program of that seed on the ledger and on the embedded
                          network, and compare results, codes, writes, events, world state and private data; on the
                          embedded network alone, compare with what is recorded of real Fabric
  --transactions N        the program's length; ${DEFAULT_TRANSACTIONS} unless given
  --page                  write the page of known differences and end

Exit status: 0 where nothing differs but what is known, 1 otherwise, 2 for a wrong option, 3 where the ledger cannot
be started here.
`;

function isLedgerName(text: string): text is LedgerName {
  return (LEDGER_NAMES as readonly string[]).includes(text);
}

/** A whole number of at least one, or undefined for anything else. */
function count(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 2;
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      ledger: { type: "string", default: "embedded" },
      profiles: { type: "string" },
      case: { type: "string", default: "" },
      list: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      record: { type: "boolean", default: false },
      differential: { type: "string" },
      transactions: { type: "string", default: String(DEFAULT_TRANSACTIONS) },
      page: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  return values;
}

type Values = ReturnType<typeof readOptions>;

function printed({ help, list, page }: Values): boolean {
  if (help) process.stdout.write(USAGE);
  else if (list) for (const { id, title, what } of allCases) process.stdout.write(`${id}: ${title}. ${what}\n`);
  else if (page) {
    writeFileSync(KNOWN_DIFFERENCES_PAGE, knownDifferencesPage());
    process.stdout.write(`${KNOWN_DIFFERENCES_PAGE}: format it with npm run format\n`);
  }
  return help || list || page;
}

async function main(): Promise<number> {
  const values = readOptions();
  if (printed(values)) return 0;
  const { ledger, profiles, json, record } = values;
  if (!isLedgerName(ledger)) return refuse(`--ledger is one of ${LEDGER_NAMES.join(", ")}, not "${ledger}".`);
  if (record && ledger === "embedded") return refuse("--record goes with --ledger 2.5 or 3.1.");
  const reason = profiles === undefined ? ledgers[ledger].unavailable() : undefined;
  if (reason !== undefined) {
    process.stderr.write(`${ledger} cannot be started: ${reason}.\n`);
    return 3;
  }
  if (values.differential === undefined) return runCasesOn({ ledger, profiles, filter: values.case, json, record });
  const [seed, transactions] = [count(values.differential), count(values.transactions)];
  if (seed === undefined || transactions === undefined || profiles !== undefined)
    return refuse("--differential and --transactions take whole numbers from 1 on, and start their own networks.");
  return runDifferential({ ledger, seed, transactions, json, record });
}

try {
  process.exitCode = await main();
} catch (error) {
  const usage = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  process.stderr.write(
    usage
      ? `${error.message}\n\n${USAGE}`
      : `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = usage ? 2 : 1;
}
