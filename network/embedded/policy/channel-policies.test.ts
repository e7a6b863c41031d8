// SPDX-License-Identifier: Apache-2.0

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Channel } from "../channel/api.js";
import type { Identity, SigningIdentity } from "../identity/identity.js";
import { openChannel } from "../channel/channel.js";
import { TestNetwork } from "../testing/test-network.js";

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
    expect(channel.policies.aclPath("peer/Propose")).toBe("/Channel/Application/Writers");
    expect(channel.policies.aclPath("qscc/GetChainInfo")).toBe("/Channel/Application/Readers");
    expect(channel.policies.aclPath("unknown/Resource")).toBeUndefined();
  });

  it("let a read-only member evaluate, and neither write nor vote", async () => {
    const options = network.options([], "read-only");
    const organisations = options.organisations.map((one) =>
      one.mspId === "CMSP" ? { ...one, access: "read-only" as const } : one,
    );
    const other = await openChannel({ ...options, organisations });
    try {
      const may = (path: string | undefined, signer: SigningIdentity): boolean | undefined =>
        other.policies.policy(path ?? "")?.evaluateIdentities([other.msps.deserialise(signer.serialised)]);
      const [client, admin] = [network.user("C"), network.user("C", "Admin")];
      expect(may(other.policies.aclPath("peer/Propose"), client)).toBe(true);
      expect(may("/Channel/Writers", client)).toBe(false);
      expect(may("/Channel/Writers", admin)).toBe(true);
      expect(may("/Channel/Writers", network.user("A"))).toBe(true);
      expect(may("/Channel/Application/CMSP/Admins", admin)).toBe(false);
      expect(may("/Channel/Application/CMSP/Endorsement", network.peer("C"))).toBe(true);
    } finally {
      await other.close();
    }
  });
});
