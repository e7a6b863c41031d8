// SPDX-License-Identifier: Apache-2.0
import { type LedgerName, unavailable } from "@licet/scripts/lib/ledgers";
import { freshSetup } from "@licet/scripts/demonstration/setup";
import { beforeAll, describe, expect, it } from "vitest";
import { GatewayPlayer } from "./gateway-player.js";
import { difference, isRight, type Played, playRow, prepare } from "./play-row.js";
import { type Row, verdictRows } from "./row.js";

/** Set by `npm run test:full`: every row, where otherwise each so many. */
const full = process.env["TEST_FULL"] === "1";
const ONE_IN = 12;
/** Which rows a sample begins with: another one a ledger, so that together they play more. */
const FIRST: Readonly<Record<LedgerName, number>> = { embedded: 0, "2.5": 4, "3.1": 8 };

/** Rows that are played at a time: they share nothing but the ledger. */
const AT_A_TIME = 6;
/** Many times what it takes on an idle machine. */
const RUN_MS_MAX = 1_500_000;

/** Plays the table of verdicts, or a sample of it, through a gateway on a ledger; where it cannot be started, says why. */
export function describeVerdicts(title: string, ledger: LedgerName): void {
  describe(title, () => {
    const reason = unavailable(ledger);
    const rows = sampleOf(ledger);
    let played: readonly Played[] = [];

    beforeAll(async () => {
      if (reason === undefined) played = await playOn(ledger, rows);
    }, RUN_MS_MAX);

    it("answers each row as the rules alone do", (context) => {
      if (reason !== undefined) return context.skip(reason);
      expect(played.filter((each) => !isRight(each)).map(difference)).toEqual([]);
      expect(played).toHaveLength(rows.length);
    });
  });
}

/** Rows in which no days go by: every so many of them, or all. */
function sampleOf(ledger: LedgerName): readonly Row[] {
  const rows = verdictRows().filter(({ memoryOnly }) => !memoryOnly);
  return full ? rows : rows.filter((_row, at) => at % ONE_IN === FIRST[ledger]);
}

async function playOn(ledger: LedgerName, rows: readonly Row[]): Promise<readonly Played[]> {
  const setup = await freshSetup({
    ledger,
    gatewayEnvironment: { LICET_REQUESTS_PER_MINUTE: "1000000" },
  });
  try {
    const player = new GatewayPlayer(setup);
    await prepare(player, AT_A_TIME);
    const waiting = [...rows];
    const played: Played[] = [];
    const worker = async (lane: number): Promise<void> => {
      for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
        played.push(await playRow(player, row, lane));
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, (_, lane) => worker(lane)));
    const right = played.filter(isRight).length;
    process.stdout.write(`${ledger}: ${played.length.toString()} rows of verdicts, ${right.toString()} right\n`);
    return played;
  } finally {
    await setup.close();
  }
}
