// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { CONSIGNMENT_RECORDS } from "../../rules/consignment/records";
import { ConsignmentWorld } from "../../testing/worlds/consignment-world";
import { CONSIGNMENT } from "../../testing/worlds/custody-world";
import { readAnyRecord } from "./read-record";

const ref = { type: "consignment", id: CONSIGNMENT } as const;

describe("reading a record of any area", () => {
  it("gives it to every member as its owner has proven it, and none that nobody has", async () => {
    const world = await ConsignmentWorld.withConsignment();
    const read = (): Promise<{ readonly result: unknown }> =>
      world.ledger.run({ caller: { mspId: "PKAuthorityMSP" } }, (tx) => readAnyRecord(tx, ref));
    expect(await read()).toMatchObject({ result: { ...ref, record: { id: CONSIGNMENT } } });
    world.unprove(CONSIGNMENT_RECORDS, CONSIGNMENT);
    await expect(read()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
