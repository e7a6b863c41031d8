// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { LedgerIdentity, LedgerPosition } from "../ports/ledger.js";
import { FreshnessReader } from "./freshness.js";

const NOW = Date.parse("2026-11-27T10:00:00Z");
const officer = { label: "customs1@GBAuthorityMSP", mspId: "GBAuthorityMSP" } as LedgerIdentity;
const colleague = { label: "customs1@TRAuthorityMSP", mspId: "TRAuthorityMSP" } as LedgerIdentity;
const position: LedgerPosition = {
  height: 8n,
  newestAt: new Date(NOW - 12_700),
  others: [
    { mspId: "TRAuthorityMSP", height: 11n },
    { mspId: "AEAuthorityMSP", height: 9n },
  ],
};

function reader(answer: () => Promise<LedgerPosition>): {
  of: FreshnessReader;
  asked: string[];
  clock: { now: number };
} {
  const asked: string[] = [];
  const clock = { now: NOW };
  const position = ({ mspId }: LedgerIdentity): Promise<LedgerPosition> => {
    asked.push(mspId);
    return answer();
  };
  return { of: new FreshnessReader({ position }, () => clock.now), asked, clock };
}

describe("FreshnessReader", () => {
  it("tells the newest block, its age in whole seconds and how far the highest of the others is ahead", async () => {
    expect(await reader(() => Promise.resolve(position)).of.of(officer)).toEqual({
      block: 7,
      blockAt: "2026-11-27T09:59:47.300Z",
      ageSeconds: 12,
      behind: 3,
      peersHeard: 2,
    });
  });

  it("is not behind peers that are lower, nor older than a clock that is ahead", async () => {
    const ahead = { ...position, newestAt: new Date(NOW + 60_000), others: [{ mspId: "TRAuthorityMSP", height: 2n }] };
    expect(await reader(() => Promise.resolve(ahead)).of.of(officer)).toMatchObject({ ageSeconds: 0, behind: 0 });
  });

  it("knows no age where the newest transaction is from a time to come", async () => {
    const later = { ...position, newestAt: new Date(NOW + 900_001) };
    const freshness = await reader(() => Promise.resolve(later)).of.of(officer);
    expect([freshness.ageSeconds, freshness.blockAt]).toEqual([undefined, undefined]);
  });

  it("asks an organisation's peer once within some seconds, and again after them", async () => {
    const { of, asked, clock } = reader(() => Promise.resolve(position));
    await Promise.all([of.of(officer), of.of(officer), of.of(colleague)]);
    clock.now += 5_001;
    await of.of(officer);
    expect(asked).toEqual(["GBAuthorityMSP", "TRAuthorityMSP", "GBAuthorityMSP"]);
  });

  it("says that nothing is known where the peer does not say", async () => {
    const { of } = reader(() => Promise.reject(new Error("no peer answers")));
    expect(await of.of(officer)).toEqual({ peersHeard: 0 });
  });

  it("leaves out the time of a block that says none", async () => {
    const silent = { ...position, newestAt: undefined };
    expect(await reader(() => Promise.resolve(silent)).of.of(officer)).toEqual({ block: 7, behind: 3, peersHeard: 2 });
  });
});
