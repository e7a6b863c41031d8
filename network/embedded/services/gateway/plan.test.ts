// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { PeerNode } from "../../endorser/peer.js";
import type { ProposalResponse } from "../../endorser/response.js";
import type { Layout } from "../../policy/policy.js";
import { EndorsementPlan, localFirst, planFrom } from "./plan.js";

const peer = (mspId: string, name = "peer0"): PeerNode =>
  ({ mspId, address: `${name}.${mspId}:1` }) as unknown as PeerNode;
const a = peer("A");
const b = peer("B");
const c = peer("C");
const layout = (...mspIds: string[]): Layout => new Map(mspIds.map((mspId) => [mspId, 1]));
const groups = (...peers: PeerNode[]): Map<string, PeerNode[]> => {
  const result = new Map<string, PeerNode[]>();
  for (const node of peers) result.set(node.mspId, [...(result.get(node.mspId) ?? []), node]);
  return result;
};
const answer = (endorser: string, payload = "same"): ProposalResponse => ({
  response: { status: 200, message: "", payload: Buffer.alloc(0) },
  payload: Buffer.from(payload),
  endorsement: Buffer.from(endorser),
});

describe("EndorsementPlan", () => {
  it("is complete when one layout has all its endorsements", () => {
    const plan = new EndorsementPlan([layout("A", "B")], groups(a, b));
    expect(plan.nextPeers()).toEqual([a, b]);
    expect(plan.accept(a, answer("a"))).toBe(true);
    expect(plan.complete).toBe(false);
    expect(plan.accept(b, answer("b"))).toBe(true);
    expect(plan.complete).toBe(true);
    expect(plan.endorsements.map(String)).toEqual(["a", "b"]);
  });

  it("counts an endorsement for every layout that wants its organisation", () => {
    const plan = new EndorsementPlan([layout("A", "B"), layout("A", "C")], groups(a, b, c));
    plan.nextPeers();
    plan.accept(a, answer("a"));
    expect(plan.replacement(b)).toBeUndefined();
    expect(plan.nextPeers()).toEqual([c]);
    plan.accept(c, answer("c"));
    expect(plan.endorsements.map(String)).toEqual(["a", "c"]);
  });

  it("asks another peer of the same organisation after a failure", () => {
    const other = peer("B", "peer1");
    const plan = new EndorsementPlan([layout("B")], groups(b, other));
    expect(plan.nextPeers()).toEqual([b]);
    expect(plan.replacement(b)).toBe(other);
    plan.accept(other, answer("b1"));
    expect(plan.complete).toBe(true);
  });

  it("refuses an endorsement of another payload and says whose it was", () => {
    const plan = new EndorsementPlan([layout("A", "B")], groups(a, b));
    plan.nextPeers();
    plan.accept(a, answer("a"));
    expect(plan.accept(b, answer("b", "other"))).toBe(false);
    expect(plan.errors).toEqual([
      { address: "peer0.B:1", mspId: "B", message: "ProposalResponsePayloads do not match" },
    ]);
    expect(plan.replacement(b)).toBeUndefined();
    expect(plan.nextPeers()).toBeUndefined();
  });

  it("passes over layouts that need more peers than there are", () => {
    const plan = new EndorsementPlan([new Map([["A", 2]]), layout("B")], groups(a, b));
    expect(plan.nextPeers()).toEqual([b]);
  });

  it("gives one endorser's signature once", () => {
    const plan = new EndorsementPlan([new Map([["A", 2]])], groups(a, peer("A", "peer1")));
    plan.nextPeers();
    plan.accept(a, answer("same"));
    plan.accept(a, answer("same"));
    expect(plan.endorsements).toHaveLength(1);
  });
});

describe("planFrom", () => {
  it("puts layouts with the preferred organisation first", () => {
    const options = { layouts: [layout("B"), layout("C"), layout("A")], peersByOrganisation: groups(a, b, c) };
    for (let round = 0; round < 20; round++) expect(planFrom(options, "A", b).nextPeers()).toEqual([a]);
  });

  it("asks the gateway's own peer before others of its organisation", () => {
    const local = peer("A", "peer1");
    expect(localFirst([a, local], local)).toEqual([local, a]);
    expect(localFirst([b], local)).toEqual([b]);
  });
});
