// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { loadConsortium } from "../config/consortium.js";
import { defaultConsortiumFile } from "../config/home.js";
import { administrativePeers, administratorOf, chaincodeVersions, planNetwork } from "./plan.js";

const consortium = loadConsortium(defaultConsortiumFile());

describe("planNetwork", () => {
  it("gives every process ports of its own", () => {
    const plan = planNetwork(consortium, "/network", { portBase: 17_000 });
    const ports = [
      ...plan.orderers.flatMap((node) => [node.port, node.adminPort, node.operationsPort]),
      ...plan.peers.flatMap((node) => [node.port, node.chaincodePort, node.operationsPort]),
      ...consortium.organisations.map(({ mspId }) => plan.chaincodePort("licet", mspId)),
    ];
    expect(new Set(ports).size).toBe(ports.length);
    expect(Math.min(...ports)).toBe(17_050);
  });

  it("gives each version of a chaincode a port of its own, which it keeps", () => {
    const version = (version: string, handedOut = {}): ReturnType<typeof planNetwork> =>
      planNetwork({ ...consortium, chaincodes: [{ ...consortium.chaincodes[0]!, version }] }, "/network", {
        handedOut,
      });
    const first = version("1.0");
    const second = version("1.1", first.handedOut);
    expect(second.chaincodePort("licet", "GBAuthorityMSP")).not.toBe(first.chaincodePort("licet", "GBAuthorityMSP"));
    expect(chaincodeVersions(second, "licet", "GBAuthorityMSP")).toEqual(["1.0", "1.1"]);
    expect(chaincodeVersions(second, "lic", "GBAuthorityMSP")).toEqual([]);
    const again = version("1.0", second.handedOut);
    expect(again.chaincodePort("licet", "GBAuthorityMSP")).toBe(first.chaincodePort("licet", "GBAuthorityMSP"));
  });

  it("keeps the ports of what is there when an organisation is put before it", () => {
    const [first, ...others] = consortium.organisations;
    const before = planNetwork({ ...consortium, organisations: others }, "/network");
    const after = planNetwork(consortium, "/network", { handedOut: before.handedOut });
    for (const { mspId } of others)
      expect(after.chaincodePort("licet", mspId)).toBe(before.chaincodePort("licet", mspId));
    expect(Object.values(before.handedOut)).not.toContain(after.chaincodePort("licet", first!.mspId));
    expect(new Set(Object.values(after.handedOut)).size).toBe(Object.keys(after.handedOut).length);
  });

  it("leaves out declared ports when it hands out the others", () => {
    const [first, ...others] = consortium.organisations;
    const crowded = {
      ...consortium,
      organisations: [{ ...first!, peers: [{ name: "peer0", port: 9_000 }] }, ...others],
    };
    expect(planNetwork(crowded, "/network").orderers[0]?.adminPort).toBe(9_001);
  });

  it("refuses a port base from which the ports do not reach", () => {
    expect(() => planNetwork(consortium, "/network", { portBase: 64_000 })).toThrow(/choose a lower --port-base/);
  });

  it("knows who acts for an organisation", () => {
    const plan = planNetwork(consortium, "/network");
    expect(administrativePeers(plan)).toHaveLength(consortium.organisations.length);
    expect(administratorOf(plan, consortium.organisations[1]!).msp).toBe(
      "/network/organizations/peerOrganizations/ae.licet.example/users/Admin@ae.licet.example/msp",
    );
  });

  it("does not know the port of a chaincode that is not defined", () => {
    expect(() => planNetwork(consortium, "/network").chaincodePort("other", "GBAuthorityMSP")).toThrow(/no port/);
  });
});
