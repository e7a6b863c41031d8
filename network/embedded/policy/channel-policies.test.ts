// SPDX-License-Identifier: Apache-2.0

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Channel, Identity, SigningIdentity } from "../ledger/api.js";
import { TestNetwork } from "../ledger/testnetwork.js";

describe("the channel's policies", () => {
  let network: TestNetwork;
  let channel: Channel;

  beforeAll(async () => {
    network = await TestNetwork.create();
    channel = await network.open();
  });

  afterAll(async () => {
    await channel.close();
    network.remove();
  });

  const satisfied = (path: string, ...signers: SigningIdentity[]): boolean | undefined => {
    const identities: Identity[] = signers.map((signer) => channel.msps.deserialise(signer.serialised));
    return channel.policies.policy(path)?.evaluateIdentities(identities);
  };

  it("are implied by those of the organisations", () => {
    const [userA, adminA, adminB] = [network.user("A"), network.user("A", "Admin"), network.user("B", "Admin")];
    expect(satisfied("/Channel/Application/Writers", userA)).toBe(true);
    expect(satisfied("/Channel/Application/Writers", network.peer("A"))).toBe(false);
    expect(satisfied("/Channel/Application/Readers", network.peer("A"))).toBe(true);
    expect(satisfied("/Channel/Writers", userA)).toBe(true);
    expect(satisfied("/Channel/Application/Admins", adminA)).toBe(false);
    expect(satisfied("/Channel/Application/Admins", adminA, adminB)).toBe(true);
    expect(satisfied("/Channel/Application/Admins", adminA, userA)).toBe(false);
    expect(satisfied("/Channel/Application/AMSP/Endorsement", network.peer("A"))).toBe(true);
    expect(channel.policies.policy("/Channel/Nowhere")).toBeUndefined();
  });

  it("verify each signature and count a signer once", () => {
    const data = Buffer.from("message");
    const [a, b] = [network.peer("A"), network.peer("B")];
    const signed = (signer: SigningIdentity, message = data) => ({
      data,
      identity: signer.serialised,
      signature: signer.sign(message),
    });
    const policy = channel.policies.policy("/Channel/Application/Endorsement");
    expect(policy?.evaluate([signed(a), signed(b)])).toBe(true);
    expect(policy?.evaluate([signed(a), signed(a)])).toBe(false);
    expect(policy?.evaluate([signed(a), signed(b, Buffer.from("other"))])).toBe(false);
    expect(policy?.evaluate([signed(a), { ...signed(b), identity: Buffer.from("nobody") }])).toBe(false);
  });

  it("plan a majority", () => {
    const layouts = channel.policies.policy("/Channel/Application/Endorsement")?.layouts() ?? [];
    expect(layouts.map((layout) => [...layout.keys()].sort().join())).toEqual(["AMSP,BMSP", "AMSP,CMSP", "BMSP,CMSP"]);
  });

  it("guard resources by Fabric's defaults", () => {
    expect(channel.policies.acl("peer/Propose")?.description).toBe("/Channel/Application/Writers");
    expect(channel.policies.acl("qscc/GetChainInfo")?.description).toBe("/Channel/Application/Readers");
    expect(channel.policies.acl("unknown/Resource")).toBeUndefined();
  });
});
