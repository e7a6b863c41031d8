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

/**
 * What commit fb1795e asked, before and after a handover: two of them were scans of ranges that anybody could fill.
 * docs/reference/verdict.md says what is asked more since, and why.
 */
const AT_FB1795E = 28;

describe("what a verdict asks of the ledger", () => {
  it("is known, and the same at any length of the chain", async () => {
    const world = await ConsignmentWorld.withConsignment();
    await world.release();
    const before = await callsOf(world, WHO.customs);
    await world.custody.runHandoff({ releasedBy: EXPORTER, receivedBy: CARRIER_1 });
    const after = await callsOf(world, WHO.customs);
    expect({ before: before - AT_FB1795E, after: after - AT_FB1795E }).toEqual({ before: 9, after: 18 });
  });
});
