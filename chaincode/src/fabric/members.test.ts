// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { codeOf } from "../testing/fabric/refusals";
import { proofKey } from "./keys";
import { findMembers, MEMBERS_REFERENCE, requireMembership, requireSameMembers } from "./members";
import { recordKeyAt } from "./records";
import { FOUNDED, foundConsortium } from "../testing/fabric/founding";
import { authority, CARRIERS, TEST_MEMBERS } from "@licet/domain/testing/members";
import { MemoryLedger } from "../testing/fabric/memory-ledger";
import type { Transaction } from "./transaction";

const GB = "GBAuthorityMSP";
const AE = "AEAuthorityMSP";
const DE = "DEAuthorityMSP";

/** What a rule reads of a ledger. */
async function reading<R>(ledger: MemoryLedger, rule: (reads: Transaction) => Promise<R>): Promise<R> {
  return (await ledger.run({}, rule)).result;
}
const membership = (ledger: MemoryLedger, ...organisations: readonly string[]) =>
  reading(ledger, (reads) => requireMembership(reads, organisations));

describe("who the members are", () => {
  it("is what every organisation concerned has agreed to", async () => {
    const ledger = new MemoryLedger();
    const address = foundConsortium(ledger);
    const members = await membership(ledger, GB, AE, GB, "CarriersMSP");
    expect([members.address, members.revision]).toEqual([address, 1]);
    expect(members.organisations()).toEqual(TEST_MEMBERS.map(({ mspId }) => mspId));
  });

  it("is nothing before the organisation has joined", async () => {
    const ledger = new MemoryLedger();
    expect(await reading(ledger, (reads) => findMembers(reads, GB))).toBeUndefined();
    expect(await codeOf(membership(ledger, GB))).toBe("CONSORTIUM_NOT_FOUNDED");
    foundConsortium(ledger, TEST_MEMBERS, [AE]);
    expect(await codeOf(membership(ledger, GB))).toBe("CONSORTIUM_NOT_FOUNDED");
    expect(await codeOf(membership(ledger, AE, GB))).toBe("MEMBERS_DISAGREE");
  });

  it("moves nobody who has not agreed, whatever one member puts on the channel", async () => {
    const ledger = new MemoryLedger();
    const address = foundConsortium(ledger);
    const fake = [authority("DE", { roles: ["registrar"] }), authority("GB", { roles: ["exporter"] }), CARRIERS];
    foundConsortium(ledger, fake, [DE], "0d".repeat(32));
    expect((await membership(ledger, GB, AE)).address).toBe(address);
    expect((await membership(ledger, GB)).allows(GB, "customs-officer")).toBe(true);
    expect(await codeOf(membership(ledger, GB, DE))).toBe("MEMBERS_DISAGREE");
    expect(await codeOf(membership(ledger, DE, GB))).toBe("MEMBERS_DISAGREE");
    const same = (organisations: readonly string[]) =>
      codeOf(reading(ledger, (reads) => requireSameMembers(reads, address, organisations)));
    expect([await same([GB, AE]), await same([GB, DE]), await same([])]).toEqual([
      "no error",
      "MEMBERS_DISAGREE",
      "no error",
    ]);
  });

  it("does not hold for an organisation that the record leaves out, not even with the same proof", async () => {
    const ledger = new MemoryLedger();
    foundConsortium(ledger, TEST_MEMBERS, [...TEST_MEMBERS.map(({ mspId }) => mspId), "ZZAuthorityMSP"]);
    expect(await codeOf(membership(ledger, "ZZAuthorityMSP"))).toBe("NOT_A_MEMBER");
    expect(await codeOf(membership(ledger, GB, "ZZAuthorityMSP"))).toBe("NOT_A_MEMBER");
    expect(await codeOf(membership(ledger, GB, "YYAuthorityMSP"))).toBe("NOT_A_MEMBER");
  });

  it("is nothing where the record is gone, and refused where it is none", async () => {
    const ledger = new MemoryLedger();
    const address = foundConsortium(ledger);
    ledger.state.set(recordKeyAt("members", address), "junk");
    expect(await codeOf(membership(ledger, GB))).toBe("LEDGER_DATA_INVALID");
    ledger.state.delete(recordKeyAt("members", address));
    expect(await codeOf(membership(ledger, GB))).toBe("CONSORTIUM_NOT_FOUNDED");
  });

  it("is found through the proof of each organisation's own, which is the same for all", () => {
    const ledger = new MemoryLedger();
    foundConsortium(ledger);
    const proofs = [GB, AE, DE].map((mspId) =>
      ledger.collections.get(mspId)?.get(proofKey("members", MEMBERS_REFERENCE)),
    );
    expect(new Set(proofs)).toEqual(new Set([`{"record":"members/consortium","transaction":"${FOUNDED}"}`]));
  });
});
