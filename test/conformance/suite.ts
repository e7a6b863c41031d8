// SPDX-License-Identifier: Apache-2.0
import { dirname } from "node:path";
import { openToOthers } from "@licet/embedded-network/testing/open-to-others";
import { beforeAll, describe, expect, it } from "vitest";
import { allCases } from "./cases/all-cases.js";
import { compare, measureOf, type Comparison } from "./compare.js";
import { summarise, type OutcomeSummary } from "./differential/outcome.js";
import { play } from "./differential/play.js";
import { makeProgram } from "./differential/program.js";
import { differencesFrom, readRecordedOutcomes, type RecordedOutcome } from "./differential/recorded.js";
import type { Ledger } from "./ledgers/ledger.js";
import { runCases, runnable } from "./run.js";
import { onLedger } from "./run-on.js";

/** Many times what it takes on an idle machine. */
const RUN_MS_MAX = 1_500_000;

/** What was seen on a ledger, in one start of its network. */
interface Seen {
  readonly comparison: Comparison;
  readonly outcome: OutcomeSummary | undefined;
  /** What of the network's folder is not its owner's alone. */
  readonly open: readonly string[];
}

async function see(ledger: Ledger, program: RecordedOutcome | undefined): Promise<Seen> {
  return onLedger(ledger, async (world, { profilesDir }) => {
    const observations = await runCases(world, runnable(allCases, ledger.name, true));
    const played = program && (await play(world, makeProgram(program.seed, program.transactions)));
    return {
      comparison: compare(ledger.name, observations, measureOf(ledger.name)),
      outcome: played && summarise(played),
      open: openToOthers(dirname(profilesDir)),
    };
  });
}

/** The shortest of the recorded programs: the long ones are played by hand. */
function shortProgram(): RecordedOutcome | undefined {
  return readRecordedOutcomes().sort((one, other) => one.transactions - other.transactions)[0];
}

/** One test for each case on a ledger; where the ledger cannot be started, each is skipped with the reason. */
export function describeConformance(title: string, ledger: Ledger): void {
  describe(title, () => {
    const reason = ledger.unavailable();
    // The embedded network plays every recorded program in a test of its own.
    const program = ledger.name === "embedded" ? undefined : shortProgram();
    let seen: Seen | undefined;

    beforeAll(async () => {
      if (reason === undefined) seen = await see(ledger, program);
    }, RUN_MS_MAX);

    for (const { id, title: behaviour } of runnable(allCases, ledger.name, true)) {
      it(`${id}: ${behaviour}`, (context) => {
        if (reason !== undefined) return context.skip(reason);
        expect(seen?.comparison.differences.filter(({ caseId }) => caseId === id)).toEqual([]);
      });
    }

    it("has no known difference that has gone", (context) => {
      if (reason !== undefined) return context.skip(reason);
      expect(seen?.comparison.stale).toEqual([]);
    });

    it("keeps what it writes to its owner", (context) => {
      if (reason !== undefined) return context.skip(reason);
      expect(seen?.open).toEqual([]);
    });

    if (program === undefined) return;
    it(`ends the random program of seed ${program.seed} as recorded`, (context) => {
      if (reason !== undefined) return context.skip(reason);
      expect(seen?.outcome && differencesFrom(program, seen.outcome)).toEqual([]);
      expect(seen?.outcome?.peersAgree).toBe(true);
    });
  });
}
