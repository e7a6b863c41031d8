// SPDX-License-Identifier: Apache-2.0
import { beforeAll, describe, expect, it } from "vitest";
import { allCases } from "./cases/allCases.js";
import { compare, readKnownDifferences, readRecording, type Comparison } from "./compare.js";
import type { Ledger } from "./ledgers/ledger.js";
import { runOn } from "./runOn.js";

const RUN_MS_MAX = 240_000;

/** One test for each case on a ledger; where the ledger cannot be started, each is skipped with the reason. */
export function describeConformance(title: string, ledger: Ledger): void {
  describe(title, () => {
    const reason = ledger.unavailable();
    let comparison: Comparison | undefined;

    beforeAll(async () => {
      if (reason !== undefined) return;
      const observations = await runOn(ledger, allCases);
      comparison = compare(ledger.name, observations, readRecording().observations, readKnownDifferences().known);
    }, RUN_MS_MAX);

    for (const { id, title: behaviour } of allCases) {
      it(`${id}: ${behaviour}`, (context) => {
        if (reason !== undefined) return context.skip(reason);
        expect(comparison?.differences.filter(({ caseId }) => caseId === id)).toEqual([]);
      });
    }

    it("has no known difference that has gone", (context) => {
      if (reason !== undefined) return context.skip(reason);
      expect(comparison?.stale).toEqual([]);
    });
  });
}
