// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { commitmentOf, type PartRef } from "@licet/domain";
import { MemoryLedger } from "../../testing/fabric/memory-ledger";
import { partKey } from "../../fabric/keys";
import { writePart } from "../../fabric/parts";
import { holders } from "./holders";
import { readPartForCaller } from "./read-part";
import { share } from "./share";

const REF: PartRef = { kind: "licence", id: "GBSIEE2E350002", part: "content" };
const PART = { salt: "ab".repeat(32), content: { endUse: "switching equipment" } };
const OFFICER = { mspId: "GBAuthorityMSP", role: "licensing-officer" } as const;

async function ledgerWithPart(): Promise<MemoryLedger> {
  const ledger = new MemoryLedger();
  await ledger.run({ caller: OFFICER }, (tx) => writePart(tx, "GBAuthorityMSP", REF, PART));
  return ledger;
}

describe("sharing confidential content", () => {
  it("copies a part into the other state's collection, where its officers read it", async () => {
    const ledger = await ledgerWithPart();
    const shared = await ledger.run({ caller: OFFICER, peerMsp: "PKAuthorityMSP", evidence: { part: PART } }, (tx) =>
      share(tx, { ref: REF, to: "PKAuthorityMSP" }),
    );
    expect(shared.event).toEqual({ kind: "licence", id: REF.id, part: "content", to: "PKAuthorityMSP" });
    expect([...shared.writes]).toEqual([]);

    const read = await ledger.run({ caller: { mspId: "PKAuthorityMSP", role: "customs-officer" } }, (tx) =>
      readPartForCaller(tx, REF),
    );
    expect(read.result).toEqual({ ref: REF, ...PART });

    const held = await ledger.run({}, (tx) =>
      holders(() => Promise.resolve(commitmentOf(PART)))(tx, {
        ref: REF,
        organisations: ["GBAuthorityMSP", "PKAuthorityMSP", "DEAuthorityMSP"],
      }),
    );
    expect(held.result.holders).toEqual(["GBAuthorityMSP", "PKAuthorityMSP"]);
  });

  it.each([
    [
      "a copy that the caller's organisation does not hold",
      { mspId: "DEAuthorityMSP", role: "licensing-officer" },
      "NOT_HELD",
    ],
    ["a role that may not read it", { mspId: "GBAuthorityMSP", role: "carrier" }, "NOT_DISCLOSED"],
  ] as const)("refuses %s", async (_what, caller, code) => {
    const ledger = await ledgerWithPart();
    const attempt = ledger.run({ caller, evidence: { part: PART } }, (tx) =>
      share(tx, { ref: REF, to: "PKAuthorityMSP" }),
    );
    await expect(attempt).rejects.toMatchObject({ code });
    expect(ledger.collections.get("PKAuthorityMSP")?.has(partKey(REF.kind, REF.id, REF.part))).toBe(false);
  });

  it.each([
    ["exporter", "GB-EX-0001", true],
    ["exporter", "GB-EX-0002", false],
    ["end-user", "PK-EU-0001", true],
    ["exporter", undefined, false],
  ] as const)("shows an %s acting for %s what names that party: %s", async (role, party, shown) => {
    const ledger = new MemoryLedger();
    const named = {
      salt: "ab".repeat(32),
      content: { exporter: { party: "GB-EX-0001" }, thirdParties: [{ party: "PK-EU-0001" }], freeText: "GB-EX-0002" },
    };
    await ledger.run({ caller: OFFICER }, (tx) => writePart(tx, "GBAuthorityMSP", REF, named));
    const attempt = ledger.run({ caller: { mspId: "GBAuthorityMSP", role, party } }, (tx) =>
      readPartForCaller(tx, REF),
    );
    if (shown) expect((await attempt).result.salt).toBe(named.salt);
    else await expect(attempt).rejects.toMatchObject({ code: "NOT_DISCLOSED" });
  });

  it.each([
    ["CarriersMSP", "SHARING_NOT_ALLOWED"],
    ["XXAuthorityMSP", "NOT_A_MEMBER"],
  ])("never lets licence content go to carriers, nor anything to strangers: %s", async (to, code) => {
    const ledger = await ledgerWithPart();
    const attempt = ledger.run({ caller: OFFICER, evidence: { part: PART } }, (tx) => share(tx, { ref: REF, to }));
    await expect(attempt).rejects.toMatchObject({ code });
  });

  it.each([
    [
      "a member of another organisation at the owner's peer",
      { mspId: "DEAuthorityMSP", role: "licensing-officer" },
      "GBAuthorityMSP",
      "PRIVATE_READ_REFUSED",
    ],
    ["a carrier", { mspId: "GBAuthorityMSP", role: "carrier" }, "GBAuthorityMSP", "NOT_DISCLOSED"],
    ["a state without a copy", { mspId: "DEAuthorityMSP", role: "licensing-officer" }, "DEAuthorityMSP", "NOT_HELD"],
  ] as const)("refuses the read of %s", async (_who, caller, peerMsp, code) => {
    const ledger = await ledgerWithPart();
    await expect(ledger.run({ caller, peerMsp }, (tx) => readPartForCaller(tx, REF))).rejects.toMatchObject({ code });
  });
});
