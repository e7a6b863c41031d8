// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { loadConsortium } from "../config/consortium.js";
import { defaultConsortiumFile } from "../config/home.js";
import type { Consortium } from "../config/schema.js";
import { hostsOf, planDeployment, selectOrganisations } from "./plan.js";

const consortium = loadConsortium(defaultConsortiumFile());
const [first, ...others] = consortium.organisations;

function withPeers(peers: { name: string; port: number }[]): Consortium {
  return { ...consortium, organisations: [{ ...first!, peers }, ...others] };
}

describe("planDeployment", () => {
  const plan = planDeployment(consortium, "2.5", "raft");

  it("gives every service a host name of its own, and every published port once", () => {
    const hosts = plan.organisations.flatMap(hostsOf);
    expect(new Set(hosts).size).toBe(hosts.length);
    const ports = plan.organisations.flatMap(({ nodes, authorities, gateway }) => [
      ...nodes.flatMap(({ port, adminPort }) => (adminPort > 0 ? [port, adminPort] : [port])),
      ...authorities.map(({ publishedPort }) => publishedPort),
      ...(gateway ? [gateway.publishedPort] : []),
    ]);
    expect(new Set(ports).size).toBe(ports.length);
  });

  it("takes the ordering nodes that the consensus makes use of", () => {
    const nodesOf = (line: "2.5" | "3.1", consensus: "raft" | "bft") =>
      planDeployment(consortium, line, consensus).organisations.at(-1)?.nodes.length;
    expect(nodesOf("2.5", "raft")).toBe(3);
    expect(nodesOf("3.1", "bft")).toBe(4);
  });

  it("takes the images of the line's release", () => {
    expect(plan.images.peer).toBe("docker.io/hyperledger/fabric-peer:2.5.16");
    expect(planDeployment(consortium, "3.1", "bft").images.orderer).toBe("docker.io/hyperledger/fabric-orderer:3.1.5");
  });

  it("refuses a node that is called like another service", () => {
    expect(() => planDeployment(withPeers([{ name: "gateway", port: 7051 }]), "2.5", "raft")).toThrow(
      /two services called gateway\.gb\.licet\.example/,
    );
  });

  it("refuses a port that the peer's container needs for itself", () => {
    expect(() => planDeployment(withPeers([{ name: "peer0", port: 9443 }]), "2.5", "raft")).toThrow(/port 9443/);
  });

  it("refuses a chaincode whose name is no host name", () => {
    const [chaincode] = consortium.chaincodes;
    const renamed = { ...consortium, chaincodes: [{ ...chaincode!, name: "My_Chaincode" }] };
    expect(() => planDeployment(renamed, "2.5", "raft")).toThrow(/"My_Chaincode" cannot be deployed/);
  });
});

describe("selectOrganisations", () => {
  const plan = planDeployment(consortium, "2.5", "raft");

  it("finds an organisation by its name and by its MSP id", () => {
    expect(selectOrganisations(plan, "GBAuthority")).toEqual(selectOrganisations(plan, "GBAuthorityMSP"));
    expect(selectOrganisations(plan, "Orderer").map(({ kind }) => kind)).toEqual(["orderer"]);
  });

  it("names the organisations when there is none of that name", () => {
    expect(() => selectOrganisations(plan, "Elsewhere")).toThrow(/the consortium has GBAuthority, AEAuthority/);
  });
});
