// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { counted } from "../../testing/custody/hostile";
import type { TransactionSetting } from "../../testing/fabric/memory-ledger";
import { ConsignmentWorld, WHO } from "../../testing/worlds/consignment-world";
import { CARRIER_1, CONSIGNMENT } from "../../testing/worlds/custody-world";
import { EXPORTER } from "../../testing/worlds/licence-world";
import { verify } from "./verify";

/** Calls on the ledger that a verdict takes. */
async function callsOf(world: ConsignmentWorld, setting: TransactionSetting): Promise<number> {
  const { result } = await world.ledger.run(setting, async (tx) => {
    const watched = counted(tx);
    await verify(watched.tx, { consignment: CONSIGNMENT, presented: {} });
    return watched.calls;
  });
  return [...result.values()].reduce((sum, calls) => sum + calls, 0);
}

/** Proof and record of each of two parties: all that a verdict asks more than before it asked about parties in force. */
const PARTY_CALLS = 2 * 2;

describe("what a verdict asks of the ledger", () => {
  it("is the same at any length of the chain, and little more for knowing whether the parties may act", async () => {
    const world = await ConsignmentWorld.withConsignment();
    await world.release();
    const before = await callsOf(world, WHO.customs);
    await world.custody.runHandoff({ releasedBy: EXPORTER, receivedBy: CARRIER_1 });
    const after = await callsOf(world, WHO.customs);
    expect({ before, after }).toEqual({ before: 39, after: 48 });
    expect(before / (before - PARTY_CALLS)).toBeLessThan(1.3);
  });
});
