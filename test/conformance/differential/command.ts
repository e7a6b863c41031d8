// SPDX-License-Identifier: Apache-2.0
import { findFabric } from "@licet/network/fabric/binaries";
import { ledgers, onLedger } from "../run-on.js";
import type { LedgerName } from "../ledgers/ledger.js";
import { compareOutcomes, summarise, type Outcome } from "./outcome.js";
import { play } from "./play.js";
import { makeProgram } from "./program.js";
import { differencesFrom, readRecordedOutcomes, recordOutcome } from "./recorded.js";

/** Transactions of a program where nobody asks for another number. */
export const DEFAULT_TRANSACTIONS = 2_200;
/** Fabric's own limit on an execution: a program must not hang on how busy the machine is. */
const EXECUTE_MS_MAX = 30_000;
const DIFFERENCES_SHOWN = 20;
const EXCERPT_LENGTH = 400;

export interface DifferentialOptions {
  readonly ledger: LedgerName;
  readonly seed: number;
  readonly transactions: number;
  readonly json: boolean;
  readonly record: boolean;
}

/** Plays one program on a fresh ledger of a kind. */
export async function playOn(
  ledger: LedgerName,
  { seed, transactions }: Pick<DifferentialOptions, "seed" | "transactions">,
  onProgress: (line: string) => void = () => undefined,
): Promise<Outcome> {
  const program = makeProgram(seed, transactions);
  return onLedger(
    ledgers[ledger],
    (world) => play(world, program, (endorsed) => onProgress(`${ledger}: ${endorsed} of ${transactions}`)),
    EXECUTE_MS_MAX,
  );
}

/**
 * Plays one program on a ledger and on the embedded network and says where they differ; on the embedded network alone,
 * it is compared with what is recorded of real Fabric.
 *
 * @returns the exit status
 */
export async function runDifferential(options: DifferentialOptions): Promise<number> {
  const { ledger, json } = options;
  const progress = (line: string): void => {
    if (!json) process.stderr.write(`${line}\n`);
  };
  const embedded = await playOn("embedded", options, progress);
  const real = ledger === "embedded" ? undefined : await playOn(ledger, options, progress);
  const differences = real === undefined ? fromRecordings(embedded) : compareOutcomes(real, embedded);
  if (real !== undefined && ledger !== "embedded" && options.record)
    recordOutcome(findFabric(ledger).version, summarise(real));
  const played = [["embedded", embedded] as const, ...(real === undefined ? [] : [[ledger, real] as const])];
  const outcomes = Object.fromEntries(
    played.map(([name, outcome]) => [
      name,
      { ...summarise(outcome), resubmissions: outcome.resubmissions, timing: outcome.timing },
    ]),
  );
  if (json) process.stdout.write(`${JSON.stringify({ ...report(options, differences), outcomes }, null, 2)}\n`);
  else print(options, differences, played);
  const agreed = played.every(([, { peersAgree }]) => peersAgree);
  return differences.length === 0 && agreed ? 0 : 1;
}

function report({ ledger, seed, transactions }: DifferentialOptions, differences: readonly string[]) {
  return { ledger, seed, transactions, differed: differences.length, differences };
}

function fromRecordings(outcome: Outcome): string[] {
  const summary = summarise(outcome);
  return readRecordedOutcomes()
    .filter(({ seed, transactions }) => seed === summary.seed && transactions === summary.transactions)
    .flatMap((recorded) => differencesFrom(recorded, summary).map((part) => `${part}: not as on ${recorded.fabric}`));
}

function print(
  options: DifferentialOptions,
  differences: readonly string[],
  played: readonly (readonly [string, Outcome])[],
): void {
  for (const [name, outcome] of played) {
    const { endorsed, submitted, codes, replays, peersAgree } = summarise(outcome);
    const { playMs, readMs, blocks } = outcome.timing;
    const counts = [
      ...Object.entries(codes),
      ...Object.entries(replays).map(([code, count]) => [`again ${code}`, count]),
      ...Object.entries(outcome.resubmissions).map(([reason, count]) => [`resubmitted upon ${reason}`, count]),
    ];
    process.stdout.write(
      `${name}: ${endorsed} of ${outcome.transactions} endorsed, ${submitted} submitted in ${blocks} blocks ` +
        `(${counts.map(([code, count]) => `${count} ${code}`).join(", ")}); peers ${peersAgree ? "agree" : "DISAGREE"}; ` +
        `played in ${(playMs / 1000).toFixed(1)} s, read in ${(readMs / 1000).toFixed(1)} s\n`,
    );
  }
  for (const difference of differences.slice(0, DIFFERENCES_SHOWN))
    process.stdout.write(`differs: ${difference.slice(0, EXCERPT_LENGTH)}\n`);
  process.stdout.write(`seed ${options.seed}: ${differences.length} differences\n`);
}
