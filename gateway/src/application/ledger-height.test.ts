// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { LedgerIdentity, LedgerPosition } from "../ports/ledger.js";
import { LedgerHeight } from "./ledger-height.js";

const officer = { label: "customs1@GBAuthorityMSP", mspId: "GBAuthorityMSP" } as LedgerIdentity;
const NEVER = new Promise<LedgerPosition>(() => undefined);

function at(height: bigint, ...others: bigint[]): LedgerPosition {
  return { height, newestAt: undefined, others: others.map((of) => ({ mspId: "TRAuthorityMSP", height: of })) };
}

function heard(...answers: (() => Promise<LedgerPosition>)[]): {
  height: LedgerHeight;
  asked: () => number;
  clock: { now: number };
} {
  const clock = { now: 0 };
  let asked = 0;
  const position = (): Promise<LedgerPosition> => (answers[asked++] ?? (() => NEVER))();
  return {
    height: new LedgerHeight({ position }, officer, { now: () => clock.now, waitMs: 1 }),
    asked: () => asked,
    clock,
  };
}

describe("LedgerHeight", () => {
  it.each<[string, LedgerPosition, number]>([
    ["the own peer's newest block where no other is heard of", at(8n), 7],
    ["that of the highest of the others", at(8n, 11n, 9n), 10],
    ["the own one where the others are lower", at(8n, 2n), 7],
  ])("tells %s", async (_case, position, newest) => {
    expect(await heard(() => Promise.resolve(position)).height.newestBlock()).toBe(newest);
  });

  it("asks once for all who wait, and again after a second", async () => {
    const { height, asked, clock } = heard(
      () => Promise.resolve(at(8n)),
      () => Promise.resolve(at(9n)),
    );
    expect(await Promise.all([height.newestBlock(), height.newestBlock()])).toEqual([7, 7]);
    clock.now = 1_000;
    expect(await height.newestBlock()).toBe(7);
    expect(asked()).toBe(1);
    clock.now = 1_001;
    expect(await height.newestBlock()).toBe(8);
    expect(asked()).toBe(2);
  });

  it("says that it is not known where the peer refuses", async () => {
    expect(await heard(() => Promise.reject(new Error("no peer answers"))).height.newestBlock()).toBeUndefined();
  });

  it("does not wait for a peer that is silent, nor ask it twice at a time", async () => {
    const { height, asked } = heard(() => NEVER);
    expect(await height.newestBlock()).toBeUndefined();
    expect(await height.newestBlock()).toBeUndefined();
    expect(asked()).toBe(1);
  });
});
