// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { accept, cancel } from "../areas/custody/answer";
import { propose } from "../areas/custody/propose";
import { CUSTODY_ACCEPTANCE, CUSTODY_RELEASE, custodyAcceptanceMessage, custodyReleaseMessage } from "@licet/domain";
import { MemoryLedger } from "../testing/fabric/memory-ledger";
import type { Transaction } from "../fabric/transaction";
import {
  CARRIER_1,
  CARRIER_2,
  CONSIGNMENT,
  COURIER,
  CustodyWorld,
  found,
  terms,
} from "../testing/worlds/custody-world";

/** What Fabric looks at when an endorsed transaction is committed: whether what it read is still so. Times are not looked at. */
async function endorsed(
  ledger: MemoryLedger,
  time: string,
  rule: (tx: Transaction) => Promise<unknown>,
): Promise<() => Promise<boolean>> {
  const reads: { readonly now: () => Promise<unknown>; readonly was: unknown }[] = [];
  const copy = new MemoryLedger();
  for (const name of ["state", "endorsers", "collections"] as const) {
    for (const [key, value] of ledger[name])
      copy[name].set(key, (value instanceof Map ? new Map(value) : value) as never);
  }
  for (const entry of ledger.locked) copy.locked.add(entry);
  await copy.run({ caller: COURIER, time }, async (tx) => {
    const watched: Transaction = {
      ...tx,
      state: {
        ...tx.state,
        get: async (key) => {
          const was = await tx.state.get(key);
          reads.push({ was, now: () => Promise.resolve(ledger.state.get(key)) });
          return was;
        },
      },
    };
    return rule(watched);
  });
  return async () => {
    for (const { was, now } of reads) if ((await now()) !== was) return false;
    for (const name of ["state", "endorsers", "collections"] as const) {
      ledger[name].clear();
      for (const [key, value] of copy[name]) ledger[name].set(key, value as never);
    }
    return true;
  };
}

describe("an endorsed transaction that is held back", () => {
  it("does not take the goods on an offer that has lapsed since, where the custodian has cancelled it", async () => {
    const world = await CustodyWorld.start(CARRIER_1);
    const offer = terms({ offerUntil: "2026-11-23T10:30:00Z" });
    const release = world.sign(CARRIER_1, CUSTODY_RELEASE, custodyReleaseMessage(offer));
    await world.ledger.run({ caller: COURIER }, (tx) =>
      propose(tx, { ...offer, timeClass: "ACT", signature: release }),
    );
    const accepted = found();
    const signature = world.sign(CARRIER_2, CUSTODY_ACCEPTANCE, custodyAcceptanceMessage(offer, accepted));
    const submit = await endorsed(world.ledger, "2026-11-23T10:20:00.000Z", (tx) =>
      accept(tx, { ...offer, accepted, signature }),
    );
    // The offer lapses by its date, which Fabric does not look at when it commits; the cancellation writes the head.
    const eventTime = "2026-11-23T10:40:00Z";
    const caller = { ...COURIER, party: CARRIER_1, role: "carrier" } as const;
    await world.ledger.run({ caller, time: "2026-11-23T10:45:00.000Z" }, (tx) =>
      cancel(tx, { consignment: CONSIGNMENT, eventTime }),
    );
    expect(await submit()).toBe(false);
    const head = await world.head();
    expect(head.custodian).toBe(CARRIER_1);
  });
});
