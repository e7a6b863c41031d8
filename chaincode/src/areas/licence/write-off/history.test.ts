// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { expect, it } from "vitest";
import {
  LICENCE_ADJUST,
  LICENCE_LIST_ENTRIES,
  LICENCE_RELEASE,
  LICENCE_REVERSE,
  LicetError,
  type Reservation,
  type WriteOffEntry,
} from "@licet/domain";
import type { MemoryLedger } from "../../../testing/fabric/memory-ledger";
import { play } from "../../../testing/fabric/play";
import { LICENCE, WHO, withLicence } from "../../../testing/licence/fixtures";
import { consumeAll, figures, nar, onLine, refOf, reservation } from "../../../testing/licence/write-offs";
import { adjust } from "./adjust";
import { listEntries } from "./read";
import { release } from "./release";
import { reverse } from "./reverse";

const AUTHORISED = 10n;

/** What a history does next, to which of the reservations so far, with how much. */
const step = fc.record({
  act: fc.constantFrom("reserve", "consume", "release", "reverse", "adjust"),
  which: fc.nat(4),
  amount: fc.bigInt({ min: 1n, max: 12n }).map((amount) => amount.toString()),
  whole: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

async function take(ledger: MemoryLedger, held: Reservation[], { act, which, amount, whole }: Step): Promise<void> {
  if (act === "reserve") {
    held.push(await reservation(ledger, `R${held.length.toString()}`, onLine(1, amount)));
    return;
  }
  const chosen = held[which % Math.max(1, held.length)];
  if (chosen === undefined) return;
  const lines = [{ ...refOf(chosen), ...(whole && act !== "adjust" ? {} : { quantity: nar(amount) }) }];
  const input = { reason: "test", lines };
  if (act === "consume") await consumeAll(ledger, chosen, lines[0]);
  else if (act === "release") await play(ledger, LICENCE_RELEASE, release, input, WHO.customs);
  else if (act === "reverse") await play(ledger, LICENCE_REVERSE, reverse, input, WHO.customs);
  else await play(ledger, LICENCE_ADJUST, adjust, input, WHO.customs);
}

/** Balance as the entries alone give it. */
function replayed(entries: readonly WriteOffEntry[]): string[] {
  const sum = (field: "authorised" | "reserved" | "consumed"): string =>
    entries.reduce((total, { change }) => total + BigInt(change[field]), 0n).toString();
  return [sum("authorised"), sum("reserved"), sum("consumed")];
}

it("keeps authorised = available + reserved + consumed over every history, equal to what its entries sum to", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (history) => {
      const ledger = await withLicence();
      const held: Reservation[] = [];
      for (const next of history) {
        try {
          await take(ledger, held, next);
        } catch (error) {
          if (!(error instanceof LicetError)) throw error;
        }
        const [authorised = "", reserved = "", consumed = "", available = "", overdrawn] = await figures(ledger);
        expect(BigInt(available) + BigInt(reserved) + BigInt(consumed)).toBe(AUTHORISED);
        expect([BigInt(authorised), overdrawn]).toEqual([AUTHORISED, "0"]);
      }
      const query = { licence: LICENCE, line: 1, pageSize: 100 };
      const { items } = (await play(ledger, LICENCE_LIST_ENTRIES, listEntries, query, WHO.deCustoms)).result;
      expect(replayed(items)).toEqual((await figures(ledger)).slice(0, 3));
    }),
    { numRuns: 60 },
  );
});
