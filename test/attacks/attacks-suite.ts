// SPDX-License-Identifier: Apache-2.0
import { type LedgerName, unavailable } from "@licet/scripts/lib/ledgers";
import { beforeAll, describe, expect, it } from "vitest";
import { CATALOGUE } from "./catalogue/catalogue.js";
import { startBattlefield } from "./harness/start.js";
import { type ProgramReport, randomProgram } from "./random/program.js";
import { Campaign, chosen, type PlayedAttack } from "./run.js";
import { buildWorld } from "./world/build.js";

/** Which part of the catalogue is played, and how long the random program is. */
const SEED = 20_261;
const TRANSACTIONS = 120;
const TRANSACTIONS_FULL = 5_000;
/** Many times what it takes on an idle machine. */
const RUN_MS_MAX = 1_500_000;
const RUN_MS_MAX_FULL = 5_400_000;

/** Set by `npm run test:full`. */
const full = process.env["TEST_FULL"] === "1";

interface Seen {
  readonly rows: readonly PlayedAttack[];
  readonly program: ProgramReport;
}

/** Plays a part of the catalogue, or all of it, and a random program on a ledger; where it cannot be started, says why. */
export function describeAttacks(title: string, ledger: LedgerName): void {
  describe(title, () => {
    const reason = unavailable(ledger);
    const attacks = full ? CATALOGUE : chosen(CATALOGUE, SEED, 1);
    let seen: Seen | undefined;

    beforeAll(
      async () => {
        if (reason === undefined) seen = await see(ledger, attacks);
      },
      full ? RUN_MS_MAX_FULL : RUN_MS_MAX,
    );

    for (const kind of new Set(attacks.map((attack) => attack.kind))) {
      it(`withstands ${kind}`, (context) => {
        if (reason !== undefined) return context.skip(reason);
        const rows = seen?.rows.filter((row) => row.kind === kind) ?? [];
        expect(rows.filter(({ asExpected }) => !asExpected)).toEqual([]);
        expect(rows.length).toBeGreaterThan(0);
      });
    }

    it("comes to no state that the model does not allow", (context) => {
      if (reason !== undefined) return context.skip(reason);
      expect(seen?.program.problems).toEqual([]);
      expect(seen?.program.hostile).toBeGreaterThan(10);
      expect(seen?.program.honest).toBeGreaterThan(10);
    });
  });
}

async function see(ledger: LedgerName, attacks: readonly (typeof CATALOGUE)[number][]): Promise<Seen> {
  const battlefield = await startBattlefield(ledger);
  try {
    const world = await buildWorld(battlefield.net);
    const program = await randomProgram(world, { seed: SEED, transactions: full ? TRANSACTIONS_FULL : TRANSACTIONS });
    const campaign = await Campaign.begin(battlefield, world);
    return { program, rows: await campaign.play(attacks) };
  } finally {
    await battlefield.stop();
  }
}
