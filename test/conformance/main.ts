// SPDX-License-Identifier: Apache-2.0
// `npm run conformance`: runs the suite on a ledger and compares it with the recording of real Fabric.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { findFabric } from "@licet/network/dist/fabric/binaries.js";
import { allCases } from "./cases/allCases.js";
import { compare, readKnownDifferences, readRecording, RECORDING_FILE, type Comparison } from "./compare.js";
import { KNOWN_DIFFERENCES_PAGE, knownDifferencesPage } from "./knownDifferences.js";
import { LEDGER_NAMES, type LedgerName } from "./ledgers/ledger.js";
import { ledgers, runOn, runOnProfiles } from "./runOn.js";
import type { Observations } from "./run.js";

const USAGE = `Usage: npm run conformance -- [OPTIONS]

  --ledger embedded|2.5   the network to start and run on; embedded unless given
  --profiles FOLDER       run on a network that is up, instead of starting one; it has a fresh ledger and runs
                          test/conformance/consortium.yaml with the conformance chaincode as kv and kv2
  --case TEXT             only the cases whose id contains the text
  --list                  print the cases and what each shows
  --json                  print the outcome as JSON: ledger, cases, agreed, differed, known, differences
  --record                write what real Fabric 2.5 does as the new recording
  --page                  write the page of known differences and end

Exit status: 0 where nothing differs but what is known, 1 otherwise, 2 for a wrong option, 3 where the ledger cannot
be started here.
`;

/** Longest excerpt of an observation in the printed list. */
const EXCERPT_LENGTH = 300;

interface Options {
  readonly ledger: LedgerName;
  readonly profiles: string | undefined;
  readonly filter: string;
  readonly json: boolean;
  readonly record: boolean;
}

function excerpt(value: unknown): string {
  return (value === undefined ? "nothing" : JSON.stringify(value)).slice(0, EXCERPT_LENGTH);
}

function print(comparison: Comparison): void {
  const { ledger, cases, agreed, differed, known } = comparison;
  for (const { caseId, path, recorded, seen } of comparison.differences) {
    process.stdout.write(`${caseId} ${path}\n  Fabric: ${excerpt(recorded)}\n  ${ledger}: ${excerpt(seen)}\n`);
  }
  for (const stale of comparison.stale) process.stdout.write(`no longer differs, but is listed: ${stale}\n`);
  process.stdout.write(`${ledger}: ${cases} cases, ${agreed} agreed, ${differed} differed, ${known} known to differ\n`);
}

function record(observations: Observations): void {
  const { version } = findFabric("2.5");
  mkdirSync(dirname(RECORDING_FILE), { recursive: true });
  writeFileSync(RECORDING_FILE, `${JSON.stringify({ fabric: version, observations }, null, 2)}\n`);
  process.stdout.write(`${RECORDING_FILE}: ${Object.keys(observations).length} cases on Fabric ${version}\n`);
}

function writePage(): void {
  const page = knownDifferencesPage(readKnownDifferences(), readRecording().fabric, allCases.length);
  writeFileSync(KNOWN_DIFFERENCES_PAGE, page);
  process.stdout.write(`${KNOWN_DIFFERENCES_PAGE}: lay it out with npm run format\n`);
}

async function run(options: Options): Promise<number> {
  const ledger = ledgers[options.ledger];
  const reason = options.profiles === undefined ? ledger.unavailable() : undefined;
  if (reason !== undefined) {
    process.stderr.write(`${options.ledger} cannot be started: ${reason}.\n`);
    return 3;
  }
  const cases = allCases.filter(({ id }) => id.includes(options.filter));
  const progress = (id: string, _: unknown, milliseconds: number): void => {
    if (!options.json) process.stderr.write(`${id} (${milliseconds} ms)\n`);
  };
  const observations =
    options.profiles === undefined
      ? await runOn(ledger, cases, progress)
      : await runOnProfiles(options.profiles, cases, progress);
  if (options.record) {
    record(observations);
    return 0;
  }
  const comparison = compare(options.ledger, observations, readRecording().observations, readKnownDifferences().known);
  if (options.json) process.stdout.write(`${JSON.stringify(comparison, null, 2)}\n`);
  else print(comparison);
  return comparison.differed + comparison.stale.length === 0 ? 0 : 1;
}

function isLedgerName(text: string): text is LedgerName {
  return (LEDGER_NAMES as readonly string[]).includes(text);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ledger: { type: "string", default: "embedded" },
      profiles: { type: "string" },
      case: { type: "string", default: "" },
      list: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      record: { type: "boolean", default: false },
      page: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (values.list) {
    for (const { id, title, what } of allCases) process.stdout.write(`${id}: ${title}. ${what}\n`);
    return 0;
  }
  if (values.page) {
    writePage();
    return 0;
  }
  if (!isLedgerName(values.ledger)) {
    process.stderr.write(`--ledger is one of ${LEDGER_NAMES.join(", ")}, not "${values.ledger}".\n`);
    return 2;
  }
  if (values.record && (values.ledger !== "2.5" || values.case !== "")) {
    process.stderr.write("--record goes with --ledger 2.5 and all cases.\n");
    return 2;
  }
  const { profiles, json, record: recording } = values;
  return run({ ledger: values.ledger, profiles, filter: values.case, json, record: recording });
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
