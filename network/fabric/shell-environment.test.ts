// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { loadConsortium } from "../config/consortium.js";
import { defaultConsortiumFile } from "../config/home.js";
import type { FabricContext } from "./peer-commands.js";
import { configtxYaml } from "./configtx.js";
import { administrativePeers, planNetwork } from "./plan.js";
import { exportLines, shellEnvironment } from "./shell-environment.js";

const declared = loadConsortium(defaultConsortiumFile());
const [gb, ...others] = declared.organisations;
const consortium = {
  ...declared,
  organisations: [{ ...gb!, peers: [...gb!.peers, { name: "peer1", port: 7_061 }] }, ...others],
};
const context = {
  plan: planNetwork(consortium, "/network"),
  binaries: { programs: { peer: "/fabric/bin/peer" } },
} as FabricContext;

describe("shellEnvironment", () => {
  it("names an organisation's administrator and its first peer, whichever way the organisation is written", () => {
    const environment = shellEnvironment(context, { organisation: "GBAuthority" });
    expect(environment).toMatchObject({
      FABRIC_CFG_PATH: "/network/nodes/peer0.gb.licet.example",
      CORE_PEER_LOCALMSPID: "GBAuthorityMSP",
      CORE_PEER_MSPCONFIGPATH:
        "/network/organizations/peerOrganizations/gb.licet.example/users/Admin@gb.licet.example/msp",
      CORE_PEER_ADDRESS: "127.0.0.1:7051",
      CORE_PEER_ID: "peer0.gb.licet.example",
      ORDERER_ADDRESS: "127.0.0.1:7050",
      CHANNEL_NAME: "licet",
    });
    for (const organisation of ["gbauthority", "GBAuthorityMSP"])
      expect(shellEnvironment(context, { organisation })).toEqual(environment);
  });

  it("names another peer by its name or its host name", () => {
    for (const node of ["peer1", "peer1.gb.licet.example"])
      expect(shellEnvironment(context, { organisation: "GBAuthority", node })).toMatchObject({
        CORE_PEER_ADDRESS: "127.0.0.1:7061",
        CORE_PEER_FILESYSTEMPATH: "/network/nodes/peer1.gb.licet.example/data",
        ORDERER_ADDRESS: "127.0.0.1:7050",
      });
  });

  it("names the ordering service's administrator and one of its nodes", () => {
    const environment = shellEnvironment(context, { organisation: "Orderer", node: "orderer1" });
    expect(environment).toMatchObject({
      CORE_PEER_LOCALMSPID: "OrdererMSP",
      CORE_PEER_ADDRESS: "127.0.0.1:7051",
      ORDERER_ADDRESS: "127.0.0.1:7052",
      ORDERER_ADMIN_ADDRESS: `127.0.0.1:${context.plan.orderers[1]!.adminPort}`,
    });
    expect(environment["CORE_PEER_MSPCONFIGPATH"]).toMatch(/ordererOrganizations.*Admin@orderer\.licet\.example/);
  });

  it("lets the administrator of an organisation without peers read through the first one", () => {
    const organisations = declared.organisations.map((one, at) => (at === 4 ? { ...one, peers: [] } : one));
    const plan = planNetwork({ ...declared, organisations }, "/network");
    const environment = shellEnvironment({ ...context, plan }, { organisation: "CarriersMSP" });
    expect(environment).toMatchObject({ CORE_PEER_LOCALMSPID: "CarriersMSP", CORE_PEER_ADDRESS: "127.0.0.1:7051" });
    expect(environment["CORE_PEER_MSPCONFIGPATH"]).toMatch(/Admin@carriers\.licet\.example/);
    expect(administrativePeers(plan)).toHaveLength(4);
    expect(configtxYaml(plan).match(/AnchorPeers/g)).toHaveLength(4);
  });

  it("says which organisations and nodes there are", () => {
    expect(() => shellEnvironment(context, { organisation: "FR" })).toThrow(
      /no organisation "FR"; it has GBAuth.*Orderer\./,
    );
    expect(() => shellEnvironment(context, { organisation: "GBAuthority", node: "peer" })).toThrow(
      /no node "peer" there; there are peer0\.gb\.licet\.example, peer1\.gb\.licet\.example/,
    );
  });
});

describe("exportLines", () => {
  it("are read by a shell as they were, with the former PATH behind the new", () => {
    const lines = exportLines({ PATH: "/a b/bin:$PATH", QUOTED: `it's "$HOME"` });
    const script = [...lines, 'printf "%s\\n" "$PATH" "$QUOTED"'].join("\n");
    const answer = execFileSync("/bin/sh", ["-c", script], { encoding: "utf8", env: { PATH: "/usr/bin" } });
    expect(answer).toBe(`/a b/bin:/usr/bin\nit's "$HOME"\n`);
  });
});
