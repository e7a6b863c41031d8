// SPDX-License-Identifier: Apache-2.0
import { LICENCE_LIST_ENTRIES, LICENCE_LIST_RESERVATIONS } from "@licet/domain";
import { describe, expect, it } from "vitest";
import { counted } from "../../../testing/custody/hostile";
import type { MemoryLedger } from "../../../testing/fabric/memory-ledger";
import { LICENCE, TERMS, WHO, withLicence } from "../../../testing/licence/fixtures";
import { onLine, reservation } from "../../../testing/licence/write-offs";
import { listEntries, listReservations } from "./read";

const PAGE = 25;
const SHORT = 100;
const LONG = 3_000;

const LISTS = {
  entries: (bookmark: string) => ({
    handler: listEntries,
    input: LICENCE_LIST_ENTRIES.input.parse({ licence: LICENCE, line: 1, pageSize: PAGE, bookmark }),
  }),
  reservations: (bookmark: string) => ({
    handler: listReservations,
    input: LICENCE_LIST_RESERVATIONS.input.parse({ licence: LICENCE, line: 1, pageSize: PAGE, bookmark }),
  }),
};

/** Readings of the ledger that a page of a list takes, and where the next begins. */
async function pageOf(
  ledger: MemoryLedger,
  list: keyof typeof LISTS,
  bookmark = "",
): Promise<{ readonly readings: number; readonly next: string }> {
  const { result } = await ledger.run(WHO.customs, async (tx) => {
    const watched = counted(tx);
    const { handler, input } = LISTS[list](bookmark);
    const page = await (handler as (tx: typeof watched.tx, input: unknown) => Promise<{ bookmark: string }>)(
      watched.tx,
      input,
    );
    return { readings: [...watched.calls.values()].reduce((sum, calls) => sum + calls, 0), next: page.bookmark };
  });
  return result;
}

describe("a page of a licence's history", () => {
  it.each(["entries", "reservations"] as const)("of %s costs the same, however long the history is", async (list) => {
    const [first, ...rest] = TERMS.lines;
    const ledger = await withLicence({ ...TERMS, lines: [{ ...first!, authorised: LONG.toString() }, ...rest] });
    const reserve = async (from: number, upTo: number): Promise<void> => {
      for (let at = from; at < upTo; at += 1) await reservation(ledger, `R${at.toString()}`, onLine(1, "1"));
    };
    await reserve(0, SHORT);
    const short = await pageOf(ledger, list);
    await reserve(SHORT, LONG);
    const long = await pageOf(ledger, list);
    expect(short.readings).toBeGreaterThan(PAGE);
    expect(long.readings).toBe(short.readings);
    // A page that begins in the middle finds its first entry along links that skip others.
    const further = await pageOf(ledger, list, long.next);
    expect(further.readings).toBeLessThan(long.readings * 1.5);
  });
});
